"""A build that remembers gives the bytes of one that does not, and makes anew only what has changed."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from largeprint.layers.occasion import Occasion
from largeprint.memory import Memory
from largeprint.model.finding import InputError
from largeprint.outputs.registry import File
from largeprint.pipeline import Checked, build, check
from tests.conftest import POLICY, SUMMARY, MakeSite

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x02\0\0\0\x03"

TEXTS: dict[str, list[str | bytes | None]] = {
    "site.yml": [
        "name: Ours\n",
        "name: Theirs\naddress: https://example.org/\npolicies: [b, a]\n",
        "name: Ours\nrules:\n  section-unreached: error\n",
        "name: Ours\nnme: wrong\n",
        "name: Ours\ngone:\n  - policy: c\n    instead: b\n",
    ],
    "index.md": [None, "# Front\n\nWords, [a link](a/en/summary.md).\n", "# Front\n\n[A link](b/en/policy.md#what).\n"],
    "a/policy.yml": [
        "publisher: A\nbinding: en\n",
        "publisher: A2\nbinding: de\neffective: 2026-03-01\n",
        "publisher: A\nbinding: en\ndemonstration: No text of anybody.\n",
        "publisher: A\nbinding: en\nlaws: [coppa]\n",
        "publisher: A\nbinding: en\nlaws: [coppa]\ntold: {coppa-consent: [provide, pp_what], coppa-retention: [a]}\n",
        None,
    ],
    "b/policy.yml": ["publisher: B\nbinding: en\n", "publisher: B\nbinding: en\nchanged: 2026-02-03\n"],
    "a/en/summary.md": [
        SUMMARY,
        SUMMARY
        + "\n### And then? {#then}\n\nThat[^1]. [Terms](../../b/en/policy.md#what)\n\n"
        + "[^1]: Note, [b](../../b/en/summary.md#q).\n",
        SUMMARY
        + '\n### Look {#look}\n\n![It](images/a.png) <a href="../../b/en/policy.md#other">raw</a> [Cut](#pp_wha)\n',
        "# No questions\n\nNone.\n",
        SUMMARY + "\nmoments: sign-up\n\n### Only here? {#here}\n\nYes. [More...](#pp_what)\n",
    ],
    "a/en/policy.md": [
        POLICY,
        POLICY
        + "\n## More {#more}\n\n| a | b |\n| - | - |\n| [x](../../b/en/policy.md#what) | ![It](images/a.png) |\n",
        "No heading, [b](../../b/en/policy.md).\n",
    ],
    "a/de/summary.md": [None, SUMMARY, SUMMARY.replace("Privacy", "Datenschutz")],
    "a/de/policy.md": [None, POLICY, POLICY + "\n[Englisch](../en/policy.md#more)\n"],
    "a/en/images/a.png": [None, PNG, PNG + b"other", PNG[:-1] + b"\x09"],
    "b/en/summary.md": [
        "# B\n\n### Q? {#q}\n\nYes. [More...](#what)\n",
        "# B2\n\n### Q? {#q2}\n\nYes. [More...](#what)\n",
        None,
    ],
    "b/en/policy.md": [
        "# B\n\n## What {#what}\n\nWords.\n",
        "# B\n\n## Else {#other}\n\nWords, [a](../../a/en/summary.md#provide).\n",
        b"not \xff UTF-8\n",
    ],
}
"""Every file of a small site with the states that it may be in: each kind of link between pages, and each mistake."""

EDITS = st.lists(
    st.sampled_from([(name, index) for name, states in TEXTS.items() for index in range(len(states))]),
    min_size=1,
    max_size=6,
)


def put(root: Path, name: str, state: str | bytes | None) -> None:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if state is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(state.encode() if isinstance(state, str) else state)


def made(root: Path, occasion: Occasion, memory: Memory | None) -> tuple[Checked, tuple[File, ...]] | str:
    """The findings and files of a site, or why it cannot be read."""
    try:
        checked = check(root, memory)
    except InputError as error:
        return str(error)
    return checked, tuple(sorted(build(checked, occasion, memory), key=lambda file: file.path))


def assert_same(one: tuple[Checked, tuple[File, ...]] | str, other: tuple[Checked, tuple[File, ...]] | str) -> None:
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    assert one[0].findings == other[0].findings
    ours, theirs = ({file.path: file.data for file in files} for _, files in (one, other))
    assert sorted(ours) == sorted(theirs)
    assert [path for path in ours if ours[path] != theirs[path]] == []


RICH = {"index.md": 1, "a/en/summary.md": 2, "a/en/policy.md": 1, "a/de/summary.md": 1, "a/de/policy.md": 2}
RICH |= {"a/en/images/a.png": 1}
"""The states in which most leads to most: images, links between pages and languages."""


@pytest.mark.parametrize("name", TEXTS)
def test_each_file_in_each_of_its_states(tmp_path: Path, name: str) -> None:
    memory, usual = Memory(), RICH.get(name, 0)
    for each, states in TEXTS.items():
        put(tmp_path, each, states[RICH.get(each, 0)])
    made(tmp_path, Occasion(), memory)
    for index in range(len(TEXTS[name])):
        for state in (index, usual):
            put(tmp_path, name, TEXTS[name][state])
            assert_same(made(tmp_path, Occasion(), memory), made(tmp_path, Occasion(), None))


@settings(max_examples=25)
@given(EDITS)
def test_remembering_changes_no_byte(edits: list[tuple[str, int]]) -> None:
    memory = Memory()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, states in TEXTS.items():
            put(root, name, states[0])
        for name, index in edits:
            put(root, name, TEXTS[name][index])
            assert_same(made(root, Occasion(), memory), made(root, Occasion(), None))


@pytest.fixture
def twenty(make_site: MakeSite) -> Path:
    """Twenty policies, two of them in two languages."""
    files: dict[str, str | bytes | None] = {"p/policy.yml": None, "p/en/summary.md": None, "p/en/policy.md": None}
    for number in range(20):
        files |= {f"n{number}/policy.yml": "publisher: N\nbinding: en\n"}
        for language in ("en", "de") if number < 2 else ("en",):
            files |= {f"n{number}/{language}/summary.md": SUMMARY, f"n{number}/{language}/policy.md": POLICY}
    files["n3/en/policy.md"] = POLICY + "\n[There](../../n4/en/policy.md#pp_what)\n"
    return make_site(files)


OUTPUTS = 5
"""Outputs that go page by page: the page, its copy in one file, its images, its pages without chrome, its JSON."""


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        (
            "n7/en/summary.md",
            SUMMARY + "\nMore.\n",
            {"read": 1, "render": 1, "check": 1, "lay out": 1, "write": OUTPUTS},
        ),
        ("n7/en/policy.md", POLICY + "\nMore.\n", {"read": 1, "render": 1, "check": 1, "lay out": 1, "write": OUTPUTS}),
        ("n7/policy.yml", "publisher: M\nbinding: en\n", {"check": 1, "lay out": 1, "write": OUTPUTS}),
        ("n7/en/evidence.yml", "questions: {}\n", {"render": 1, "check": 1, "lay out": 1, "write": OUTPUTS}),
        # its other language is judged again, since rules may compare the two, and is not rendered or laid out again
        ("n0/de/policy.md", POLICY + "\nMore.\n", {"read": 1, "render": 1, "check": 2, "lay out": 1, "write": OUTPUTS}),
        # an id that others lead to: what leads there is judged again
        (
            "n4/en/policy.md",
            POLICY + "\n## New {#new}\n\nMore.\n",
            {"read": 1, "render": 1, "check": 2, "lay out": 2, "write": 2 * OUTPUTS},
        ),
        ("index.md", "# Front\n\nWords.\n", {}),
        ("site.yml", "name: Our policies\nrules:\n  section-unreached: error\n", {}),
        ("n7/en/summary.md", SUMMARY, {}),
    ],
)
def test_only_what_changed_is_made_anew(twenty: Path, name: str, text: str, expected: dict[str, int]) -> None:
    memory = Memory()
    list(build(check(twenty, memory), Occasion(), memory))
    assert memory.made["render"] == 22
    before = memory.made.copy()
    put(twenty, name, text)
    list(build(check(twenty, memory), Occasion(), memory))
    counted = memory.made - before
    assert {
        stage: counted[stage] for stage in ("read", "render", "check", "lay out", "write") if counted[stage]
    } == expected


def test_what_nobody_uses_any_more_is_forgotten(make_site: MakeSite) -> None:
    root, memory = make_site(), Memory()
    sizes = []
    for number in range(6):
        put(root, "p/en/summary.md", SUMMARY + f"\nMore {number}.\n")
        list(build(check(root, memory), Occasion(), memory))
        sizes.append(len(memory._kept) + len(memory._used))
    assert sizes[2] == sizes[-1]


def test_a_text_that_cannot_be_read_costs_nothing_of_what_is_known(twenty: Path) -> None:
    memory = Memory()
    list(build(check(twenty, memory), Occasion(), memory))
    before = memory.made.copy()
    for number in range(3):
        put(twenty, "n7/en/summary.md", b"\xff" * (number + 1))
        with pytest.raises(InputError):
            check(twenty, memory)
    put(twenty, "n7/en/summary.md", SUMMARY)
    list(build(check(twenty, memory), Occasion(), memory))
    assert memory.made - before == Counter()
