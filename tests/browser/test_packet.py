"""A packet as reviewers meet it: in a browser, as PDF, and in LibreOffice, there and back."""

from __future__ import annotations

import json
import os
import re
import subprocess
import warnings
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from largeprint.hosts.returning import taken_from
from largeprint.hosts.review import packet_of
from largeprint.layers.packet import Packet
from largeprint.outputs.packet_html import as_html, for_paper
from largeprint.outputs.packet_word import as_word
from largeprint.pipeline import Checked, check
from tests.browser.conftest import Open
from tests.browser.test_histories import _has_office
from tests.browser.test_reading import axe_violations
from tests.office import packet as filled

REVIEWER = Path(filled.__file__).with_name("reviewer.py")
DEMO = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demo() -> Checked:
    """The demo, checked."""
    return check(DEMO)


@pytest.fixture(scope="module")
def packet(demo: Checked) -> Packet:
    """Its packet, with changes since an earlier release."""
    return packet_of(DEMO, demo, "wechat", "legal", date(2026, 12, 1), "2021-12-10")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_the_html_is_for_everybody(open_reader: Open, tmp_path: Path, packet: Packet, width: int, scheme: str) -> None:
    path = tmp_path / "packet.html"
    path.write_bytes(as_html(packet))
    page = open_reader(width, 800, color_scheme=scheme, java_script_enabled=True).go(path.as_uri())
    assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.locator("#lp-q01-approved").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.id") == "lp-q01-edited"
    page.keyboard.press("Tab")
    page.keyboard.type("Ann")
    assert page.locator("#lp-q01-name").input_value() == "Ann"


def test_the_pdf_is_tagged_with_bookmarks(packet: Packet) -> None:
    from largeprint.outputs.packet_pdf import as_pdf

    made = as_pdf(for_paper(packet))
    document = pypdfium2.PdfDocument(made)
    assert document.is_tagged()
    titles = [mark.get_title() for mark in document.get_toc()]
    assert sum(sheet.view.heading in title for sheet in packet.sheets for title in titles) >= len(packet.sheets)
    cover = document[0].get_textpage().get_text_bounded()
    for words in ("legal", "1 December 2026", packet.page.code, "What changed"):
        assert words in cover


def test_libreoffice_and_back_loses_nothing(demo: Checked, packet: Packet, tmp_path: Path) -> None:
    python = "/usr/bin/python3"
    if not _has_office(python):
        message = "LIBREOFFICE IS MISSING: no packet was opened, edited and saved in it."
        if os.environ.get("CI"):
            pytest.fail(message)
        warnings.warn(message, stacklevel=1)
        return
    word = as_word(packet)
    sent, goal, acts = tmp_path / "sent.docx", tmp_path / "back.docx", tmp_path / "acts.json"
    sent.write_bytes(word)
    done = [
        ["write", "cover_name", "Ann Lee"],
        ["write", "cover_role", "legal"],
        ["write", "q01_d_approved", "x"],
        ["write", "q02_d_edited", "x"],
        ["replace", "q02_a", "important notices", "urgent notices"],
        ["append", "q03_a", " That is all."],
        ["write", "q03_d_not-yet", "x"],
        ["write", "q03_name", "Bob Ray"],
        ["replace", "q05_v1", "120 hours", "100 hours"],
        ["paragraph", "s002_b", "A new last clause."],
    ]
    acts.write_text(json.dumps(done), "utf-8")
    subprocess.run([python, str(REVIEWER), str(sent), str(goal), str(acts)], check=True, capture_output=True)
    # Without a window LibreOffice 7.4 dies of any comment while a script looks on, so these come from another program,
    # and LibreOffice saves the file once more.
    remarks = [["comment", "q04_a", "Which?", "Ann"], ["comment", "x2", "Cover.", "Ann"]]
    goal.write_bytes(filled.fill(goal.read_bytes(), *remarks))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    save = ["soffice", "--headless", home, "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "again")]
    subprocess.run([*save, str(goal)], check=True, capture_output=True)
    back = (tmp_path / "again" / goal.name).read_bytes()
    before, after = ({place.name: place for place in filled.places(data)} for data in (word, back))
    assert set(before) == set(after)
    touched = {each[1] for each in done}
    for name, place in before.items():  # heading and body of a unit may trade lines; all of them are compared below
        if re.match(r"(o|q\d+|s\d+)_[hab]$", name):
            continue
        assert (after[name].after == place.after) is (name not in touched), name
        assert after[name].before == place.before, name
    taken = taken_from(DEMO, demo, "wechat", "back.docx", back)
    assert taken.answer.current
    assert [(d.question, str(d.verdict), d.name, d.role) for d in taken.decisions] == [
        ("provide", "approved", "Ann Lee", "legal"),
        ("use", "edited", "Ann Lee", "legal"),
        ("sharing", "not-yet", "Bob Ray", "legal"),
    ]
    assert taken.decisions[0].unit == packet.sheets[0].unit
    assert taken.decisions[1].unit
    assert [(each.portion.id, each.change.old, each.change.new) for each in taken.answer.edited] == [
        ("use", "important", "urgent"),
        ("sharing", "", "That is all."),
        ("keep", "120", "100"),
        ("pp_who", "", "A new last clause."),
    ]
    assert taken.fitting == taken.answer.edited
    said = [(each.portion.id if each.portion else "", each.comment.text) for each in taken.answer.comments]
    assert sorted(said) == [("", "Cover."), ("location", "Which?")]
    assert not taken.answer.elsewhere
    assert not taken.answer.missing
