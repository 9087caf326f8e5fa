"""The web component on pages of other people, in three engines; and what a hostile page or file can do with it."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from largeprint.outputs.assets import component
from largeprint.read.html import ALLOWED
from tests.browser.answers import answers, inline, question, rich
from tests.browser.axe import violations
from tests.browser.conftest import EMPTY, Open
from tests.browser.tabs import Tab, until, wait

POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; img-src data:"
"""What the manual tells hosts to allow, and the strictest that it says the script can live with. The picture is the
icon of the host's own page, without which browsers ask for one."""

STATE = (
    "const element = document.querySelector('large-print-answer'), root = element && element.shadowRoot,"
    " base = root && root.querySelector('[part=base]'), all = css => [...root.querySelectorAll(css)],"
    " shown = base ? base.innerText : '', own = document.querySelector('#own');"
)
FRAMED = "const document = window.frame.contentDocument || window.document;"
READY = f"() => {{ {STATE} return !!base; }}"


def ask(tab: Tab, expression: str, *arguments: Any) -> Any:
    """An expression about the first component: its ``root``, its ``base``, the words ``shown``, ``all(css)`` in it."""
    return tab.eval(f"(...given) => {{ {STATE} return {expression}; }}", *arguments)


def press(tab: Tab, css: str) -> None:
    """A click inside the component; drivers do not all look into a shadow tree."""
    ask(tab, f"root.querySelector({json.dumps(css)}).click()")


ICON = '<link rel="icon" href="data:,">'


@dataclass
class Host:
    """A page of somebody else on a loopback address, with the scripts and an answers.json beside it."""

    folder: Path
    address: str
    files: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, text: str) -> str:
        """Writes a file; gives its address."""
        (self.folder / name).write_text(text, "utf-8")
        return f"{self.address}{name}"

    def data(self, data: Any, name: str = "answers.json") -> None:
        self.put(name, data if isinstance(data, str) else json.dumps(data))

    def page(self, body: str, script: str = "assets/largeprint-answer.js", head: str = ICON) -> str:
        """The text of a page that has the component's script before all else."""
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}<title>Host</title>'
            f'<script src="{script}"></script></head><body><main><h1>Host</h1>{body}</main></body></html>'
        )

    def open(self, tab: Tab, body: str) -> None:
        """Opens such a page under the strict policy."""
        csp = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">{ICON}'
        tab.open(self.put("page.html", self.page(body, head=csp)))


def element(attributes: str = 'src="answers.json" question="provide"', more: str = "") -> str:
    return f'<large-print-answer {attributes}><p id="own">The words of the host.</p>{more}</large-print-answer>'


@pytest.fixture
def host(tmp_path: Path, serve: Callable[[Path], str]) -> Host:
    (tmp_path / "assets").mkdir()
    for file in component():
        (tmp_path / file.path).write_bytes(file.data)
    made = Host(tmp_path, serve(tmp_path))
    made.data(answers())
    return made


# What it is


def test_it_is_small_and_always_the_same() -> None:
    script = next(file for file in component() if file.path == "assets/largeprint-answer.js")
    component.cache_clear()
    assert script in component()
    assert len(gzip.compress(script.data, 9)) <= 6 * 1024
    words = script.data.decode()
    assert (
        re.search(r"innerHTML|outerHTML|insertAdjacentHTML|DOMParser|document\.write|\beval\b|Function\(", words)
        is None
    )


def test_it_knows_the_elements_that_a_text_may_hold() -> None:
    words = next(file for file in component() if file.path == "assets/largeprint-answer.js").data.decode()
    listed = re.search(r"ELEMENTS=new Set\(\((.*?)\)\.split", words, re.DOTALL)
    assert listed is not None
    assert set(" ".join(re.findall(r"'([^']*)'", listed[1])).split()) == ALLOWED


# What it shows


def test_an_answer_and_all_that_belongs_to_it(tab: Tab, host: Host) -> None:
    host.open(tab, element())
    until(tab, READY)
    assert ask(tab, "all('h2').map(h => h.textContent)") == ["What about provide?"]
    assert ask(tab, "all('dt').map(e => e.textContent)") == ["What", "If you do not"]
    assert ask(tab, "all('dd')[0].textContent") == "A nickname & a number"
    assert ask(tab, "all('[part~=action]').map(a => [a.href, a.rel, a.target, a.textContent.trim()])") == [
        ["https://example.org/copy", "noopener external", "", "Ask for a copy (leaves this page)"],
        ["mailto:officer@example.org", "noopener external", "", "Write to the officer (writes an email)"],
    ]
    assert ask(tab, "all('blockquote').map(e => e.textContent)") == ["We need a name and a number."]
    foot = ask(tab, "root.querySelector('footer').innerText")
    assert all(words in foot for words in ("Privacy", "Released 22 March 2022.", "1a2b3c4d", "All answers"))
    assert ask(tab, "root.querySelector('[part~=all]').href") == f"{host.address}index.html"
    assert ask(tab, "[base.lang, base.dir, own.checkVisibility()]") == ["en", "ltr", False]


def test_more_opens_in_place_and_leads_back(tab: Tab, host: Host) -> None:
    host.open(tab, element())
    until(tab, READY)
    press(tab, "[part~=more] a")
    assert ask(tab, "root.activeElement.textContent") == "On pp_what"
    assert ask(tab, "all('article h2, article h3').map(h => h.textContent)") == ["On pp_what", "On pp_what_more"]
    assert ask(tab, "all('article > p a').map(a => a.href)") == [f"{host.address}index.html#pp_what"]
    press(tab, "[part=back]")
    assert ask(tab, "root.activeElement.textContent") == "What we need"
    press(tab, "[part~=more] li + li a")
    press(tab, "article a")  # from one section to another, and twice back
    assert ask(tab, "root.activeElement.textContent") == "On pp_what"
    press(tab, "[part=back]")
    press(tab, "[part=back]")
    assert ask(tab, "root.activeElement.textContent") == "How it is used"
    press(tab, "[part~=answer] a + a")
    assert ask(tab, "root.activeElement.textContent") == "What about keep?"


def test_a_click_for_a_new_tab_is_left_to_the_browser(tab: Tab, host: Host) -> None:
    host.open(tab, element())
    until(tab, READY)
    kept = ask(
        tab,
        "(() => { document.addEventListener('click', e => { window.left = !e.defaultPrevented; e.preventDefault(); });"
        " root.querySelector('[part~=more] a').dispatchEvent(new MouseEvent('click', {ctrlKey: true, bubbles: true,"
        " composed: true, cancelable: true})); return [window.left, all('[part=back]').length]; })()",
    )
    assert kept == [True, 0]


def test_the_host_hears_of_every_link_and_may_take_it_over(tab: Tab, host: Host) -> None:
    host.open(tab, element())
    until(tab, READY)
    heard = (
        "(() => { const heard = []; document.addEventListener('largeprint-open', e => { heard.push(e.detail);"
        " e.preventDefault(); }); all('[part~=action], [part~=more] a, [part~=all]').forEach(a => a.click());"
        " return [heard.map(e => [e.kind, e.id]), location.pathname, all('[part=back]').length]; })()"
    )
    kinds = [["web", ""], ["mail", ""], ["section", "pp_what"], ["section", "pp_how"], ["policy", ""]]
    assert ask(tab, heard) == [kinds, "/page.html", 0]


def test_attributes_are_followed(tab: Tab, host: Host) -> None:
    host.open(tab, element())
    until(tab, READY)
    ask(tab, "element.setAttribute('question', 'keep'), element.setAttribute('heading-level', '4')")
    until(tab, f"() => {{ {STATE} return all('h4').length === 1 && shown.includes('For a year.'); }}")
    ask(tab, "element.removeAttribute('question'), element.setAttribute('moment', 'sign-up')")
    until(tab, f"() => {{ {STATE} return all('article').length === 2; }}")
    ask(tab, "element.removeAttribute('moment')")
    until(tab, f"() => {{ {STATE} return all('[part=questions] a').length === 2; }}")
    ask(tab, "(element.remove(), element.setAttribute('question', 'keep'), document.body.append(element))")
    until(tab, f"() => {{ {STATE} return all('h4').length === 1; }}")
    assert len([url for url in tab.requests() if url.endswith(".json")]) == 1


def test_an_id_that_is_gone_says_so_and_shows_what_stands_in(tab: Tab, host: Host) -> None:
    host.open(tab, element('src="answers.json" question="old"'))
    until(tab, READY)
    shown = ask(tab, "shown")
    assert "This is not in the text any more. 2021-05-01 It was split." in shown
    assert "For a year." in shown
    ask(tab, "element.setAttribute('question', 'never')")
    until(tab, f"() => {{ {STATE} return shown.startsWith('Ended.'); }}")


UNKNOWN = {'question="provid"': "provide", 'question="../../x"': "provide", 'moment="sing-up"': "sign-up"}


def test_an_id_that_is_unknown_shows_the_way_to_all_answers(tab: Tab, host: Host) -> None:
    host.open(tab, "".join(element(f'src="answers.json" {asked}') for asked in UNKNOWN))
    seen = (
        "() => [...document.querySelectorAll('large-print-answer')].map(e => [...e.shadowRoot.querySelectorAll("
        "'[part=unknown], [part~=all]')].map(each => each.href || each.textContent))"
    )
    awaited = [["There is no answer under this name.", f"{host.address}index.html"]] * 3
    wait(tab, lambda: bool(tab.eval(seen) == awaited), f"{awaited}")
    said = tab.complaints()
    assert all("large-print-answer: there is no" in each for each in said)
    assert [each.rsplit("; ", 1)[1] for each in said] == [f'the nearest is "{near}"' for near in UNKNOWN.values()]
    assert [url for url in tab.requests() if "x" in urlsplit(url).path.split("/")] == []
    tab.forget()


# Where it works


@pytest.mark.parametrize("place", ["file", "srcdoc", "blob"])
def test_it_works_from_the_json_inside_it(tab: Tab, host: Host, place: str) -> None:
    tag = element(f'question="provide" base="{host.address}answers.json"', inline(answers()))
    if place == "file":
        host.put("page.html", host.page(tag))
        tab.open((host.folder / "page.html").as_uri())
    else:
        tab.open(f"{host.address}{EMPTY}")
        text = host.page(tag, script=f"{host.address}assets/largeprint-answer.js")
        tab.eval(
            "(text, place) => { const frame = document.createElement('iframe'); frame.id = 'frame';"
            " if (place === 'srcdoc') frame.srcdoc = text;"
            " else frame.src = URL.createObjectURL(new Blob([text], {type: 'text/html'}));"
            " document.body.append(frame); }",
            text,
            place,
        )
    inside = STATE if place == "file" else FRAMED + STATE
    until(tab, f"() => {{ {inside} return !!base; }}")
    seen = (
        f"() => {{ {inside} const a = root.querySelector('[part~=more] a'); const href = a.href; a.click();"
        " return [href, root.activeElement.textContent, root.querySelector('[part~=all]').href]; }"
    )
    assert tab.eval(seen) == [f"{host.address}index.html#pp_what", "On pp_what", f"{host.address}index.html"]


def test_what_is_carried_along_stands_in_when_the_network_fails(tab: Tab, host: Host) -> None:
    host.open(tab, element('src="missing.json" question="keep"', inline(answers())))
    until(tab, READY)
    assert "For a year." in ask(tab, "shown")
    assert any("missing.json was answered with 404; the JSON inside" in said for said in tab.complaints())
    tab.forget()


def test_twenty_on_a_page_make_one_request_and_none_but_our_own(tab: Tab, host: Host) -> None:
    host.open(tab, element() * 20)
    until(
        tab,
        "() => [...document.querySelectorAll('large-print-answer')].filter(e => e.shadowRoot.querySelector('h2'))"
        ".length === 20",
    )
    asked = [urlsplit(url) for url in tab.requests()]
    assert sorted(url.path for url in asked if url.path != "/favicon.ico") == [
        "/answers.json",
        "/assets/largeprint-answer.js",
        "/page.html",
    ]
    assert {f"http://{url.netloc}/" for url in asked} == {host.address}


def test_without_script_the_words_of_the_host_stand(tab: Tab, host: Host) -> None:
    host.put("page.html", host.page(element()))
    tab.open(f"{host.address}{EMPTY}")
    words = tab.eval(
        "async () => { const frame = document.createElement('iframe'); frame.sandbox = 'allow-same-origin';"
        " const loaded = new Promise(resolve => { frame.onload = resolve; }); frame.src = 'page.html';"
        " document.body.append(frame); await loaded; return frame.contentDocument.querySelector('main').innerText; }"
    )
    assert "The words of the host." in words
    tab.forget()  # Chromium says that it ran no script


WIDE = "Donaudampfschifffahrtsgesellschaftskapitän " * 3


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_runs_out_of_a_narrow_page_in_large_letters(tab: Tab, host: Host, direction: str) -> None:
    data = answers(direction=direction, language="ar" if direction == "rtl" else "de")
    data["questions"][0]["facts"].append({"kind": "", "label": "Aufbewahrungsfrist", "value": rich(WIDE)})
    host.data(data)
    host.put("page.html", host.page(element('id="element" src="answers.json" question="provide"')))
    tab.open(f"{host.address}{EMPTY}")
    over = tab.eval(
        "async sizes => { const frame = document.createElement('iframe'); frame.width = 320; frame.height = 800;"
        " const loaded = new Promise(resolve => { frame.onload = resolve; }); frame.src = 'page.html';"
        " document.body.append(frame); await loaded;"
        " const inner = frame.contentDocument.documentElement, {shadowRoot: root} = inner.querySelector('#element');"
        " while (!root.querySelector('footer')) await new Promise(done => setTimeout(done, 20));"
        " root.querySelector('details').open = true; const base = root.querySelector('[part=base]');"
        " const outside = () => { const edge = base.getBoundingClientRect();"
        "  return [...base.querySelectorAll('*:not([part=aloud])')].filter(e => {"
        "  const box = e.getBoundingClientRect(), beyond = box.left < edge.left - 1 || box.right > edge.right + 1;"
        "  return box.width && beyond; }).map(e => e.outerHTML); };"
        " return sizes.map(size => { inner.style.fontSize = size;"
        "  const over = e => e.scrollWidth - e.clientWidth;"
        "  return [base.dir, over(inner), over(base), outside()]; }); }",
        ["80%", "100%", "200%", "310%"],
    )
    assert over == [[direction, 0, 0, []]] * 4


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(tab: Tab, host: Host, theme: str) -> None:
    host.data(answers(demonstration="An example.", state="draft"))
    host.put("page.html", host.page(element(f'src="answers.json" question="provide" theme="{theme}"')))
    tab.open(f"{host.address}page.html")
    until(tab, READY)
    ask(tab, "root.querySelector('details').open = true")
    assert violations(tab) == []
    dark = ask(tab, "getComputedStyle(base).backgroundColor")
    assert dark == ("rgb(22, 22, 21)" if theme == "dark" else "rgb(253, 253, 251)")
    assert all(words in ask(tab, "shown") for words in ("Unofficial demonstration. An example.", "Draft."))
    if theme == "light":
        press(tab, "[part~=more] a")
        assert violations(tab) == []


def test_the_host_gives_the_look(tab: Tab, host: Host) -> None:
    style = (
        f"{ICON}<style>body {{ font-family: monospace; text-align: right; letter-spacing: 1em; }}"
        " large-print-answer { --largeprint-accent: rgb(0, 0, 9); --largeprint-radius: 0px; }"
        " large-print-answer::part(question) { color: rgb(1, 2, 3); }</style>"
    )
    host.put("page.html", host.page(element(), head=style))
    tab.open(f"{host.address}page.html")
    until(tab, READY)
    of = f"(css, name) => {{ {STATE} return getComputedStyle(root.querySelector(css))[name]; }}"
    assert tab.eval(of, "[part~=more] a", "color") == "rgb(0, 0, 9)"
    assert tab.eval(of, "[part~=question]", "color") == "rgb(1, 2, 3)"
    assert tab.eval(of, "p", "fontFamily") == "monospace"
    assert tab.eval(of, "p", "letterSpacing") == "normal"
    assert tab.eval(of, "[part=base]", "borderTopLeftRadius") == "0px"


def test_dark_follows_the_system_and_letters_the_reader(open_reader: Open, host: Host) -> None:
    host.put("page.html", host.page(element()))
    page = open_reader(360, 800, color_scheme="dark").go(f"{host.address}page.html")
    page.wait_for_function(READY)
    assert page.evaluate(f"() => {{ {STATE} return getComputedStyle(base).backgroundColor; }}") == "rgb(22, 22, 21)"
    small, large = (
        page.evaluate(
            f"size => {{ {STATE} document.documentElement.style.fontSize = size;"
            " return parseFloat(getComputedStyle(root.querySelector('[part~=answer]')).fontSize); }",
            size,
        )
        for size in ("16px", "32px")
    )
    assert large == 2 * small


def test_nothing_moves_where_the_host_kept_the_room(open_reader: Open, host: Host) -> None:
    """What stands below moves by what the answer is higher than the words of the host, and by nothing else."""

    def shift(room: float) -> tuple[float, float]:
        room_for = f"{ICON}<style>large-print-answer {{ display: block; min-block-size: {room}px; }}</style>"
        host.put("page.html", host.page(element() + "<p>Below.</p>", head=room_for))
        page = open_reader(1000, 1600).go(f"{host.address}page.html")
        page.evaluate(
            "window.moved = 0;"
            " new PerformanceObserver(list => list.getEntries().forEach(e => { window.moved += e.value; }))"
            ".observe({type: 'layout-shift', buffered: true})"
        )
        page.wait_for_function(READY)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        page.wait_for_timeout(100)
        high = page.evaluate("document.querySelector('large-print-answer').getBoundingClientRect().height")
        return page.evaluate("window.moved"), high

    loose, high = shift(0)
    kept, same = shift(high)
    assert same == high
    assert kept == 0
    assert loose >= kept


# What a hostile file or page can do

RAN = "() => window.ran === undefined"
SIGNS = [
    '<img src=x onerror="window.ran=1">',
    '<img src="x" onerror="window.ran=1">',
    '<img src="https://elsewhere.invalid/x.png">',
    '<p><a href="javascript:window.ran=1">press</a></p>',
    '<p><a href="&#106;ava&#x09;script:window.ran=1">press</a></p>',
    '<p><a href=" data:text/html,x">press</a></p>',
    "<svg onload=window.ran=1>",
    '<svg onload="window.ran=1"></svg>',
    "<script>window.ran=1</script>",
    '<iframe srcdoc="x"></iframe>',
    '<p style="position:fixed">over all</p>',
    '<p onclick="window.ran=1">press</p>',
    "<p>never closed",
    "<p><b>crossed</p></b>",
    "</p>closed",
    "<P>in capitals</P>",
    "<!-- comment -->",
    "a bare & sign",
    "a < sign",
    "&#99999999;",
    "&constructor;",
    "<b>" * 100_000 + "deep" + "</b>" * 100_000,
]


def test_html_that_is_not_ours_is_shown_as_words(tab: Tab, host: Host) -> None:
    """Twenty-two pieces on one page: none makes an element, none runs, none is asked for."""
    data = answers()
    data["questions"] = [{**question(f"q{number}", ""), "answer": rich(sign)} for number, sign in enumerate(SIGNS)]
    host.data(data)
    host.open(tab, "".join(element(f'src="answers.json" question="q{number}"') for number in range(len(SIGNS))))
    shown = (
        "() => [...document.querySelectorAll('large-print-answer')].map(e => {"
        " const answer = e.shadowRoot.querySelector('[part~=answer]');"
        " if (answer) answer.click();"
        " return answer && [answer.textContent, answer.childElementCount]; })"
    )
    until(tab, f"() => ({shown})().every(each => each)")
    assert tab.eval(shown) == [["the words as text", 0]] * len(SIGNS)
    assert tab.eval(RAN)
    assert {urlsplit(url).path for url in tab.requests()} <= {
        "/page.html",
        "/answers.json",
        "/assets/largeprint-answer.js",
        "/favicon.ico",
    }
    assert len([said for said in tab.complaints() if "is shown as text" in said]) == len(SIGNS)
    assert len(tab.complaints()) == len(SIGNS)
    tab.forget()


def test_html_of_ours_is_shown_to_the_letter(tab: Tab, host: Host) -> None:
    """So that the last one means something: the same reader lets all that a text may hold through."""
    html = (
        '<p lang="de" dir="ltr">&lt;b&gt; &amp; &quot;x&quot; &#39;y&#x27;&nbsp;z<br>'
        '<sup class="lp-note"><a href="#fn1">1</a></sup></p>'
        '<ol class="lp-labels"><li><span class="lp-label">(a)</span><p>First</p></li></ol>'
        '<div class="lp-table" tabindex="0" role="group" aria-label="Table"><table><tbody><tr>'
        '<td colspan="2" class="lp-right">1</td></tr></tbody></table></div>'
        '<details open=""><summary>S</summary>T</details>'
    )
    data = answers()
    data["questions"][0]["answer"] = rich(html)
    host.data(data)
    host.open(tab, element())
    until(tab, READY)
    assert ask(tab, "root.querySelector('[part~=answer]').firstElementChild.textContent") == "<b> & \"x\" 'y'\u00a0z1"
    assert ask(tab, "all('[part~=answer] :is(p, br, sup, ol, li, table, td, details)').length") == 9
    assert ask(tab, "root.querySelector('sup a').href") == f"{host.address}index.html#fn1"
    assert ask(tab, "root.querySelector('td').colSpan") == 2


FILES = {
    "broken": (json.dumps(answers())[:-9], "is no whole JSON"),
    "empty": ("", "is no whole JSON"),
    "a page": ("<!doctype html><title>Sign in</title>", "is no whole JSON"),
    "huge": (json.dumps({**answers(), "more": "x" * 4_100_000}), "is larger than 4 MB"),
    "deep": ("[" * 100_000 + "]" * 100_000, "answers.json"),
    "of a later version": (json.dumps({**answers(), "version": 2}), 'is of version "2"'),
    "of no version": ("{}", "is of version"),
    "of another form": ('{"version": 1, "questions": 5}', "has not the form of answers.json"),
    "with a foreign answer": (json.dumps({**answers(), "questions": [{"id": "provide"}]}), "has not the form"),
    "with a hostile address": (json.dumps(answers(href="javascript:window.ran=1")), "is refused"),
    "missing": (None, "was answered with 404"),
}


def test_a_file_that_is_not_ours_leaves_the_words_of_the_host(tab: Tab, host: Host) -> None:
    for number, (text, _) in enumerate(FILES.values()):
        if text is not None:
            host.data(text, f"{number}.json")
    host.open(tab, "".join(element(f'src="{number}.json" question="provide"') for number in range(len(FILES))))
    heard: dict[str, str] = {}

    def all_said() -> bool:
        said = [said for said in tab.complaints() if said.startswith("large-print-answer:")]
        heard.update({kind: next((s for s in said if reason in s), "") for kind, (_, reason) in FILES.items()})
        return all(heard.values())

    wait(tab, all_said, f"a reason for each kind: {heard}")
    state = (
        "() => [...document.querySelectorAll('large-print-answer')].map(e => [e.shadowRoot.childElementCount,"
        " e.shadowRoot.firstElementChild.localName, e.querySelector('#own').getBoundingClientRect().height > 0])"
    )
    assert tab.eval(state) == [[1, "slot", True]] * len(FILES)
    assert tab.eval(RAN)
    tab.forget()


def test_more_than_is_known_of_version_1_is_read_over(tab: Tab, host: Host) -> None:
    data = answers(colour="red")
    data["version"] = 1.4
    data["questions"][0]["video"] = {"href": "https://elsewhere.invalid/"}
    host.data(data)
    host.open(tab, element())
    until(tab, READY)


ATTRIBUTES = [
    'src="javascript:window.ran=1" question="provide"',
    'src="data:text/html,<script>window.ran=1</script>" question="provide"',
    "src='answers.json' question='<img src=x onerror=window.ran=1>'",
    "src='answers.json' question='provide' heading-level='1><img src=x onerror=window.ran=1>' theme='\"><b>'",
    "src='answers.json' question='provide' base='javascript:window.ran=1'",
    "src='acting.json' question='keep' base='javascript:window.ran=1'",
    "src='answers.json' moment='__proto__'",
    "src='answers.json' question='constructor'",
]


def test_markup_in_attributes_does_nothing(tab: Tab, host: Host) -> None:
    acting = answers()
    acting["questions"][1]["answer"] = rich('<a href="javascript:window.ran=1">press</a>')
    host.data(acting, "acting.json")
    host.open(tab, "".join(element(each) for each in ATTRIBUTES))
    shown = (
        "() => [...document.querySelectorAll('large-print-answer')].map(e => e.shadowRoot.querySelector('article') ?"
        " 'answer' : e.shadowRoot.querySelector('[part=unknown]') ? 'unknown' : 'own')"
    )
    awaited = ["own", "own", "unknown", "answer", "answer", "answer", "unknown", "unknown"]
    until(tab, f"awaited => ({shown})().join() === awaited", ",".join(awaited))
    found = (
        "css => [...document.querySelectorAll('large-print-answer')]"
        ".flatMap(e => [...e.shadowRoot.querySelectorAll(css)])"
        ".map(e => e.protocol || e.localName)"
    )
    assert tab.eval(found, "img, script, b[onerror]") == []
    assert set(tab.eval(found, "a")) == {"http:", "https:", "mailto:"}
    assert tab.eval(RAN)
    tab.forget()
