"""The preview server: what it answers, to whom, and what it tells of every save. A real one, with real saves."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from largeprint.hosts import serve as host
from largeprint.hosts.serve import Server, file_of
from largeprint.layers.occasion import Occasion
from largeprint.model.finding import BusyError
from largeprint.outputs import assets, fresh, templates
from tests.conftest import POLICY, SUMMARY, MakeSite
from tests.hosts.conftest import LONGEST, Ran, largeprint, tree

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03"
PAGE = "/p/index.html"


@dataclass
class Stream:
    """The events of one page."""

    connection: http.client.HTTPConnection
    response: http.client.HTTPResponse

    def next(self) -> dict[str, Any]:
        """The next thing that is told. Fails when nothing comes for very long."""
        while True:
            line = self.response.readline()
            assert line, "the stream has ended"
            if line.startswith(b"data: "):
                told: dict[str, Any] = json.loads(line[6:])
                return told

    def until(self, fits: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The next thing told that fits: an editor may be met in the middle of its work."""
        while True:
            told = self.next()
            if fits(told):
                return told


@dataclass
class Seen:
    """A server at work, and what it said at the console."""

    root: Path
    server: Server
    said: list[str] = field(default_factory=list)
    stack: ExitStack = field(default_factory=ExitStack)

    @property
    def port(self) -> int:
        return int(self.server.address.rstrip("/").rpartition(":")[2])

    def ask(self, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        self.stack.callback(connection.close)
        connection.request(method, path, headers=headers)
        return connection.getresponse()

    def text(self, path: str = PAGE) -> str:
        response = self.ask(path)
        return response.read().decode("utf-8")

    def listen(self, page: str = PAGE) -> Stream:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONGEST)
        self.stack.callback(connection.close)
        connection.request("GET", f"/lp-preview/events?page={page}")
        return Stream(connection, connection.getresponse())

    def save(self, name: str, text: str | bytes) -> None:
        path = self.root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))


@contextmanager
def serving(root: Path) -> Iterator[Seen]:
    said: list[str] = []
    with Server(root, 0, Occasion(), said.append) as server:
        runner = threading.Thread(target=server.run, daemon=True)
        runner.start()
        seen = Seen(root, server, said)
        with seen.stack:
            yield seen
        server.stop()
        runner.join(LONGEST)
        assert not runner.is_alive()


@pytest.fixture
def seen(make_site: MakeSite) -> Iterator[Seen]:
    with serving(
        make_site(
            {
                "index.md": "# Ours\n\nTwo policies.\n",
                "t/policy.yml": "publisher: B\nbinding: en\n",
                "t/en/summary.md": SUMMARY,
                "t/en/policy.md": POLICY,
            }
        )
    ) as server:
        yield server


@pytest.fixture
def own_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the templates that a test may break."""
    folder = tmp_path / "own" / "templates"
    shutil.copytree(templates.template_root(), folder)
    for module in (templates, assets, fresh, host):
        monkeypatch.setattr(module, "template_root", lambda: folder, raising=False)
    monkeypatch.setattr("largeprint.outputs.preview.template_root", lambda: folder)
    fresh.forget()
    yield folder
    monkeypatch.undo()
    fresh.forget()


def test_the_pages_and_all_that_they_need_are_there(seen: Seen) -> None:
    front = seen.text("/")
    assert "Two policies." in front
    assert 'href="p/index.html"' in front
    page = seen.text()
    for path, kind in {
        "/lp-preview/preview.css": "text/css; charset=utf-8",
        "/lp-preview/preview.js": "text/javascript; charset=utf-8",
        f"/{assets.style().path}": "text/css; charset=utf-8",
        f"/{assets.script().path}": "text/javascript; charset=utf-8",
        "/p/offline.html": "text/html; charset=utf-8",
    }.items():
        assert path.startswith("/p/") or path.removeprefix("/") in page
        response = seen.ask(path)
        assert (response.status, response.headers["Content-Type"]) == (200, kind)
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_policy_of_a_page_allows_one_connection_more_and_nothing_inside_the_page(seen: Seen) -> None:
    page = seen.text()
    assert "connect-src &#39;self&#39;" in page
    assert "unsafe" not in page
    assert "<script>" not in page
    assert "<style" not in page


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "index.html"),
        ("/p/", "p/index.html"),
        ("/p", "p"),
        ("/p/../p/./index.html", "p/index.html"),
        ("/../../../etc/passwd", "etc/passwd"),
        ("/%2e%2e/%2e%2e/etc/passwd", "etc/passwd"),
        ("//elsewhere.example/p", "elsewhere.example/p"),
        ("/p//index.html", "p/index.html"),
        ("/%E6%9D%A1%E6%AC%BE/", "条款/index.html"),
        ("/%FF", "\ufffd"),
    ],
)
def test_an_address_names_a_file_of_the_site_or_none(path: str, file: str) -> None:
    assert file_of(path) == file


def test_what_is_not_there_is_404_with_a_page_that_goes_on_watching(seen: Seen) -> None:
    for path in (
        "/nothing",
        "/p/nothing.html",
        "/..%2f..%2fetc/passwd",
        "/content/site.yml",
        "/p/en/summary.md",
        "/assets/",
    ):
        response = seen.ask(path)
        assert response.status == 404, path
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert b"If it is written, it appears by itself." in response.read()


def test_a_folder_without_its_slash_leads_to_it_and_nowhere_else(seen: Seen) -> None:
    assert seen.ask("/p").headers["Location"] == "/p/"
    assert seen.ask("//p").headers["Location"] == "/p/"
    assert seen.ask("//elsewhere.example").status == 404


def test_head_has_the_same_head_and_no_body(seen: Seen) -> None:
    whole, head = seen.ask(PAGE), seen.ask(PAGE, "HEAD")
    assert head.status == 200
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(whole.read()))
    assert head.read() == b""


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_names_of_this_machine_are_answered(seen: Seen, name: str) -> None:
    assert seen.ask(PAGE, Host=name).status == 200


@pytest.mark.parametrize(
    "name", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", "", "10.0.0.1"]
)
def test_other_names_are_refused(seen: Seen, name: str) -> None:
    for path in (PAGE, "/lp-preview/events?page=/", "/"):
        response = seen.ask(path, Host=name)
        assert response.status == 421
        assert b"Privacy" not in response.read()


def test_only_this_machine_can_reach_it(seen: Seen) -> None:
    assert seen.server.address.startswith("http://127.0.0.1:")
    assert seen.server._http.server_address[0] == "127.0.0.1"


def test_nothing_is_written(seen: Seen) -> None:
    before = tree(seen.root)
    seen.text()
    seen.text("/p/offline.html")
    assert tree(seen.root) == before


@pytest.mark.parametrize(
    ("name", "text", "shown"),
    [
        ("p/en/summary.md", SUMMARY.replace("A name.", "A nickname."), "A nickname."),
        ("p/en/policy.md", POLICY.replace("need a name", "need a nickname"), "need a nickname"),
        ("p/policy.yml", "publisher: Another Ltd\nbinding: en\n", "Another Ltd"),
        ("p/en/summary.md", SUMMARY.replace("#pp_what", "#pp_whit"), "<code>content/p/en/summary.md:7:9</code>"),
        ("site.yml", "name: Ours\naddress: https://example.org/\n", "https://example.org/p/"),
    ],
)
def test_a_save_is_told_and_shown(seen: Seen, name: str, text: str, shown: str) -> None:
    assert shown not in seen.text()
    stream = seen.listen()
    first = stream.next()
    seen.save(name, text)
    told = stream.until(lambda told: told["page"] != first["page"] and not told["trouble"])
    page = seen.text()
    assert shown in page
    assert f'<meta name="lp-version" content="{told["page"]}">' in page


def test_the_front_page_hears_of_its_words(seen: Seen) -> None:
    stream = seen.listen("/")
    first = stream.next()
    seen.save("index.md", "# Ours\n\nThree policies.\n")
    stream.until(lambda told: told["page"] != first["page"])
    assert "Three policies." in seen.text("/")


def test_a_save_elsewhere_does_not_trouble_a_page(seen: Seen) -> None:
    stream, other = seen.listen(), seen.listen("/t/")
    first, before = stream.next(), other.next()
    seen.save("t/en/summary.md", SUMMARY.replace("A name.", "A nickname."))
    other.until(lambda told: told["page"] != before["page"])
    assert seen.listen().next() == first


def test_an_image_that_changes_reloads_the_page_that_shows_it(seen: Seen) -> None:
    seen.save("p/en/images/a.png", PNG)
    stream = seen.listen()
    first = stream.next()
    seen.save("p/en/summary.md", SUMMARY.replace("A name.", "A name. ![It](images/a.png)"))
    with_image = stream.until(lambda told: told["page"] != first["page"])
    assert seen.ask("/p/images/a.png").read() == PNG
    seen.save("p/en/images/a.png", PNG + b"more")
    # A save that is seen half way tells of a page without the image, and then of the whole.
    stream.until(
        lambda told: told["page"] != with_image["page"] and seen.ask("/p/images/a.png").read() == PNG + b"more"
    )
    assert seen.ask("/p/images/a.png").headers["Content-Type"] == "image/png"


@pytest.mark.parametrize("way", ["replace", "backup", "away"])
def test_editors_that_save_by_renaming(seen: Seen, way: str) -> None:
    stream = seen.listen()
    first = stream.next()
    path = seen.root / "content" / "p" / "en" / "summary.md"
    new = path.with_name(".summary.md.new")
    if way == "away":
        new = seen.root / "new.md"
    new.write_text(SUMMARY.replace("A name.", "A nickname."), "utf-8")
    if way == "backup":
        path.rename(path.with_name("summary.md~"))
    new.replace(path)
    stream.until(lambda told: told["page"] not in ("", first["page"]))
    assert "A nickname." in seen.text()


def test_a_folder_that_goes_and_comes_back_is_followed_on(seen: Seen) -> None:
    stream = seen.listen()
    first = stream.next()
    content, kept = seen.root / "content", seen.root / "kept"
    content.rename(kept)
    trouble = stream.until(lambda told: told["trouble"])["trouble"]
    assert trouble["message"] == "There is no content folder here."
    kept.rename(content)
    assert stream.until(lambda told: not told["trouble"]) == first
    seen.save("p/en/summary.md", SUMMARY.replace("A name.", "A nickname."))
    stream.until(lambda told: told["page"] != first["page"])


def test_a_policy_that_is_written_appears_where_nothing_was(seen: Seen) -> None:
    stream = seen.listen("/new/")
    assert stream.next() == {"page": "", "trouble": None}
    assert seen.ask("/new/").status == 404
    seen.save("new/policy.yml", "publisher: C\nbinding: en\n")
    seen.save("new/en/policy.md", POLICY)
    seen.save("new/en/summary.md", SUMMARY)
    stream.until(lambda told: told["page"])
    assert seen.ask("/new/").status == 200


def test_what_cannot_be_read_keeps_the_page_and_says_what_is_wrong(seen: Seen) -> None:
    good = seen.text()
    stream = seen.listen()
    first = stream.next()
    seen.save("p/en/summary.md", SUMMARY.encode().replace(b"name", b"n\xe4me"))
    told = stream.until(lambda told: told["trouble"])
    assert told["page"] == first["page"]
    assert told["trouble"] == {
        "place": "content/p/en/summary.md:7:4",
        "message": "The file is not UTF-8: byte 0xe4 makes no character here.",
        "todo": "Save it as UTF-8.",
    }
    assert seen.text() == good
    assert seen.said[-1].split("\n") == [
        "content/p/en/summary.md:7:4  error",
        "    The file is not UTF-8: byte 0xe4 makes no character here.",
        "Next: save it as UTF-8.",
    ]
    seen.save("p/en/summary.md", SUMMARY)
    assert stream.until(lambda told: not told["trouble"]) == first


def test_a_template_that_is_broken_does_the_same(own_templates: Path, make_site: MakeSite) -> None:
    with serving(make_site()) as seen:
        good = seen.text()
        stream = seen.listen()
        first = stream.next()
        template = own_templates / "reader" / "_questions.html"
        whole = template.read_text("utf-8")
        for broken, said in {
            whole + "{% if %}": "Expected an expression",
            whole + "{{ page.nothing }}": "has no attribute 'nothing'",
            whole + '{{ t("no.such") }}': 'no words for "no.such"',
        }.items():
            template.write_text(broken, "utf-8")
            trouble = stream.until(lambda told, said=said: told["trouble"] and said in told["trouble"]["message"])[
                "trouble"
            ]
            assert trouble["place"] == f"templates/reader/_questions.html:{len(whole.splitlines()) + 1}:1"
            assert seen.text() == good
            assert seen.ask("/p/offline.html").status == 200
        template.write_text(whole.replace('class="lp-q"', 'class="lp-q lp-other"'), "utf-8")
        stream.until(lambda told: not told["trouble"] and told["page"] != first["page"])
        assert "lp-q lp-other" in seen.text()


def test_a_style_that_changes_is_on_the_page(own_templates: Path, make_site: MakeSite) -> None:
    with serving(make_site()) as seen:
        stream = seen.listen()
        first = stream.next()
        before = assets.style().path
        with (own_templates / "assets" / "reader.css").open("a") as file:
            file.write(".mine { color: red; }\n")
        stream.until(lambda told: told["page"] != first["page"])
        page = seen.text()
        assert before not in page
        assert assets.style().path in page
        assert ".mine" in seen.text(f"/{assets.style().path}")


def test_words_that_cannot_be_read_do_the_same(own_templates: Path, make_site: MakeSite) -> None:
    with serving(make_site()) as seen:
        good = seen.text()
        stream = seen.listen()
        stream.next()
        words = own_templates / "messages" / "en.po"
        whole = words.read_bytes()
        words.write_bytes(whole + b'\nmsgid "x\n')
        assert stream.until(lambda told: told["trouble"])["trouble"]["message"]
        assert seen.text() == good
        words.write_bytes(whole)
        stream.until(lambda told: not told["trouble"])


def test_a_site_that_cannot_be_read_at_first_has_a_page_that_says_so(make_site: MakeSite) -> None:
    with serving(make_site({"p/en/summary.md": b"\xff"})) as seen:
        page = seen.text()
        assert "content/p/en/summary.md:1:1" in page
        assert "Save it as UTF-8." in page
        assert "/lp-preview/preview.js" in page
        stream = seen.listen()
        assert stream.next()["page"] == ""
        seen.save("p/en/summary.md", SUMMARY)
        stream.until(lambda told: told["page"])
        assert "A name." in seen.text()


def test_findings_stand_beside_what_they_are_about(make_site: MakeSite) -> None:
    summary = SUMMARY + "\n### And this? {#empty}\n\n### Why? {#why}\n\nSo. [More...](#pp_gone)\n"
    policy = POLICY + "\n## Nobody asks {#pp_alone}\n\nWords.\n"
    with serving(
        make_site({"p/en/summary.md": summary, "p/en/policy.md": policy, "p/policy.yml": "publishr: A\n"})
    ) as seen:
        page = seen.text()
        parts = {
            name: page.split(f'id="{name}"')[1].split("</article>")[0].split("</section>")[0]
            for name in ("provide", "empty", "why", "pp_alone")
        }
        assert "lp-pre-remarks" not in parts["provide"]
        assert "<code>content/p/en/summary.md:9:1</code>" in parts["empty"]
        assert "&#34;#pp_gone&#34; is the id of nothing here." in parts["why"]
        assert "No answer leads to" in parts["pp_alone"]
        top = page.split("</aside>")[0]
        assert "&#34;publishr&#34; is no key that is known here." in top
        assert "pp_gone" not in top
        assert "1 warning" in top
        length = 'role="group" aria-label="Notes for the author">\n<p>'
        assert f"{length}6 words · 2 s</p>" in parts["provide"]


def test_other_pages_with_findings_are_named(seen: Seen) -> None:
    stream = seen.listen()
    first = stream.next()
    seen.save("t/en/summary.md", SUMMARY.replace("#pp_what", "#pp_whit"))
    stream.until(lambda told: told["page"] != first["page"])
    assert '<a href="../t/index.html">Privacy</a>' in seen.text().split("</aside>")[0]
    assert '<a href="t/index.html">Privacy</a>' in seen.text("/").split("</aside>")[0]


def test_what_is_published_knows_nothing_of_a_preview(make_site: MakeSite) -> None:
    from largeprint.pipeline import build, check

    root = make_site({"p/en/summary.md": SUMMARY.replace("#pp_what", "#pp_whit"), "index.md": "# Ours\n"})
    checked = check(root)
    assert checked.findings
    for file in build(checked, Occasion()):
        assert b"lp-pre" not in file.data
        assert "lp-pre" not in file.path


def test_a_port_that_is_taken_gives_way_to_the_next(make_site: MakeSite) -> None:
    root = make_site()
    with Server(root, 0, Occasion(), lambda words: None) as first:
        port = int(first.address.rstrip("/").rpartition(":")[2])
        with Server(root, port, Occasion(), lambda words: None) as second:
            assert int(second.address.rstrip("/").rpartition(":")[2]) > port


def test_when_it_has_ended_nothing_of_it_is_at_work(make_site: MakeSite) -> None:
    before = set(threading.enumerate())
    with serving(make_site()):
        started = set(threading.enumerate()) - before
    for thread in started:
        thread.join(LONGEST)
    assert not [thread.name for thread in started if thread.is_alive()]


def test_no_free_port_is_said_in_one_message(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "PORTS", 1)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BusyError) as raised, Server(make_site(), port, Occasion(), lambda words: None):
            pass
    assert str(raised.value) == f"No port from {port} on could be had: Address already in use."


def test_without_a_content_folder_there_is_one_message(tmp_path: Path) -> None:
    ran = largeprint("serve", cwd=tmp_path)
    assert ran == Ran(2, "", "There is no content folder here.\nNext: start a site with: largeprint new DIR\n")


def test_ctrl_c_ends_it_at_once_and_well(make_site: MakeSite) -> None:
    root = make_site()
    program = Path(sys.executable).with_name("largeprint")
    heeds = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # a job in the background is begun without
    with subprocess.Popen(
        [program, "serve", "--port", "0"], cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heeds
    ) as run:
        assert run.stdout
        lines = [run.stdout.readline(), run.stdout.readline()]
        assert any(b"http://127.0.0.1:" in line for line in lines), lines
        port = int(b"".join(lines).partition(b"127.0.0.1:")[2].partition(b"/")[0])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        connection.request("GET", "/lp-preview/events?page=/")
        connection.getresponse().readline()  # somebody is looking while it ends
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=LONGEST)
        connection.close()
    assert (run.returncode, out, err) == (0, b"Ended.\n", b"")
