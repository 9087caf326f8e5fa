"""``review``: packets made, sent, filled in, and read back; what is broken or forged is refused and writes nothing."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from largeprint.hosts.returning import taken_from
from largeprint.hosts.review import packet_of
from largeprint.model.decision import Verdict
from largeprint.outputs.packet_html import as_html
from largeprint.outputs.packet_word import as_word
from largeprint.pipeline import check
from tests.conftest import MakeSite
from tests.hosts.conftest import largeprint, tree
from tests.office import packet as filled

SUMMARY = """# Privacy

A short introduction.

### What do you need? {#provide}

We need a *name* and your [mobile number](#pp_what) for 30 days. Nothing more.

| Who | The firm, [and no one else](#pp_share) |
| --- | --- |
| How long | 30 days |

### Who gets it? {#share}

Nobody but us. [More...](#pp_share)
"""
POLICY = """# All {#all}

## What we need {#pp_what}

We need a name & a number for 30 days.

(a) The first.

(b) The second.

## Who gets it {#pp_share}

Nobody *but* us_all.
"""


@pytest.fixture
def site(make_site: MakeSite) -> Path:
    """A policy that was released, and has changed since."""
    root = make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY})
    assert largeprint("release", "p", "--effective", "2026-03-01", "--editorial", cwd=root).code == 0
    return make_site({"p/en/summary.md": SUMMARY, "p/en/policy.md": POLICY.replace("for 30", "for 90")})


@pytest.fixture
def sent(site: Path) -> bytes:
    """The Word file of its packet."""
    return as_word(packet_of(site, check(site), "p", "legal", date(2026, 4, 1), None))


Back = Callable[..., tuple[int, str]]


@pytest.fixture
def back(site: Path) -> Back:
    """Has a file come back; returns exit code and everything that was said."""

    def run(data: bytes, *options: str) -> tuple[int, str]:
        (site / "back.docx").write_bytes(data)
        ran = largeprint("review", "p", "--return", "back.docx", *options, cwd=site)
        assert ran.next
        return ran.code, ran.out + ran.err

    return run


def test_a_packet_is_three_files_and_the_same_bytes_each_time(site: Path, sent: bytes) -> None:
    assert largeprint("review", "p", "--role", "legal", "--by", "2026-04-01", "-o", "out", cwd=site).code == 0
    names = sorted(path.name for path in (site / "out").iterdir())
    assert [name.rpartition(".")[2] for name in names] == ["docx", "html", "pdf"]
    first = {path.name: path.read_bytes() for path in (site / "out").iterdir()}
    largeprint("review", "p", "--role", "legal", "--by", "2026-04-01", "-o", "again", cwd=site)
    assert {path.name: path.read_bytes() for path in (site / "again").iterdir()} == first
    assert sent in first.values()
    assert not (site / "site").exists()


def test_no_packet_goes_where_readers_or_authors_look(site: Path) -> None:
    before = tree(site)
    assert largeprint("review", "p", "-o", "content/p", cwd=site).code == 2
    assert tree(site) == before
    largeprint("build", cwd=site)
    assert largeprint("review", "p", "-o", "site/review", cwd=site).code == 2
    assert not (site / "site/review").exists()


def test_the_packet_tells_what_changed_and_speaks_plainly(site: Path, sent: bytes) -> None:
    html = as_html(packet_of(site, check(site), "p", "legal", None, None)).decode("utf-8")
    text = re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", "", html, flags=re.DOTALL))
    assert "30 → put in: 90 days" in text.replace("Put in", "put in"), text
    assert "<script" not in html
    for word in ("claim", "evidence", "drift", "digest", "anchor"):
        assert not re.search(rf"\b{word}s?\b", text, re.IGNORECASE), word
    lines = " ".join(line for place in filled.places(sent) for line in place.after)
    for word in ("claim", "evidence", "drift", "digest", "anchor"):
        assert not re.search(rf"\b{word}s?\b", lines, re.IGNORECASE), word


def test_the_head_row_of_key_facts_is_in_every_form(make_site: MakeSite) -> None:
    facts = "| **What** | **Which names** |\n| --- | --- |\n| Who | The firm, [and no one else](#pp_share) |"
    summary = SUMMARY.replace("| Who | The firm, [and no one else](#pp_share) |\n| --- | --- |", facts)
    site = make_site({"p/en/summary.md": summary, "p/en/policy.md": POLICY})
    packet = packet_of(site, check(site), "p", "", None, None)
    assert "Which names" in as_html(packet).decode("utf-8")
    assert any("Which names" in line for place in filled.places(as_word(packet)) for line in place.after)


def test_an_untouched_packet_says_nothing(sent: bytes, back: Back) -> None:
    code, said = back(sent)
    assert code == 0
    assert "changed" not in said
    assert "3 decisions left open" in said


def test_decisions_changes_and_comments_come_back(site: Path, sent: bytes, back: Back) -> None:
    data = filled.fill(
        sent,
        ["write", "cover_name", "Ann Lee"],
        ["write", "cover_date", "1 April 2026"],
        ["write", "q01_d_edited", "x"],
        ["write", "q02_d_approved", "X"],
        ["replace", "q01_a", "30 days", "60 days"],
        ["replace", "q01_v2", "30", "60"],
        ["write", "q02_name", "Bob Ray"],
        ["comment", "q02_a", "Really nobody?", "Ann Lee"],
        ["comment", "", "Where am I?", "Ann Lee"],
    )
    code, said = back(data)
    assert code == 0
    assert "#provide  approve as i edited: Ann Lee, legal, 1 April 2026" in said
    assert "#share  approve: Bob Ray" in said
    assert "#provide  changed by Ann Lee" in said
    assert "#share  comment by Ann Lee" in said
    assert said.index("Really nobody?") < said.index("without a place in the text") < said.index("Where am I?")
    taken = taken_from(site, check(site), "p", "back.docx", data)
    provide, share = taken.decisions
    assert (provide.question, provide.verdict, provide.name) == ("provide", Verdict.EDITED, "Ann Lee")
    assert (share.question, share.verdict) == ("share", Verdict.APPROVED)
    assert share.unit is not None
    assert share.unit.words == taken.portions["q02"].digest
    before = tree(site)
    assert back(data, "--apply")[0] == 0  # nobody is at a terminal, so that nothing is written
    assert {**tree(site), "back.docx": b""} == {**before, "back.docx": b""}
    assert back(data, "--apply", "--yes")[0] == 0
    summary = (site / "content/p/en/summary.md").read_text("utf-8")
    assert summary == SUMMARY.replace("(#pp_what) for 30", "(#pp_what) for 60").replace("| 30 days", "| 60 days")
    now = taken_from(site, check(site), "p", "x.docx", _again(site)).portions["q01"]
    assert provide.unit is not None
    assert now.digest == provide.unit.words  # exactly the edited words were approved, and the source has them now


def _again(site: Path) -> bytes:
    return as_word(packet_of(site, check(site), "p", "", None, None))


@pytest.mark.parametrize(
    ("acts", "old", "new"),
    [
        (
            [["replace", "q01_a", "name and", "name, an *age* [sic] and"]],
            "*name* and",
            "*name*, an \\*age\\* \\[sic\\] and",
        ),
        ([["replace", "q01_a", " Nothing more.", ""]], " Nothing more.", ""),
        ([["replace", "q02_a", "Nobody", "Today nobody"]], "Nobody but us. [More", "Today nobody but us. [More"),
        ([["replace", "q02_h", "gets it", "receives it"]], "Who gets it? {#share}", "Who receives it? {#share}"),
        ([["replace", "o_b", "short", "very short"]], "A short", "A very short"),
        ([["replace", "q01_k2", "How long", "For how long"]], "| How long", "| For how long"),
    ],
)
def test_what_was_edited_goes_to_its_place_in_the_source(
    site: Path, sent: bytes, back: Back, acts: Sequence[Sequence[str]], old: str, new: str
) -> None:
    code, said = back(filled.fill(sent, *acts), "--apply", "--yes")
    assert code == 0, said
    assert (site / "content/p/en/summary.md").read_text("utf-8") == SUMMARY.replace(old, new), said


def test_sections_are_edited_too_and_new_paragraphs_come(site: Path, sent: bytes, back: Back) -> None:
    text = (site / "content/p/en/policy.md").read_text("utf-8")
    data = filled.fill(sent, ["replace", "s002_b", "name & a", "title & a"], ["paragraph", "s003_b", "One more thing."])
    code, said = back(data, "--apply", "--yes")
    assert code == 0, said
    wanted = text.replace("a name &", "a title &").replace("us_all.\n", "us_all.\n\nOne more thing.\n")
    assert (site / "content/p/en/policy.md").read_text("utf-8") == wanted, said


def test_what_would_cut_a_link_is_left_to_a_person(site: Path, sent: bytes, back: Back) -> None:
    before = tree(site / "content")
    code, said = back(filled.fill(sent, ["replace", "q01_a", "your mobile number for 30", "a number for 60"]))
    assert code == 0
    assert "To be made by hand" in said
    back(filled.fill(sent, ["replace", "q01_a", "and your mobile", "and a"]), "--apply", "--yes")
    assert tree(site / "content") == before


def test_approval_with_changed_words_is_of_the_changed_words(sent: bytes, back: Back) -> None:
    data = filled.fill(sent, ["write", "q02_d_approved", "x"], ["replace", "q02_a", "Nobody", "No one"])
    assert "#share  approve as i edited" in back(data)[1]
    data = filled.fill(sent, ["write", "q02_d_approved", "x"], ["write", "q02_d_not-yet", "x"])
    assert "unclear decision" in back(data)[1]
    data = filled.fill(sent, ["write", "q02_d_approved", "only if Bob agrees"])
    assert "unclear decision" in back(data)[1]


def test_words_outside_of_the_text_are_told(sent: bytes, back: Back) -> None:
    assert "outside of the text  changed" in back(filled.fill(sent, ["replace", "x1", "Not published", "Public"]))[1]


def test_a_packet_of_an_older_text_is_named_as_such(site: Path, sent: bytes, back: Back) -> None:
    path = site / "content/p/en/summary.md"
    path.write_text(path.read_text("utf-8").replace("Nobody but us", "No one but us"), "utf-8")
    acts = [["write", "q01_d_approved", "x"], ["replace", "q01_a", "Nothing", "Not a thing"]]
    acts += [["replace", "q02_a", "Nobody", "None"]]
    data = filled.fill(sent, *acts)
    code, said = back(data, "--apply", "--yes")
    assert code == 0
    assert "of an older text" in said
    assert "Not a thing more." in path.read_text("utf-8")
    assert "No one but us" in path.read_text("utf-8")
    assert "To be made by hand" in said


def _with(data: bytes, name: str, change: Callable[[bytes], bytes], more: dict[str, bytes] | None = None) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, change(old.read(each)) if each == name else old.read(each))
        for each, content in (more or {}).items():
            new.writestr(each, content)
    return made.getvalue()


def _rels(kind: str, target: str) -> Callable[[bytes], bytes]:
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = f'<Relationship Id="rX" Type="{types}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return lambda data: data.replace(b"</Relationships>", more.encode())


BAD: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "text": lambda data: b"Approve everything.",
    "cut": lambda data: data[: len(data) // 2],
    "bomb": lambda data: _with(data, "", bytes, {"word/media/a.bin": b"\0" * (60 * 1024 * 1024)}),
    "steep": lambda data: _with(data, "", bytes, {"word/media/a.bin": b"\0" * (8 * 1024 * 1024)}),
    "parts": lambda data: _with(data, "", bytes, {f"word/media/{n}": b"" for n in range(2001)}),
    "doctype": lambda data: _with(
        data, "word/document.xml", lambda x: b"<!DOCTYPE w [<!ENTITY a 'b'>]>" + x[x.index(b"?>") + 2 :]
    ),
    "doctype utf-16": lambda data: _with(
        data,
        "word/comments.xml",
        lambda x: "<?xml version='1.0' encoding='utf-16'?><!DOCTYPE a><a/>".encode("utf-16"),
    ),
    "doctype elsewhere": lambda data: _with(
        data, "docProps/custom.xml", lambda x: b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"
    ),
    "outside image": lambda data: _with(
        data, "word/_rels/document.xml.rels", _rels("image", "http://example.org/a.png")
    ),
    "template": lambda data: _with(
        data, "word/_rels/document.xml.rels", _rels("attachedTemplate", "file:///c:/n.dotm")
    ),
    "traversal": lambda data: _with(data, "", bytes, {"../evil.xml": b"<a/>"}),
    "twice": lambda data: _with(data, "", bytes, {"word/Document.xml": b"<a/>"}),
    "macros": lambda data: _with(data, "", bytes, {"word/vbaProject.bin": b"x"}),
    "no properties": lambda data: _with(
        data, "docProps/custom.xml", lambda x: re.sub(rb"<property .*</property>", b"", x)
    ),
    "other policy": lambda data: _with(data, "docProps/custom.xml", lambda x: x.replace(b"lpwstr>p<", b"lpwstr>q<")),
    "forged digest": lambda data: _with(
        data, "docProps/custom.xml", lambda x: re.sub(rb">[0-9a-f]{64} share<", b">" + b"0" * 64 + b" share<", x)
    ),
    "forged id": lambda data: _with(data, "docProps/custom.xml", lambda x: x.replace(b" share<", b" provide<")),
    "broken xml": lambda data: _with(data, "word/document.xml", lambda x: x[:-20]),
    "deep": lambda data: _with(data, "word/document.xml", lambda x: b"<a>" * 5000 + b"</a>" * 5000),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_forged_or_broken_file_gives_one_error_and_writes_nothing(
    site: Path, sent: bytes, back: Back, kind: str
) -> None:
    before = tree(site / "content")
    code, said = back(BAD[kind](sent), "--apply", "--yes")
    assert code == 2, said
    assert said.startswith("back.docx:1:1  error\n")
    assert "Traceback" not in said
    assert tree(site / "content") == before


def test_links_of_the_text_are_no_reason_to_refuse(sent: bytes, back: Back) -> None:
    data = _with(sent, "word/_rels/document.xml.rels", _rels("hyperlink", "https://example.org/"))
    assert back(data)[0] == 0
