"""``verify.html`` in each engine, from a disk: every kind of file, changed, renamed, of another release, hostile."""

from __future__ import annotations

import base64
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from largeprint.hosts.review import packet_of
from largeprint.outputs.packet_word import as_word
from largeprint.pipeline import check
from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.tabs import Tab, until
from tests.browser.test_reading import axe_violations
from tests.hosts.conftest import largeprint
from tests.hosts.test_publish import ANN, BOB, FILES
from tests.hosts.test_returned_approval import sent_back

EVE = "Eve </script><img src=x onerror=alert(1)><!--"


@dataclass(frozen=True)
class World:
    """A site with two releases, the page about it, and what can be dropped on the page."""

    root: Path
    page: str
    files: Mapping[str, bytes]

    @property
    def published(self) -> Mapping[str, bytes]:
        """The files of the site, without those that begin with a dot and are not its own."""
        folder = self.root / "public"
        return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(root: Path, *words: object) -> None:
    ran = largeprint(*words, cwd=root)
    assert ran.code == 0, ran


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Released, approved in several ways, published, changed, and published again."""
    root = tmp_path_factory.mktemp("world")
    for name, data in {"site.yml": "name: Our policies\n", **FILES}.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if data is not None:
            path.write_bytes(data.encode() if isinstance(data, str) else data)
    run(root, "confirm", "--accept-best")
    first = as_word(packet_of(root, check(root), "p", "legal", None, None))
    run(root, "release", "p", "--effective", "2026-03-01", "--editorial")
    for name, role in ((ANN, "legal"), (BOB, "privacy")):
        run(root, "sign", "p", "--as", name, "--role", role)
    run(root, "publish", "-o", "old", "--as-of", "2026-03-01")
    changed(root, "en/summary.md", "Nobody.", "Hardly anybody.")
    changed(root, "policy.yml", "2026-03-01", "2026-06-01")
    run(root, "confirm", "--accept-best")
    back = sent_back(root).read_bytes()
    run(root, "review", "p", "--return", "back.docx", "--apply", "--yes")
    run(root, "release", "p", "--effective", "2026-06-01", "--editorial")
    run(root, "sign", "p/de", "--as", ANN, "--role", "legal")
    run(root, "sign", "p", "--as", BOB, "--role", "privacy")
    run(root, "sign", "p/de#share", "--as", EVE, "--role", "legal")
    run(root, "publish", "-o", "public", "--as-of", "2026-06-01")
    run(root, "verify", "public", "--page", "verify.html")
    run(root, "status", "p/en", "--receipt", "receipt.html")
    run(root, "status", "p@2026-03-01", "--receipt", "old.html")
    page = (root / "public/p/index.html").read_bytes()
    changed(root, "en/summary.md", "Hardly anybody.", "Who knows.")
    draft = as_word(packet_of(root, check(root), "p", "legal", None, None))
    files = {
        "page": page,
        "byte": page.replace(b"Hardly anybody", b"Hardly anypody"),
        "copy": (root / "public/p/offline.html").read_bytes(),
        "old": (root / "old/p/index.html").read_bytes(),
        "german": (root / "public/p/de/index.html").read_bytes(),
        "picture": (root / "public/p/images/form.png").read_bytes(),
        "list": (root / "public/manifest.json").read_bytes(),
        "old list": (root / "old/manifest.json").read_bytes(),
        "first": first,
        "kept": back,
        "edited": back + b"\0",
        "draft": draft,
        "receipt": (root / "receipt.html").read_bytes(),
        "old receipt": (root / "old.html").read_bytes(),
    }
    return World(root, (root / "verify.html").as_uri(), files)


def changed(root: Path, name: str, old: str, new: str) -> None:
    path = root / "content/p" / name
    words = path.read_text("utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1))


GIVE = """(files, drop) => {
  const given = new DataTransfer();
  for (const [name, data] of files) {
    given.items.add(new File([Uint8Array.from(atob(data), each => each.charCodeAt(0))], name));
  }
  const field = document.getElementById('lp-files');
  if (drop) return dispatchEvent(new DragEvent('drop', {dataTransfer: given, cancelable: true}));
  field.files = given.files;
  field.dispatchEvent(new Event('change'));
}"""

CARDS = """() => Object.fromEntries(Array.from(document.querySelectorAll('#lp-results > li')).map(card =>
  [card.querySelector('h3').textContent, Array.from(card.querySelectorAll('h4, p, dt, dd, li')).map(each =>
    each.textContent).join(' | ')]))"""

DONE = "said => document.getElementById('lp-status').textContent.startsWith(said)"


def give(tab: Tab, files: Mapping[str, bytes], drop: bool = False) -> dict[str, str]:
    """Puts files on the open page; what it says of each."""
    packed = [[name, base64.b64encode(data).decode("ascii")] for name, data in files.items()]
    tab.eval(GIVE, packed, drop)
    until(tab, DONE, f"Files looked at: {len(files)}.")
    found: dict[str, str] = tab.eval(CARDS)
    return found


WHOLE = "Byte for byte what was published as of 1 June 2026"
MARCH, JUNE = "The release of 1 March 2026; another", "The release of 1 June 2026, the one that was published"
EXPECTED: dict[str, tuple[str, list[str], list[str]]] = {
    "page": (
        "Unchanged.",
        [WHOLE, "p/index.html", "Privacy", "English", JUNE, "Ann Lee, as legal", "Bob Marker"],
        ["Eve"],
    ),
    "byte": ("Look closely.", ["its words may have been changed", JUNE, "Who approved that text"], ["Byte for byte"]),
    "copy": ("Unchanged.", [WHOLE, "p/offline.html", JUNE], []),
    "old": ("Look closely.", ["Not a file that was published", MARCH, "Ann Marker <ann.marker"], [JUNE]),
    "german": ("Unchanged.", ["p/de/index.html", "Datenschutz", "Deutsch", "approved these parts", EVE], []),
    "picture": ("Unchanged.", ["p/images/form.png", "p/history/2026-03-01/images/form.png", JUNE, MARCH], []),
    "list": ("Unchanged.", ["The list of all files of the site", JUNE], []),
    "old list": ("Look closely.", ["not the one published as of 1 June 2026"], [JUNE]),
    "first": ("Look closely.", ["A packet for review", MARCH, "none of those that came back"], ["This very file came"]),
    "kept": (
        "Unchanged.",
        ["This very file came back", "Ann Lee approved as legal", "Parts approved: 3", JUNE],
        [MARCH],
    ),
    "edited": ("Look closely.", ["A packet for review", "none of those that came back", JUNE], ["This very file came"]),
    "draft": ("Unknown.", ["a text that this page does not know", "release of 1 June 2026: 1 of 2"], ["Who approved"]),
    "receipt": ("Look closely.", ["A receipt of approvals", JUNE, "Ann Lee"], [MARCH, "belong to nothing"]),
    "old receipt": ("Look closely.", ["A receipt of approvals", MARCH, "Ann Marker"], []),
    "strange": ("Unknown.", ["This page knows nothing of it"], []),
    "other code": ("Unknown.", ["text code 0000-0000, which belongs to no text"], []),
    "pdf": ("Unknown.", ["A PDF that was not published"], []),
    "no packet": ("Unknown.", ["no packet for review"], []),
}
"""By file: the state, what is said, and what is not."""


@pytest.mark.parametrize("drop", [False, True], ids=["chosen", "dropped"])
def test_it_says_what_each_file_is_and_who_approved_it(tab: Tab, world: World, drop: bool) -> None:
    tab.open(world.page)
    page = world.files["page"]
    code = re.search(rb'lp-code">([0-9A-Z-]{9})', page)
    assert code
    files = {
        **world.files,
        "strange": b"Some words. 2021-2022",
        "other code": page.replace(code[1], b"0000-0000"),
        "pdf": b"%PDF-1.7\n",
        "no packet": packed({"word/document.xml": b"<a/>"}),
    }
    said = give(tab, files, drop)
    for name, (state, there, absent) in EXPECTED.items():
        assert said[name].startswith(state), (name, said[name])
        for words in there:
            assert words in said[name], (name, words, said[name])
        for words in absent:
            assert words not in said[name], (name, words, said[name])
    assert "It has another name here." in said["page"]
    assert "It has another name here." not in give(tab, {"index.html": page}, drop)["index.html"]
    assert tab.eval("() => document.querySelectorAll('img, script:not([type])').length") == 1  # the page's own script
    assert set(tab.requests()) <= {world.page}


def packed(parts: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", kind) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


CUSTOM = "docProps/custom.xml"


def lying() -> bytes:
    """A bomb that says it is small: twelve megabytes in a part of which the directory tells a hundred bytes."""
    bomb = packed({CUSTOM: b" " * (12 << 20)})
    at = bomb.index(b"PK\x01\x02")
    return bomb[: at + 24] + struct.pack("<I", 100) + bomb[at + 28 :]


def flipped(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def manifest(world: World, **values: Any) -> bytes:
    return json.dumps({**json.loads(world.files["list"]), **values}).encode()


BROKEN, LARGE = "cut short, damaged or locked", "holds more than a packet"
HOSTILE: dict[str, tuple[Callable[[World], bytes], str, str]] = {
    "empty": (lambda w: b"", "Unknown.", "The file is empty."),
    "two letters": (lambda w: b"PK", "Not read.", BROKEN),
    "cut": (lambda w: w.files["kept"][:-30], "Not read.", BROKEN),
    "half": (lambda w: w.files["kept"][: len(w.files["kept"]) // 2], "Not read.", BROKEN),
    "bomb": (lambda w: packed({CUSTOM: b" " * (12 << 20)}), "Not read.", LARGE),
    "bomb that lies": (lambda w: lying(), "Not read.", LARGE),
    "many parts": (lambda w: packed({f"{n}": b"" for n in range(2001)}), "Not read.", LARGE),
    "no stream": (
        lambda w: packed({CUSTOM: b"x" * 99}).replace(zlib.compress(b"x" * 99)[2:-4], b"\xff" * 5),
        "Not read.",
        BROKEN,
    ),
    "entities": (lambda w: packed({CUSTOM: b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "Not read.", BROKEN),
    "no xml": (lambda w: packed({CUSTOM: b"<a><b></a>"}), "Unknown.", "no packet for review"),
    "stored bomb": (lambda w: packed({CUSTOM: b" " * (2 << 20)}, zipfile.ZIP_STORED), "Not read.", LARGE),
    "slow page": (lambda w: b'class="lp-code"' * 500_000, "Unknown.", "knows nothing of it"),
    "stored": (lambda w: packed({CUSTOM: b"<a/>"}, zipfile.ZIP_STORED), "Unknown.", "no packet for review"),
    "twice": (
        lambda w: packed({CUSTOM: b"<a/>", "docProps/custom.xmk": b"<b/>"}).replace(b".xmk", b".xml"),
        "Not read.",
        BROKEN,
    ),
    "script": (
        lambda w: b"<script>document.title='taken'</script><img src=x onerror=document.title='taken'>",
        "Unknown.",
        "knows nothing of it",
    ),
    "property": (
        lambda w: packed(
            {
                CUSTOM: b"<property name='largeprint.policy'><lpwstr>&lt;img src=x onerror=document.title='taken'&gt;"
                b"</lpwstr></property><property name='largeprint.digest'><lpwstr>{name}</lpwstr></property>"
            }
        ),
        "Unknown.",
        "<img src=x",
    ),
    "manifest.json": (lambda w: w.files["list"][:-9], "Unknown.", "cannot be read as one"),
    "another version": (lambda w: manifest(w, version=2), "Unknown.", "a form that this page does not know"),
    "no files": (lambda w: manifest(w, files=[]), "Unknown.", "cannot be read as one"),
    "resealed": (lambda w: manifest(w, as_of="2026-06-02"), "Look closely.", "Do not rely on it"),
    "null": (lambda w: b"null", "Unknown.", "knows nothing of it"),
    "zeros": (lambda w: bytes(100_000), "Unknown.", "knows nothing of it"),
}


def test_nothing_that_is_broken_or_hostile_is_more_than_a_sentence(tab: Tab, world: World) -> None:
    tab.open(world.page)
    said = give(tab, {name: make(world) for name, (make, _, _) in HOSTILE.items()})
    for name, (_, state, words) in HOSTILE.items():
        assert said[name].startswith(state), (name, said[name])
        assert words in said[name], (name, said[name])
    assert tab.eval("() => document.title") == "Is this what was approved?"
    assert tab.eval("() => document.querySelectorAll('#lp-results img').length") == 0
    assert "Unchanged." in give(tab, {"index.html": world.files["page"]})["index.html"]  # it goes on after all of them


def test_every_byte_of_a_packet_may_be_wrong(tab: Tab, world: World) -> None:
    """A file that was harmed anywhere is never the one that is kept, and never stops the page."""
    tab.open(world.page)
    data = world.files["kept"]
    places = [*range(0, len(data), len(data) // 60), *range(len(data) - 60, len(data))]
    said = give(tab, {f"at {at}": flipped(data, at) for at in places})
    assert all("This very file came back" not in words for words in said.values())
    assert all(re.match(r"(Look closely|Unknown|Not read)\.", words) for words in said.values())


def test_a_large_file_is_refused_unread(tab: Tab, world: World) -> None:
    tab.open(world.page)
    tab.eval("""() => {
      const file = new File([], 'large.bin');
      Object.defineProperty(file, 'size', {value: 300 * 1048576});
      Object.defineProperty(file, 'arrayBuffer', {value: () => { throw new Error('read'); }});
      const event = new Event('drop', {cancelable: true});
      Object.defineProperty(event, 'dataTransfer', {value: {items: [], files: [file]}});
      dispatchEvent(event);
    }""")
    until(tab, DONE, "Files looked at: 1.")
    assert "larger than 64 MB" in tab.eval(CARDS)["large.bin"]


FOLDER = """files => {
  const tree = {};
  for (const [path, data] of files) {
    const names = path.split('/');
    let at = tree;
    for (const name of names.slice(0, -1)) at = at[name] = at[name] || {};
    const bytes = Uint8Array.from(atob(data), each => each.charCodeAt(0));
    at[names[names.length - 1]] = new File([bytes], names[names.length - 1]);
  }
  const entry = (name, value) => value instanceof File
    ? {name, isDirectory: false, file: done => done(value)}
    : {name, isDirectory: true, createReader: () => {
        const left = Object.entries(value).map(pair => entry(...pair));
        return {readEntries: done => done(left.splice(0, 3))};  // by pieces, as browsers do
      }};
  const event = new Event('drop', {cancelable: true});
  const item = {kind: 'file', webkitGetAsEntry: () => entry('site', tree)};
  Object.defineProperty(event, 'dataTransfer', {value: {items: [item], files: []}});
  dispatchEvent(event);
}"""


def give_folder(tab: Tab, files: Mapping[str, bytes]) -> dict[str, str]:
    tab.eval("() => document.getElementById('lp-clear').click()")
    tab.eval(FOLDER, [[path, base64.b64encode(data).decode("ascii")] for path, data in files.items()])
    until(tab, DONE, f"Files looked at: {len(files)}.")
    found: dict[str, str] = tab.eval(CARDS)
    return found


def test_a_folder_is_the_whole_site_or_what_differs_is_named(tab: Tab, world: World) -> None:
    tab.open(world.page)
    files = dict(world.published)
    said = give_folder(tab, files)
    assert list(said) == ["site"]
    assert said["site"].startswith("Unchanged. | The whole site as it was published as of 1 June 2026")
    assert JUNE in said["site"]
    files["p/index.html"] = world.files["byte"]
    files["p/more.html"] = b"more"
    files["moved.html"] = files.pop("p/offline.html")
    del files["404.html"]
    said = give_folder(tab, files)
    assert said["site"].startswith("Look closely. | Not the whole site")
    for words in (
        "Not what was published in this place | p/index.html",
        "Not of this publication | p/more.html",
        "in another place | moved.html",
        "Missing | 404.html | p/offline.html",
    ):
        assert words in said["site"], said["site"]
    assert set(said) == {"site", "p/index.html", "p/more.html"}
    two = {**world.published, "p/index.html": world.files["german"]}
    said = give_folder(tab, two)
    assert "Not what was published in this place | p/index.html" in said["site"]
    without = {path: data for path, data in world.published.items() if path != "manifest.json"}
    assert "Missing | manifest.json" in give_folder(tab, without)["site"]


def test_a_folder_can_be_chosen(open_reader: Open, world: World) -> None:
    page = open_reader().go(world.page)
    page.locator("#lp-folder").set_input_files(world.root / "public")
    page.get_by_text("The whole site as it was published").wait_for()


def test_it_is_for_everybody(tab: Tab, world: World) -> None:
    tab.open(world.page)
    give(tab, dict(list(world.files.items())[:6]))
    assert violations(tab) == []
    assert tab.eval("() => document.getElementById('lp-status').getAttribute('role')") == "status"
    focused = []
    tab.eval("() => { document.body.tabIndex = -1; document.body.focus(); }")
    for _ in range(3):
        tab.press("Tab")
        focused.append(tab.eval("() => document.activeElement.id"))
    assert focused == ["lp-files", "lp-folder", "lp-clear"]
    tab.press("Enter")
    until(tab, "() => !document.querySelector('#lp-results > li') && document.activeElement.id === 'lp-files'")


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_it_fits(open_reader: Open, world: World, width: int, scheme: str) -> None:
    reader = open_reader(width, 700, color_scheme=scheme)
    page = reader.go(world.page)
    page.locator("#lp-files").set_input_files([{"name": "x" * 90, "mimeType": "", "buffer": world.files["german"]}])
    page.locator("#lp-results > li").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("label[for=lp-files]").evaluate("each => getComputedStyle(each).outlineStyle") == "none"
    page.locator("#lp-files").focus()
    page.keyboard.press("Tab")
    assert page.locator("label[for=lp-folder]").evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    assert reader.requests == [world.page]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_a_receipt_is_for_everybody(open_reader: Open, world: World, width: int, scheme: str) -> None:
    reader = open_reader(width, 700, color_scheme=scheme)
    address = (world.root / "receipt.html").as_uri()
    page = reader.go(address)
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert reader.requests == [address]
