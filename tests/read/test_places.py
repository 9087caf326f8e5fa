"""Places: line and column of a finding point at the thing itself, in the file as it was written."""

from pathlib import Path

import pytest

from largeprint.read.tree import Tree
from tests.conftest import findings_of

LINKS = [
    "- item @[x](#dead)",
    "> quote @[x](#dead)",
    "> - a\n>   b @[x](#dead)",
    "1. 1 @[x](#dead)",
    "- @[x](#dead)",
    "- a\n\n  second paragraph @[x](#dead)",
    "- a\n  - b\n\n    c\n    d @[x](#dead) e",
    ">a\nlazy @[x](#dead)",
    "隐私 😀 e\u0301 @[x](#dead)",
    "line one\nline two\n   line three @[x](#dead)",
    "\tcode\n\nwords\n\t@[x](#dead)",
    "-\titem @[x](#dead)",
    "a\\\nb  \nc @[x](#dead)",
    "[**bold**](#a) and @[**bold**](#dead)",
    "[a [b] c @[x](#dead) ]",
    "[ok](#a) @[x][r]\n\n[r]: #dead",
    "Head @[x](#dead)\n====",
    "Head of two\nlines @[x](#dead)\n----",
    "## ## @[x](#dead) ##",
    "## 2 @[x](#dead) {#h2}",
    "| a | b |\n|---|---|\n| x \\| y | z \\| @[x](#dead) |",
    "| a | b | c |\n|---|---|---|\n| [y](#a) | [y](#a) | @[y](#dead) |",
    "| x | x |\n|---|---|\n| x | x | @[x](#dead) |",
    "a | b\n--- | ---\nx | @[x](#dead)",
    "> | a | b |\n> |---|---|\n> | x | @[x](#dead) |",
    "- | a | b |\n  |---|---|\n  | x | @[x](#dead) |",
    "x[^1]\n\n[^1]: note\n\n    more @[x](#dead)",
    "(a) one\n(b) two @[x](#dead)",
    "(a) one\n\n(b) (b) @[x](#dead)",
    'words\n\n  @<a href="#dead">x</a>',
    "<details>\n<summary>x</summary>\n\n@[x](#dead)\n\n</details>",
]
OTHERS = [
    ("markup-unsafe", "text @<script> y"),
    ("markup-unsafe", "<div>\n  <b>x</b> @<script>\n</div>"),
    ("markup-unsafe", "<div>\n@<!-- open\n\n</div>"),
    ("markup-unsafe", "<div>\n@<a href=\n</div>"),
    ("markup-unsafe", "> <div>\n> @<script>\n> </div>"),
    ("markup-unsafe", "- <div>\n  @<script>\n  </div>"),
    ("markup-unsafe", "| a \\| b | c |\n|---|---|\n| x | y @<b> |"),
    ("markup-unsafe", "> x\n> y @<!-- z"),
    ("markup-unsafe", "words\n\n@```\ncode\n\nmore"),
    ("markup-unsafe", "words @{: onclick=1 }"),
    ("markup-unsafe", "words @[x](javascript:1)"),
    ("link-malformed", "**@[Mor] (#pp_how)**"),
    ("link-malformed", "- x\n- y @[Mor](#pp_how z"),
    ("anchor-duplicate", "p {: #h2 }\n\nq {: #@h2 }"),
    ("anchor-duplicate", "## h {#h2}\n\n## g {#@h2}"),
    ("anchor-duplicate", "- # q {#h2}\n- # r {#@h2}"),
    ("text-deceptive", "a @\u202eb"),
]


@pytest.mark.parametrize(("rule", "marked"), [*(("link-dead", marked) for marked in LINKS), *OTHERS])
def test_a_finding_stands_at_the_thing_itself(rule: str, marked: str) -> None:
    before, _, after = f"## A {{#a}}\n\n{marked}\n".partition("@")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    found = [finding.place for finding in findings_of(policy=before + after) if finding.rule == rule]
    assert (line, column) in [(place.line, place.column) for place in found]


def test_line_ends_and_a_byte_order_mark_move_nothing(tmp_path: Path) -> None:
    file = tmp_path / "content" / "policy.md"
    file.parent.mkdir()
    file.write_bytes("\ufeff## A {#a}\r\n\r\n- x\r\n- y [x](#dead)\r\n".encode())
    found = [f.place for f in findings_of(policy=Tree(tmp_path).read_text(file)) if f.rule == "link-dead"]
    found = [place for place in found if place.path.endswith("policy.md")]
    assert [(place.line, place.column) for place in found] == [(4, 5)]
