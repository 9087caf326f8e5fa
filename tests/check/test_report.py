"""The three forms of a report."""

import json

from largeprint.check.report import as_github, as_json, as_text, count
from largeprint.model.finding import Finding, Severity
from largeprint.model.source import Place

FINDING = Finding(
    "link-malformed", Severity.ERROR, Place("content/p/en/summary.md", 22, 342), '"[Mor](#a)" is cut, 100 %.', "Mend: x"
)


def test_for_people_the_place_comes_first() -> None:
    assert as_text([FINDING]) == (
        'content/p/en/summary.md:22:342  error  link-malformed\n    "[Mor](#a)" is cut, 100 %.\n    Mend: x\n'
    )
    assert as_text([]) == ""


def test_for_programs_every_value_has_a_name() -> None:
    assert json.loads(as_json([FINDING])) == [
        {
            "rule": "link-malformed",
            "severity": "error",
            "path": "content/p/en/summary.md",
            "line": 22,
            "column": 342,
            "message": '"[Mor](#a)" is cut, 100 %.',
            "todo": "Mend: x",
        }
    ]
    assert json.loads(as_json([])) == []


def test_for_a_forge_what_would_break_its_commands_is_escaped() -> None:
    assert as_github([FINDING]) == (
        "::error file=content/p/en/summary.md,line=22,col=342,title=link-malformed::"
        '"[Mor](#a)" is cut, 100 %25. Mend: x\n'
    )


def test_numbers_agree_with_their_nouns() -> None:
    assert (count(1, "error"), count(2, "error"), count(0, "error")) == ("1 error", "2 errors", "0 errors")
