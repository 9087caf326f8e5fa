"""A small answers.json of version 1, and changes to it: what the examples of the component are shown."""

from __future__ import annotations

import json
from typing import Any

WORDS = {
    "more": "More",
    "facts": "Key facts",
    "actions": "You can",
    "web": "(leaves this page)",
    "mail": "(writes an email)",
    "tel": "(calls a number)",
    "exact": "The exact words",
    "for": "For",
    "begins": "Quote:",
    "ends": "End of quote.",
    "whole": "It rests on the whole of this section.",
    "from": "From the full text",
    "back": "Back",
    "all": "All answers",
    "full": "The full text",
    "unknown": "There is no answer under this name.",
    "gone": "This is not in the text any more.",
    "instead": "In its place:",
    "draft": "Draft. A working text, not released.",
    "demonstration": "Unofficial demonstration",
    "dated": "Released 22 March 2022.",
    "code": "Text code",
}


def rich(html: str, text: str = "the words as text") -> dict[str, str]:
    """A value in both forms."""
    return {"html": html, "text": text}


def question(id: str, answer: str, **more: Any) -> dict[str, Any]:
    """A question whose heading names it."""
    given = {"id": id, "question": f"What about {id}?", "answer": rich(f"<p>{answer}</p>", answer)}
    rest = {"facts": [], "actions": [], "links": [], "evidence": [], "moments": [], "href": f"index.html#{id}"}
    return {**given, **rest, **more}


def section(anchor: str, html: str, level: int = 2) -> dict[str, Any]:
    """A section whose heading names it."""
    value = rich(html, f"Text of {anchor}.")
    return {"anchor": anchor, "level": level, "heading": f"On {anchor}", "href": f"index.html#{anchor}", **value}


def answers(**policy: Any) -> dict[str, Any]:
    """Every part of the form once, with what ``policy`` says instead."""
    provide = question(
        "provide",
        'A name and a <a href="index.html#pp_what">number</a>; see <a href="index.html#keep">how long</a>.',
        facts=[
            {"kind": "what", "label": "What", "value": rich("A nickname &amp; a number", "A nickname & a number")},
            {"kind": "", "label": "If you do not", "value": rich('<a href="#pp_how">No account</a>')},
        ],
        actions=[
            {"kind": "web", "text": "Ask for a copy", "href": "https://example.org/copy"},
            {"kind": "mail", "text": "Write to the officer", "href": "mailto:officer@example.org"},
        ],
        links=[
            {"section": "pp_what", "text": "What we need", "href": "index.html#pp_what"},
            {"section": "pp_how", "text": "How it is used", "href": "index.html#pp_how"},
        ],
        evidence=[
            {"section": "pp_what", "quote": "We need a name and a number.", "names": ["1", "What"]},
            {"section": "pp_how", "quote": "", "names": ["2"]},
        ],
        moments=["location-permission", "sign-up"],
    )
    sections = [
        section(
            "pp_what", '<p>We need a name and a number. <a href="https://example.org/law">The law</a> says so.</p>'
        ),
        section("pp_what_more", "<ol><li>And a password.</li></ol>", 3),
        section("pp_how", '<p>With care, as said in <a href="#pp_what">what we need</a>.</p>'),
    ]
    gone = [
        {"id": "old", "state": "moved", "to": "keep", "on": "2021-05-01", "because": "It was split."},
        {"id": "never", "state": "withdrawn", "to": None, "on": "2021-06-02", "because": "It ended.", "note": "Ended."},
    ]
    facts = {
        "id": "p", "title": "Privacy", "publisher": "Example Ltd", "contact": None, "language": "en",
        "direction": "ltr", "binding": "en", "applies": "2022-03-22", "changed": "2022-03-22",
        "release": "2022-03-22", "state": "released", "demonstration": "", "code": "1a2b3c4d", "digest": "0" * 64,
        "href": "index.html", "embed": "embed/index.html", "languages": [],
    }  # fmt: skip
    questions = [provide, question("keep", "For a year.", moments=["sign-up"])]
    return {"version": 1, "policy": {**facts, **policy}, "words": WORDS, "questions": questions,
            "sections": sections, "gone": gone}  # fmt: skip


def inline(data: dict[str, Any]) -> str:
    """The data as a script element for a page."""
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json">{text}</script>'
