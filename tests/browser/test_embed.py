"""Answers inside apps: pages without chrome in every way that hosts show them, in Chromium, Firefox and WebKitGTK."""

from __future__ import annotations

import functools
import shutil
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from largeprint.commit import publish
from largeprint.hosts.bundle import snippet
from largeprint.layers.occasion import Occasion
from largeprint.pipeline import build, check
from tests.browser.axe import violations
from tests.browser.conftest import EMPTY
from tests.browser.tabs import Tab, until
from tests.outputs.test_golden import FILES

ONE = "wechat/embed/whereabouts/index.html"
ALL = "wechat/embed/index.html"
LANDS = (
    "id => { const box = document.getElementById(id).getBoundingClientRect();"
    " return box.bottom > 0 && box.top >= -1 && box.top < innerHeight; }"
)
OVER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

# A frame in a page, as hosts make one: by address, of a blob, or with the page in itself; and all that it says.
FRAME = """async (kind, src, width, script) => {
    const frame = document.createElement('iframe');
    window.told = [];
    addEventListener('message', e => { if (e.source === frame.contentWindow) told.push(e.data); });
    if (!script) frame.sandbox = 'allow-same-origin';
    frame.width = width;
    frame.height = 640;
    const text = kind === 'address' ? '' : await (await fetch(src)).text();
    const loaded = new Promise(resolve => { frame.onload = resolve; });
    if (kind === 'address') frame.src = src;
    if (kind === 'blob') frame.src = URL.createObjectURL(new Blob([text], {type: 'text/html'}));
    if (kind === 'srcdoc') frame.srcdoc = text;
    document.body.append(frame);
    await loaded;
}"""
INSIDE = "const frame = document.querySelector('iframe'), inner = frame.contentDocument, view = frame.contentWindow;"


@pytest.fixture(scope="session")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a text that is written from right to left, built."""
    root = tmp_path_factory.mktemp("arabic")
    for name, text in FILES.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    publish(root / "site", build(check(root), Occasion()))
    return root / "site"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="session")
def secure(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo over https on a loopback address, with a certificate made for this run."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl, so https was not tried")
    folder = tmp_path_factory.mktemp("certificate")
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    made += ["-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([openssl, *made], check=True, capture_output=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(demo)))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["file", "http"])
def base(request: pytest.FixtureRequest, demo: Path, address: str) -> str:
    return f"{demo.as_uri()}/" if request.param == "file" else address


def test_more_leads_to_the_passage_and_back(tab: Tab, base: str) -> None:
    tab.open(base + ONE)
    tab.click('.lp-line a[href="#pp_geo"]')
    until(tab, LANDS, "pp_geo")
    assert tab.eval("() => document.querySelector(':target').id") == "pp_geo"
    tab.click("#pp_geo .lp-back a")
    until(tab, LANDS, "whereabouts")
    tab.click('.lp-line a[href="../index.html#pp_how"]')
    until(tab, "() => location.pathname.endsWith('/embed/index.html') && document.readyState === 'complete'")
    until(tab, LANDS, "pp_how")
    tab.click('#pp_how .lp-back a[href="#whereabouts"]')
    until(tab, LANDS, "whereabouts")


def test_it_is_one_request_and_keeps_nothing(tab: Tab, address: str) -> None:
    tab.open(address + ONE)
    until(tab, "() => document.readyState === 'complete'")
    assert [url for url in tab.requests() if not url.startswith("data:")] == [address + ONE]
    assert tab.eval("() => localStorage.length + sessionStorage.length + document.cookie.length") == 0
    assert tab.eval("() => getComputedStyle(document.querySelector('h1')).fontWeight") == "700"  # its style is let in


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_over_https(engine: str, request: pytest.FixtureRequest, secure: str) -> None:
    """WebKitGTK's driver has no way to take the certificate of a test."""
    browser: Browser = request.getfixturevalue("browser" if engine == "chromium" else engine)
    context = browser.new_context(ignore_https_errors=True)
    try:
        page, asked = context.new_page(), list[str]()
        page.on("request", lambda each: asked.append(each.url))
        page.goto(f"{secure}{ONE}#pp_geo")
        assert page.evaluate(LANDS.replace("id =>", "() =>").replace("(id)", "('pp_geo')"))
        (only,) = [url for url in asked if not url.startswith("data:")]
        assert only.startswith(secure + ONE)
        host = (
            f'<!doctype html><link rel="icon" href="data:,"><script src="{secure}assets/largeprint-answer.js"></script>'
            f'<large-print-answer src="{secure}wechat/answers.json" question="chats">Wait</large-print-answer>'
        )
        page.route(f"{secure}app.html", lambda route: route.fulfill(body=host, content_type="text/html"))
        page.goto(f"{secure}app.html")
        page.wait_for_function(
            "() => document.querySelector('large-print-answer').shadowRoot.textContent.includes('chat')"
        )
    finally:
        context.close()


@pytest.mark.parametrize("kind", ["blob", "srcdoc"])
def test_fragments_land_in_frames_without_an_address(tab: Tab, address: str, kind: str) -> None:
    tab.open(f"{address}{EMPTY}")
    tab.eval(FRAME, kind, address + ONE, 600, True)
    tab.eval(f"() => {{ {INSIDE} inner.querySelector('.lp-line a[href=\"#pp_geo\"]').click(); }}")
    there = (
        f"id => {{ {INSIDE} const place = inner.getElementById(id), top = place.getBoundingClientRect().top;"
        " return top >= -1 && top < view.innerHeight && inner.activeElement === place; }"
    )
    until(tab, there, "pp_geo")
    assert tab.eval("() => document.querySelectorAll('iframe').length") == 1
    assert not tab.eval(f"() => {{ {INSIDE} return view.location.href; }}").startswith("http")
    tab.eval(f"() => {{ {INSIDE} inner.querySelector('#pp_geo .lp-back a').click(); }}")
    until(tab, there, "whereabouts")
    tab.forget()  # what a frame without an address may not do differs by engine, and is told on the console


def test_a_host_hears_the_height_and_only_from_a_frame(tab: Tab, address: str) -> None:
    tab.open(f"{address}{EMPTY}")
    tab.eval(FRAME, "address", address + ONE, 360, True)
    until(tab, "() => told.length > 0")
    said = tab.eval("() => told[told.length - 1]")
    assert set(said) == {"type", "version", "height"}
    assert (said["type"], said["version"]) == ("largeprint:height", 1)
    assert (
        abs(said["height"] - tab.eval(f"() => {{ {INSIDE} return inner.body.getBoundingClientRect().height; }}")) <= 1
    )
    tab.eval(f"() => {{ {INSIDE} inner.querySelector('.lp-exact').open = true; }}")
    until(tab, "height => told[told.length - 1].height > height + 50", said["height"])
    tab.eval(f"() => {{ {INSIDE} inner.querySelector('.lp-exact').open = false; }}")
    until(tab, "height => told[told.length - 1].height === height", said["height"])
    assert tab.eval(
        f"() => {{ {INSIDE} const out = [...inner.querySelectorAll('a[rel~=external]')];"
        " return out.every(a => a.target === '_top'); }"
    )
    tab.open(address + ONE)
    assert tab.eval("() => [...document.querySelectorAll('a')].every(a => !a.target)")


def test_without_script_everything_can_be_read(tab: Tab, address: str) -> None:
    tab.open(f"{address}{EMPTY}")
    tab.eval(FRAME, "address", address + ONE, 600, False)
    hidden = tab.eval(
        f"() => {{ {INSIDE} return [...inner.querySelectorAll('h1, .lp-answer, .lp-facts td, footer p')]"
        ".filter(e => !e.getClientRects().length).map(e => e.className); }"
    )
    assert hidden == []
    tab.eval(f"() => {{ {INSIDE} inner.querySelector('.lp-line a[href=\"#pp_geo\"]').click(); }}")
    until(tab, f"() => {{ {INSIDE} return view.location.hash === '#pp_geo'; }}")
    shown = f"() => {{ {INSIDE} return inner.querySelector('#pp_geo .lp-body').getClientRects().length > 0; }}"
    until(tab, shown)
    assert tab.eval("() => told.length") == 0
    assert all("sandboxed" in each for each in tab.complaints())
    tab.forget()


def test_an_answer_is_as_long_as_what_is_read_of_it(tab: Tab, base: str) -> None:
    tab.open(base + ONE)
    height = "() => document.body.getBoundingClientRect().height"
    alone = tab.eval(height)
    tab.click('.lp-line a[href="#pp_geo"]')
    until(tab, LANDS, "pp_geo")
    assert tab.eval(height) > alone + 100
    tab.click("#pp_geo .lp-back a")
    until(tab, f"() => ({height})() === {alone}")


@pytest.mark.parametrize("size", [100, 200, 310])
@pytest.mark.parametrize("path", [ONE, ALL])
def test_at_320_pixels_nothing_runs_over_the_edge(tab: Tab, address: str, path: str, size: int) -> None:
    tab.open(f"{address}{EMPTY}")
    tab.eval(FRAME, "address", f"{address}{path}?size={size}", 320, True)
    assert tab.eval(f"() => {{ {INSIDE} return view.innerWidth; }}") == 320
    letters = tab.eval(
        f"() => {{ {INSIDE} return parseFloat(view.getComputedStyle(inner.documentElement).fontSize); }}"
    )
    assert letters == pytest.approx(16 * size / 100, abs=0.1)
    over = tab.eval(
        f"() => {{ {INSIDE} return [...inner.querySelectorAll('main *, footer *')]"
        ".filter(e => !e.closest('.lp-table, .lp-vh')"
        " && e.getBoundingClientRect().right > view.innerWidth + 1).map(e => e.outerHTML.slice(0, 80)).slice(0, 3); }"
    )
    assert over == []
    assert tab.eval(f"() => {{ {INSIDE} return inner.documentElement.scrollWidth; }}") <= 320


@pytest.mark.parametrize(("asked", "dark"), [("?theme=dark", True), ("?theme=light", False)])
def test_the_host_chooses_the_theme(tab: Tab, base: str, asked: str, dark: bool) -> None:
    if tab.name == "webkit" and base.startswith("http"):
        pytest.skip("the listener of this driver takes the query")
    tab.open(f"{base}{ONE}{asked}")
    paper = "() => getComputedStyle(document.documentElement).backgroundColor"
    assert (tab.eval(paper) == "rgb(22, 22, 21)") is dark
    tab.eval("() => { document.documentElement.className = 'lp-dark'; }")
    until(tab, f"() => ({paper})() === 'rgb(22, 22, 21)'")
    tab.eval("() => { document.documentElement.className = 'lp-light'; }")
    until(tab, f"() => ({paper})() !== 'rgb(22, 22, 21)'")


def test_without_a_wish_the_theme_is_that_of_the_system(browser: Browser, demo: Path) -> None:
    seen = []
    for scheme in ("dark", "light"):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto((demo / ONE).as_uri())
        seen.append(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        context.close()
    assert seen == ["rgb(22, 22, 21)", "rgb(253, 253, 251)"]


@pytest.mark.parametrize("path", [ONE, f"{ONE}?theme=dark", "wechat/embed/rights/index.html?size=200", ALL])
def test_nothing_stands_in_the_way_of_anybody(tab: Tab, address: str, path: str) -> None:
    if tab.name == "webkit" and "?" in path:
        pytest.skip("the listener of this driver takes the query")
    tab.open(f"{address}{path}")
    tab.eval("() => document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert violations(tab) == []


def test_from_right_to_left(tab: Tab, arabic: Path) -> None:
    tab.open((arabic / "p/ar/embed/provide/index.html").as_uri())
    assert tab.eval("() => getComputedStyle(document.body).direction") == "rtl"
    edge = "() => innerWidth - document.querySelector('h1').getBoundingClientRect().right"
    assert tab.eval(edge) == pytest.approx(
        tab.eval("() => document.querySelector('h1').getBoundingClientRect().left"), abs=2
    )
    assert tab.eval(OVER) <= 0
    assert violations(tab) == []


def test_the_copy_in_one_file_is_whole_without_script_and_on_paper(browser: Browser, demo: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda each: asked.append(each.url))
    page.goto(f"{(demo / 'wechat/offline.html').as_uri()}#pp_geo")
    assert [url for url in asked if not url.startswith("data:")] == [page.url.partition("#")[0]]
    assert page.locator("#pp_geo").bounding_box()["y"] < 900  # type: ignore[index]
    assert page.locator(".lp-answer").count() == 14
    assert page.pdf().startswith(b"%PDF")
    context.close()


def test_the_code_to_paste_into_a_page(tab: Tab, demo: Path, tmp_path: Path, serve: Callable[[Path], str]) -> None:
    """The snippet for the web, on a page beside the bundle: the answer, as high as it says, and all of them else."""
    (tmp_path / "policies").symlink_to(demo)
    for name, question in (("page", "location"), ("unknown", "no-such")):
        code = snippet("web", "wechat", question)
        (tmp_path / f"{name}.html").write_text(
            f'<!doctype html><title>App</title><link rel="icon" href="data:,">{code}', "utf-8"
        )
    address = serve(tmp_path)
    tab.open(f"{address}page.html")
    until(tab, f"() => {{ {INSIDE} return view.location.pathname.endsWith('/embed/location/index.html'); }}")
    until(tab, f"() => {{ {INSIDE} return inner.body && inner.body.scrollHeight <= frame.clientHeight + 1; }}")
    tab.open(f"{address}unknown.html")
    until(tab, f"() => {{ {INSIDE} return view.location.pathname.endsWith('/wechat/embed/index.html'); }}")
