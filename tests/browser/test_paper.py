"""On paper: every word of both layers is printed, and no answer is parted from its question."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from tests.browser.conftest import Open

BLOCKS = """() => [...document.querySelectorAll('.lp-q, .lp-s, .lp-intro')].flatMap(part =>
    [...part.querySelectorAll('h2, h3, h4, h5, h6, p, li, td, th, dt, dd, pre')]
        .filter(e => !e.querySelector('p, li, td, th, dt, dd, pre, table')
                     && !e.closest('.lp-gloss, .lp-line, .lp-vh, .lp-top') && e.innerText.trim())
        .map(e => {
            const own = e.cloneNode(true);
            own.querySelectorAll('.lp-vh, .lp-label, .lp-num, svg').forEach(aside => aside.remove());
            return own.textContent;
        }))"""
QUESTIONS = """() => [...document.querySelectorAll('.lp-q')].map(q => [
    [...q.querySelector('h2').childNodes].filter(n => n.className !== 'lp-num').map(n => n.textContent).join(''),
    q.querySelector('.lp-answer').textContent])"""


def squeezed(text: str) -> str:
    """Without spaces and with letters in their plain form, since paper breaks lines and joins letters as it likes."""
    plain = unicodedata.normalize("NFKC", text).replace("\u00ad", "").replace("\ufffe", "-")
    return "".join(plain.split())


def held(block: str, sheets: list[str]) -> bool:
    """Whether a block stands on a sheet, or begins on one and goes on on the next."""
    if any(block in sheet for sheet in sheets):
        return True
    pairs = list(pairwise(sheets))
    return any(block[:cut] in one and block[cut:] in two for one, two in pairs for cut in range(1, len(block)))


@pytest.fixture(params=["wechat", "terms"])
def path(request: pytest.FixtureRequest, demo: Path) -> str:
    if not (demo / request.param).is_dir():
        pytest.skip(f"the demo has no policy {request.param}")
    return f"{request.param}/index.html"


@pytest.fixture
def printed(open_reader: Open, demo: Path, path: str) -> Callable[[str], tuple[list[str], object]]:
    """What a JavaScript function gives on the page, and the squeezed text of each sheet of paper."""

    def to_paper(function: str) -> tuple[list[str], object]:
        page = open_reader().go((demo / path).as_uri())
        page.evaluate("() => { document.querySelectorAll('.lp-n').forEach(e => { e.remove(); }); }")  # not of the text
        told = page.evaluate(function)
        with pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)) as document:
            return [squeezed(sheet.get_textpage().get_text_bounded()) for sheet in document], told

    return to_paper


def test_every_word_of_both_layers_is_printed(printed: Callable[[str], tuple[list[str], list[str]]]) -> None:
    sheets, blocks = printed(BLOCKS)
    assert len(blocks) > 50
    assert [block for block in blocks if not held(squeezed(block), sheets)] == []


def test_no_answer_is_parted_from_its_question(printed: Callable[[str], tuple[list[str], list[list[str]]]]) -> None:
    sheets, questions = printed(QUESTIONS)
    assert questions
    parted = [
        heading
        for heading, answer in questions
        if not any(squeezed(heading) in sheet and squeezed(answer)[:40] in sheet for sheet in sheets)
    ]
    assert parted == []


def test_the_test_of_paper_can_fail(printed: Callable[[str], tuple[list[str], list[str]]]) -> None:
    hide = "() => { document.querySelectorAll('.lp-answer').forEach(e => { e.hidden = true; }); return [...document"
    sheets, answers = printed(f"{hide}.querySelectorAll('.lp-answer > p')].map(e => e.textContent); }}")
    assert [answer for answer in answers if held(squeezed(answer), sheets)] == []
