"""The host's script for frames: heights from the right frame in the right form, and nothing from anybody else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from largeprint.outputs.assets import component
from tests.browser.conftest import EMPTY
from tests.browser.tabs import Tab, until

# A page that passes on to its host whatever it is told, as a page that an enemy has taken over could.
TELLING = (
    '<!doctype html><html lang="en"><head><link rel="icon" href="data:,"><title>Inside</title></head><body><script>'
    "addEventListener('message', e => { e.data.forEach(each => parent.postMessage(each, '*')); });"
    "parent.postMessage('here', '*');</script></body></html>"
)
GOOD = {"type": "largeprint:height", "version": 1, "height": 321}
MAKE = """
async frame => {
    const here = new Promise(done => addEventListener('message', e => { if (e.data === 'here') done(); }));
    const e = document.createElement('iframe');
    e.id = 'frame';
    Object.entries(frame).forEach(([name, value]) => e.setAttribute(name, value));
    document.body.append(e);
    await here;
}"""
TELL = "messages => { document.querySelector('#frame').contentWindow.postMessage(messages, '*'); }"
HEIGHT = "document.querySelector('#frame').style.blockSize"
SETTLE = "() => new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 150))"
# JSON has no signs for these
REVIVE = (
    "messages => messages.map(function revive(v) { return v && v.js ? eval('(' + v.js + ')')"
    " : v && typeof v === 'object' && !Array.isArray(v)"
    " ? Object.fromEntries(Object.entries(v).map(([name, each]) => [name, revive(each)])) : v; })"
)


@pytest.fixture
def place(tmp_path: Path, serve: Callable[[Path], str]) -> tuple[Path, str, str]:
    """A folder with the script, its address, and the same folder at the address of somebody else."""
    script = next(file for file in component() if file.path == "assets/largeprint-frame.js")
    (tmp_path / "frame.js").write_bytes(script.data)
    (tmp_path / "inside.html").write_text(TELLING, "utf-8")
    head = '<link rel="icon" href="data:,"><title>Host</title><script src="frame.js"></script>'
    (tmp_path / "host.html").write_text(f'<!doctype html><html lang="en"><head>{head}</head><body></body></html>')
    return tmp_path, serve(tmp_path), serve(tmp_path)


def malformed(seed: int, count: int) -> list[Any]:
    """Messages of which each is wrong in one thing or more."""
    chance = random.Random(seed)
    odd: list[Any] = [None, True, "321", "", [], [321], {}, {"valueOf": 1}, {"js": "NaN"}, {"js": "Infinity"}, "1e3"]
    heights = [*odd, 0, -1, -0.5, 100_000, 1e308, {"js": "10n"}, {"js": "new Date()"}, "<img src=x onerror=alert(1)>"]
    versions = [*odd, 0, 2, 1.5, -1]
    types = [*odd, "largeprint", "LARGEPRINT:HEIGHT", "largeprint:height ", "largeprint:size", "__proto__"]
    made: list[Any] = [None, 1, "largeprint:height", [], [GOOD], {}, True, {"js": "new Map()"}]
    while len(made) < count:
        message: dict[str, Any] = dict(GOOD)
        for name, wrong in chance.sample(
            [("height", heights), ("version", versions), ("type", types)], chance.randint(1, 3)
        ):
            message[name] = chance.choice(wrong)
            if chance.random() < 0.2:
                del message[name]
        if chance.random() < 0.3:
            message["style"] = "position: fixed"
        made.append(message)
    return made


def test_a_frame_becomes_as_high_as_its_page_says(tab: Tab, place: tuple[Path, str, str]) -> None:
    _, here, elsewhere = place
    tab.open(f"{here}host.html")
    tab.eval(MAKE, {"src": f"{elsewhere}inside.html", "data-largeprint": ""})
    tab.eval(TELL, [{**GOOD, "height": 320.2, "more": "is read over"}])
    until(tab, f"() => {HEIGHT} === '321px'")


@pytest.mark.parametrize("kind", ["srcdoc", "blob", "file"])
def test_a_frame_without_an_address_of_its_own_does_too(tab: Tab, place: tuple[Path, str, str], kind: str) -> None:
    folder, here, _ = place
    tab.open((folder / "host.html").as_uri() if kind == "file" else f"{here}host.html")
    blob = "html => URL.createObjectURL(new Blob([html], {type: 'text/html'}))"
    own = {"srcdoc": TELLING} if kind == "srcdoc" else {"src": "inside.html"}
    if kind == "blob":
        own = {"src": tab.eval(blob, TELLING)}
    tab.eval(MAKE, {**own, "data-largeprint": ""})
    tab.eval(TELL, [GOOD])
    until(tab, f"() => {HEIGHT} === '321px'")


def test_two_hundred_malformed_messages_change_nothing(tab: Tab, place: tuple[Path, str, str]) -> None:
    _, here, elsewhere = place
    tab.open(f"{here}host.html")
    tab.eval(MAKE, {"src": f"{elsewhere}inside.html", "data-largeprint": ""})
    messages = malformed(8, 200)
    assert len(messages) == 200
    tab.eval(f"messages => ({TELL})(({REVIVE})(messages))", messages)
    tab.eval(SETTLE)
    assert tab.eval(f"() => [{HEIGHT}, document.querySelector('#frame').getAttribute('style')]") == ["", None]
    tab.eval(TELL, [GOOD])  # and it still listens
    until(tab, f"() => {HEIGHT} === '321px'")


def test_nobody_else_is_listened_to(tab: Tab, place: tuple[Path, str, str]) -> None:
    """The host's own window, a frame without the mark, its neighbour, and a frame that was led to another site."""
    _, here, elsewhere = place
    tab.open(f"{here}host.html")
    tab.eval(MAKE, {"src": f"{elsewhere}inside.html"})
    tab.eval(TELL, [GOOD])
    tab.eval("good => { postMessage(good, '*'); }", GOOD)
    tab.eval(SETTLE)
    assert tab.eval(f"() => {HEIGHT}") == ""
    tab.eval("() => { document.querySelector('#frame').id = 'neighbour'; }")
    tab.eval(MAKE, {"src": f"{elsewhere}inside.html", "data-largeprint": ""})
    tab.eval(TELL.replace("#frame", "#neighbour"), [GOOD])
    tab.eval("good => { postMessage(good, '*'); }", GOOD)
    tab.eval(SETTLE)
    assert tab.eval(f"() => {HEIGHT}") == ""
    tab.eval(
        "address => new Promise(done => { addEventListener('message', e => { if (e.data === 'here') done(); });"
        " document.querySelector('#frame').contentWindow.location = address; })",
        f"{here}inside.html",
    )
    tab.eval(TELL, [GOOD])
    tab.eval(SETTLE)
    assert tab.eval(f"() => {HEIGHT}") == ""


def test_a_flood_is_answered_once_a_picture(tab: Tab, place: tuple[Path, str, str]) -> None:
    _, here, elsewhere = place
    tab.open(f"{here}host.html")
    tab.eval(MAKE, {"src": f"{elsewhere}inside.html", "data-largeprint": ""})
    tab.eval(
        "() => { window.set = 0; window.pictures = 0; const count = () => { window.pictures += 1;"
        " requestAnimationFrame(count); }; requestAnimationFrame(count);"
        " new MutationObserver(list => { window.set += list.length; })"
        ".observe(document.querySelector('#frame'), {attributes: true, attributeFilter: ['style']}); }"
    )
    flood = "good => Array.from({length: 10000}, (_, i) => ({...good, height: i === 9999 ? 444 : 300 + i % 2}))"
    tab.eval(f"good => ({TELL})(({flood})(good))", GOOD)
    until(tab, f"() => {HEIGHT} === '444px'")
    tab.eval(SETTLE)
    changes, pictures = tab.eval("() => [window.set, window.pictures]")
    assert 1 <= changes <= pictures + 1
    assert changes < 1000


def test_the_frame_script_is_not_needed_where_there_is_no_frame(tab: Tab, place: tuple[Path, str, str]) -> None:
    _, here, _ = place
    tab.open(f"{here}{EMPTY}")
    tab.eval("() => new Promise(done => { const s = document.createElement('script'); s.src = 'frame.js';"
             " s.onload = done; document.head.append(s); })")  # fmt: skip
    tab.eval("good => { postMessage(good, '*'); }", GOOD)
    tab.eval(SETTLE)
