"""What every reader relies on, the same examples in Chromium, Firefox and WebKitGTK."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.axe import violations
from tests.browser.conftest import EMPTY
from tests.browser.tabs import Tab, until, wait

OPEN = "() => document.querySelectorAll('.lp-passage').length === 1"
SHUT = "() => document.querySelectorAll('.lp-passage').length === 0"
FOCUSED = "css => document.querySelector(css) === document.activeElement"
IN_SIGHT = (
    "id => { const box = document.getElementById(id).getBoundingClientRect();"
    " return box.bottom > 0 && box.top >= -1 && box.top < innerHeight; }"
)
SHARING = '#sharing .lp-line a[href="#pp_sharing"]'

# A page in a frame of some width: the one way to a narrow page, and to one without script, that all drivers have.
FRAME = """async (src, width, script) => {
    const frame = document.createElement('iframe');
    if (!script) frame.sandbox = 'allow-same-origin';
    frame.width = width;
    frame.height = 640;
    frame.src = src;
    const loaded = new Promise(resolve => { frame.onload = resolve; });
    document.body.append(frame);
    await loaded;
}"""
INSIDE = "const frame = document.querySelector('iframe'), inner = frame.contentDocument, view = frame.contentWindow;"


@pytest.fixture(params=["file", "http"])
def page(request: pytest.FixtureRequest, demo: Path, address: str) -> str:
    """The demo's page, from a file and from a server."""
    path = "wechat/index.html"
    return (demo / path).as_uri() if request.param == "file" else f"{address}{path}"


def test_the_engine_is_the_one_that_it_is_said_to_be(tab: Tab) -> None:
    """Firefox is driven through Playwright's channel "moz-firefox", which is not documented and may go or change.

    Where this alone fails for Firefox, look there first: 1.64 works with Firefox ESR 153, 1.65 asks it for what it does
    not know yet, and without the channel Playwright wants a Firefox of its own making. Hence the pin in pyproject.toml.
    """
    tab.open("data:text/html,<title>Here</title>")
    agent = tab.eval("() => navigator.userAgent")
    own = {"chromium": "Chrome/", "firefox": "Firefox/", "webkit": "Version/"}
    assert {name for name, sign in own.items() if sign in agent} == {tab.name}
    assert tab.eval("() => document.title") == "Here"
    assert tab.screenshot().startswith(b"\x89PNG")


def test_both_layers_are_there_and_the_answers_are_in_large_print(tab: Tab, page: str) -> None:
    tab.open(page)
    size = "css => parseFloat(getComputedStyle(document.querySelector(css)).fontSize)"
    assert tab.eval("() => document.querySelectorAll('.lp-q').length") >= 10
    assert tab.eval("() => document.querySelectorAll('.lp-s').length") >= 20
    assert tab.eval(size, ".lp-answer") > tab.eval(size, ".lp-s .lp-body") >= 16
    hidden = tab.eval(
        "() => [...document.querySelectorAll('.lp-q h2, .lp-answer, .lp-facts, .lp-s .lp-body')]"
        ".filter(e => !e.checkVisibility() || !e.innerText.trim()).map(e => e.outerHTML.slice(0, 80))"
    )
    assert hidden == []
    assert tab.eval("() => document.documentElement.scrollWidth <= innerWidth")


def test_links_look_like_links_without_colour(tab: Tab, page: str) -> None:
    tab.open(page)
    plain = tab.eval(
        "() => [...document.querySelectorAll('main p a, main td a, .lp-line a, .lp-tools a, .lp-tools button')]"
        ".filter(a => getComputedStyle(a).textDecorationLine !== 'underline').map(a => a.outerHTML)"
    )
    assert plain == []


def test_the_contents_show_where_the_reader_is(tab: Tab, page: str) -> None:
    here = "href => document.querySelector('.lp-toc [aria-current]')?.getAttribute('href') == href"
    go = "id => document.getElementById(id).scrollIntoView()"
    tab.open(page)
    tab.eval(go, "location")
    until(tab, here, "#location")
    tab.eval("() => scrollTo(0, 0)")
    until(tab, here, None)
    # As on a phone, where they are folded, and say it when they are opened.
    tab.eval("() => { document.querySelector('.lp-toc details').open = false; }")
    tab.eval(go, "pp_rights")
    tab.eval("() => { document.querySelector('.lp-toc details').open = true; }")
    until(tab, here, "#pp_rights")


def test_links_land(tab: Tab, page: str) -> None:
    tab.open(page)
    lost = tab.eval(
        "() => [...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href'))"
        ".filter(href => !document.getElementById(decodeURIComponent(href.slice(1))))"
    )
    assert lost == []
    tab.click('.lp-toc a[href="#location"]')
    until(tab, IN_SIGHT, "location")
    tab.click('#pp_location .lp-gloss a[href="#location"]')
    until(tab, IN_SIGHT, "location")
    assert tab.eval("() => location.hash") == "#location"
    tab.open(f"{page}#pp_rights")
    until(tab, IN_SIGHT, "pp_rights")
    assert tab.eval("() => document.querySelector(':target').id") == "pp_rights"


def test_the_passage_opens_and_every_way_back_returns_to_the_link(tab: Tab, page: str) -> None:
    tab.open(page)
    tab.click(SHARING)
    until(tab, OPEN)
    assert tab.eval("() => document.activeElement.closest('.lp-passage') !== null")
    beside = (
        "() => document.querySelector('.lp-passage').getBoundingClientRect().left"
        " >= document.querySelector('#sharing .lp-answer').getBoundingClientRect().right"
    )
    assert tab.eval(beside)
    words = "css => document.querySelector(css).innerText.split(/\\s+/).slice(0, 12)"
    assert tab.eval(words, ".lp-passage .lp-body") == tab.eval(words, "#pp_sharing .lp-body")
    tab.back()
    until(tab, SHUT)
    until(tab, FOCUSED, SHARING)
    tab.forward()
    until(tab, OPEN)
    tab.press("Escape")
    until(tab, SHUT)
    until(tab, FOCUSED, SHARING)
    tab.click(SHARING)
    until(tab, OPEN)
    tab.click(".lp-x")
    until(tab, SHUT)
    until(tab, FOCUSED, SHARING)


def enter(tab: Tab, css: str) -> None:
    """Presses Enter on an element. (WebKit's driver takes a summary for hidden, and would not click it.)"""
    tab.eval("css => { document.querySelector(css).focus(); }", css)
    tab.press("Enter")


def test_after_a_jump_out_of_a_passage_the_focus_is_where_the_jump_led(tab: Tab, page: str) -> None:
    tab.open(page)
    tab.click('.lp-q .lp-facts a[href^="#pp_"]')
    until(tab, "() => document.activeElement.closest('.lp-passage') !== null")
    place = tab.eval("() => document.querySelector('.lp-whole').hash")
    tab.click(".lp-whole")
    until(tab, "place => location.hash === place", place)
    tab.eval("() => { history.back(); }")  # Playwright waits in vain for Firefox to load something here
    until(tab, "() => location.hash === '' && document.activeElement.closest('.lp-passage') !== null")
    tab.eval("() => { history.forward(); }")
    until(tab, "place => location.hash === place", place)
    tab.eval("() => new Promise(done => setTimeout(done, 300))")
    assert tab.eval("() => document.activeElement.closest('.lp-passage') === null")
    assert tab.eval(IN_SIGHT, place[1:])


def test_the_exact_words_lead_to_their_place_and_back(tab: Tab, page: str) -> None:
    """Each quote leads to where it stands in its section, and from there a sign leads back into the answer's quotes."""
    tab.open(page)
    assert tab.eval("() => [...document.querySelectorAll('.lp-exact')].every(e => !e.open)")
    strayed = tab.eval(
        "() => { const plain = e => e.textContent.replace(/\\s+/g, ' '); "
        " return [...document.querySelectorAll('.lp-exact li')].filter(li => {"
        " const place = document.getElementById(li.querySelector('.lp-from a').hash.slice(1));"
        " const said = li.querySelector('blockquote');"
        " if (!said) return !place.matches('.lp-s');"
        " const words = plain(said).replace(/^\\s*Quote:\\s*|\\s*End of quote\\.\\s*$/g, '');"
        " return !plain(place.closest('.lp-s')).includes(words.slice(0, 20)); }).map(li => li.textContent); }"
    )
    assert strayed == []
    enter(tab, ".lp-exact summary")
    until(tab, "() => document.querySelector('.lp-exact').open")
    enter(tab, ".lp-exact .lp-from a")
    until(tab, OPEN)
    assert tab.eval("() => document.querySelectorAll('.lp-passage .lp-ref').length") == 0
    tab.back()
    until(tab, SHUT)
    tab.eval("() => { document.querySelector('.lp-exact').open = false; }")
    enter(tab, '.lp-ref[href^="#lp-x-provide-"]')
    until(tab, "() => document.querySelector('.lp-exact').open")
    until(tab, "id => document.getElementById(id).contains(document.querySelector(':target'))", "provide")


def test_with_the_keyboard_alone(tab: Tab, page: str) -> None:
    tab.open(page)
    tab.press("Tab")
    until(tab, "() => document.activeElement.className === 'lp-skip'")
    tab.press("Enter")
    until(tab, "() => document.activeElement.id === 'lp-main'")
    for _ in range(12):
        tab.press("Tab")
        if tab.eval("() => document.activeElement.matches('.lp-q a[href^=\"#pp_\"]')"):
            break
    here = tab.eval("() => document.activeElement.textContent")
    tab.press("Enter")
    until(tab, OPEN)
    tab.press("Escape")
    until(tab, SHUT)
    until(tab, "words => document.activeElement.textContent === words", here)


@pytest.mark.parametrize("path", ["index.html", "wechat/index.html"])
def test_nothing_stands_in_the_way_of_anybody(tab: Tab, address: str, path: str) -> None:
    tab.open(f"{address}{path}")
    if path.startswith("wechat"):
        tab.click(SHARING)
        until(tab, OPEN)
    assert violations(tab) == []


@pytest.mark.parametrize("path", ["index.html", "wechat/index.html", "wechat/offline.html"])
def test_the_page_asks_nobody_else_and_keeps_nothing(tab: Tab, address: str, path: str) -> None:
    tab.open(f"{address}{path}")
    until(tab, "() => document.readyState === 'complete'")
    asked = [url for url in tab.requests() if not url.startswith("data:")]
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    assert asked[0] == f"{address}{path}"
    assert tab.eval("() => localStorage.length + sessionStorage.length + document.cookie.length") == 0


def test_without_script_everything_is_there_and_every_link_lands(tab: Tab, address: str) -> None:
    tab.open(f"{address}{EMPTY}")
    tab.eval(FRAME, f"{address}wechat/index.html", 1000, False)
    assert tab.eval(f"() => {{ {INSIDE} return inner.querySelector('.lp-script').hidden; }}")  # no script has run
    lost = tab.eval(
        f"() => {{ {INSIDE} return [...inner.querySelectorAll('a[href^=\"#\"]')].map(a => a.hash.slice(1))"
        ".filter(id => !inner.getElementById(decodeURIComponent(id))); }"
    )
    assert lost == []
    tab.eval(f"css => {{ {INSIDE} inner.querySelector(css).click(); }}", SHARING)
    until(tab, f"() => {{ {INSIDE} return view.location.hash === '#pp_sharing'; }}")
    until(
        tab,
        f"() => {{ {INSIDE} const top = inner.getElementById('pp_sharing').getBoundingClientRect().top;"
        " return top >= -1 && top < view.innerHeight; }",
    )
    said = tab.complaints()
    assert all("sandboxed" in each for each in said), said  # some say that they ran no script, as they were told
    tab.forget()


def test_at_320_pixels_nothing_runs_over_the_edge(tab: Tab, address: str) -> None:
    tab.open(f"{address}{EMPTY}")
    tab.eval(FRAME, f"{address}wechat/index.html", 320, True)
    assert tab.eval(f"() => {{ {INSIDE} return view.innerWidth; }}") == 320
    over = f"() => {{ {INSIDE} return inner.documentElement.scrollWidth - inner.documentElement.clientWidth; }}"
    assert tab.eval(over) <= 0
    tab.eval(f"css => {{ {INSIDE} inner.querySelector(css).click(); }}", SHARING)
    until(tab, f"() => {{ {INSIDE} return inner.querySelector('.lp-passage') !== null; }}")
    assert tab.eval(over) <= 0
    below = (
        f"() => {{ {INSIDE} return inner.querySelector('.lp-passage').getBoundingClientRect().top"
        " >= inner.querySelector('#sharing .lp-answer').getBoundingClientRect().bottom; }"
    )
    assert tab.eval(below)


def test_the_copy_in_one_file_works_too(tab: Tab, demo: Path) -> None:
    tab.open((demo / "wechat/offline.html").as_uri())
    tab.click(SHARING)
    until(tab, OPEN)
    colour = tab.eval("() => getComputedStyle(document.querySelector('.lp-line a')).color")
    assert colour not in ("rgb(0, 0, 0)", "rgb(0, 0, 238)")  # its style is let in by the digest in its policy


def test_what_goes_wrong_on_a_page_is_heard(tab: Tab, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    """So that silence elsewhere means something: an error, a refused style and a refused request to someone else."""
    policy = (
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; script-src 'self'; img-src data:\">"
    )
    body = '<p style="color: red">A</p><img alt="" src="http://127.0.0.2:9/x.png">'
    head = f'<meta charset=utf-8>{policy}<link rel=icon href="data:,"><title>A</title><script src=a.js></script>'
    (tmp_path / "a.html").write_text(f"<!doctype html><html lang=en><head>{head}</head>{body}</html>")
    (tmp_path / "a.js").write_text("console.error('said so'); null.thing;")
    tab.open(f"{serve(tmp_path)}a.html")
    awaited = {"said so", "null", "style", "127.0.0.2"}
    wait(
        tab,
        lambda: all(any(word in said for said in tab.complaints()) for word in awaited),
        f"{awaited} in {tab.complaints()}",
    )
    tab.forget()
