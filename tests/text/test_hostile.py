"""Markup that means harm: nothing of it acts, its words stay, and each is a finding."""

from collections.abc import Iterator
from typing import Any

import pytest
from justhtml import JustHTML

from largeprint.read.html import ALLOWED, SCHEMES, scheme_of
from tests.conftest import findings_of, text_of

ACTING = [
    "<script>act()</script>",
    "<img src=x onerror=act()>",
    "<svg onload=act()>",
    "<svg><style><img src=x onerror=act()></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=act()&gt;">',
    "<template><img src=x onerror=act()></template>",
    '<noscript><p title="</noscript><img src=x onerror=act()>"></noscript>',
    '<a href="javascript:act()">c</a>',
    '<a href="java&#9;script:act()">c</a>',
    '<a href="&#106;avascript:act()">c</a>',
    '<a href="javascript&colon;act()">c</a>',
    '<a href="\x01javascript:act()">c</a>',
    '<a href="data:text/html,act()">c</a>',
    "[c](javascript:act())",
    "[c](<java\tscript:act()>)",
    "[c](&#x6A;avascript:act())",
    "[c](data:text/html;base64,YWN0)",
    "<javascript:act()>",
    '<iframe src="https://else.test/i"></iframe>',
    '<object data="https://else.test/j"></object>',
    '<link rel=stylesheet href="https://else.test/l">',
    '<base href="https://else.test/">',
    '<style>@import "https://else.test/n"</style>',
    '<p style="background:url(https://else.test/e)">x</p>',
    '<table background="https://else.test/f"><tr><td>x</td></tr></table>',
    '<a href="#a" ping="https://else.test/p">c</a>',
    "<details open ontoggle=act()>x</details>",
    "<input autofocus onfocus=act()>",
    "</body><script>act()</script>",
    "<![CDATA[ ><img src=x onerror=act()> ]]>",
    "<?x ><img src=x onerror=act()> ?>",
    "<textarea></textarea><img src=x onerror=act()>",
    "<div/onclick=act()>c</div>",
    "<scr<script>ipt>act()</script>",
    "<<script>act()//<</script>",
    '<img """><script>act()</script>">',
    "words {: onclick=act() }",
    'words {: style="background:url(https://else.test/d)" }',
]
QUIET = [
    '<img src=" //else.test/v">',
    '<img src="\t//else.test/w">',
    '<img src="/\\else.test/u">',
    '<img src="\\\\else.test\\t">',
    "![c](https://else.test/b.png)",
    "![c](\\\\else.test/x)",
    "<!-- --!><img src=x onerror=act()> -->",
    "<!--><img src=x onerror=act()>-->",
    '[c](#a "t\\" onclick=act() \\"")',
    "<b id='x\"onclick=\"act()'>c</b>",
    '<p id="lp-note-1">x</p>',
    "words {: #lp-note-1 }",
    "`<script>act()</script>`",
    "&lt;script&gt;act()&lt;/script&gt;",
    "<q cite='javascript:act()'>x</q>",
]
FRAMES = {
    "paragraph": "{}",
    "words": "before {} behind",
    "heading": "## {}\n\nbody",
    "cell": "| a | b |\n|---|---|\n| {} | w |",
    "item": "- {}\n- other",
    "note": "x[^1]\n\n[^1]: {}",
    "quotation": "> {}",
    "alternative": "![{}](x.png)",
    "title": '[t](#a "{}")',
    "link": "[{}](#a)",
    "html": "<table><tr><td>{}</td></tr></table>",
}
OURS = {"class", "tabindex", "role", "aria-label", "loading", "width", "height"}
LAWFUL = {"href", "src", "alt", "id", "title", "scope", "value", "lang", "open", "datetime"} | OURS


def test_the_test_itself_sees_what_acts() -> None:
    for html in (
        "<p onclick=act()>x</p>",
        "<img src=' //else.test/v'>",
        "<a href='javascript:x'>y</a>",
        "<form></form>",
    ):
        with pytest.raises(AssertionError):
            assert_nothing_acts(html)


def policy(frame: str, payload: str) -> str:
    return f"## A {{#a}}\n\n{FRAMES[frame].replace('{}', payload)}\n\n## Last {{#last}}\n\nomega end\n"


def elements(node: Any) -> Iterator[Any]:
    for child in node.children or ():
        if not child.name.startswith("#"):
            yield child
            yield from elements(child)


def assert_nothing_acts(html: str) -> None:
    for node in elements(JustHTML(html, sanitize=False).root):
        assert node.name in ALLOWED | {"html", "head", "body"}
        for name, value in node.attrs.items():
            assert name in LAWFUL
            if name == "href":
                assert scheme_of(value or "") in (*SCHEMES, "")
            if name == "src":
                assert not scheme_of(value or "") and not (value or "").lstrip().startswith(("/", "\\"))


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("payload", ACTING + QUIET)
def test_nothing_acts_wherever_it_stands_and_the_next_section_is_whole(frame: str, payload: str) -> None:
    text = text_of(policy=policy(frame, payload))
    assert text.sections[-1].body.text == "omega end"
    for section in text.sections:
        for part in (section.heading, section.body, *(note.body for note in section.notes)):
            assert_nothing_acts(part.html)
            assert not any(name.startswith("lp-") and not name.startswith("lp-ref-") for name in part.ids)


@pytest.mark.parametrize("payload", [payload for payload in ACTING if "\n" not in payload])
def test_nothing_acts_in_a_question_its_answer_or_its_facts(payload: str) -> None:
    cell = payload.replace("|", "\\|")
    summary = (
        f"# T\n\n### Q? {payload}\n\n{payload} tail. [More...](#pp_what)\n\n| What | {cell} |\n|---|---|\n| w | v |\n"
    )
    for question in text_of(summary).questions:
        rows = [*question.facts, *([question.facts_head] if question.facts_head else [])]
        for part in (question.heading, question.answer, *(cell for row in rows for cell in (row.label, row.value))):
            assert_nothing_acts(part.html)


@pytest.mark.parametrize("frame", ["paragraph", "words", "cell", "item", "quotation"])
@pytest.mark.parametrize("payload", ACTING)
def test_each_is_a_finding_on_its_line(frame: str, payload: str) -> None:
    source = policy(frame, payload)
    line = source[: source.index(payload)].count("\n") + 1
    assert line in [f.place.line for f in findings_of(policy=source) if f.rule == "markup-unsafe"]


@pytest.mark.parametrize(
    "payload", ["<script>seen()</script>", "<style>seen()</style>", "<form>seen()</form>", "<title>seen()</title>"]
)
def test_a_tag_that_may_not_stay_is_shown_with_all_that_is_in_it(payload: str) -> None:
    assert payload in text_of(policy=policy("words", payload)).sections[0].body.text
    assert payload in text_of(policy=policy("paragraph", payload)).sections[0].body.text


def deceptions(words: str) -> list[str]:
    return [f.message for f in findings_of(policy=f"## A {{#a}}\n\n{words}\n") if f.rule == "text-deceptive"]


@pytest.mark.parametrize(
    "words",
    "\u202eevil|a\u202ab\u202c|x\u2066y\u2069|a\u200bb|a\ufeffb|a\u2060b|pa\u0443pal|\u0440aypal|c\u043eokie|"
    "a\u3164b|\U000e0041tag|a\u200db|a\u200cb|x\u200ey|\u061cx|x\ue000|a\u180eb|a\u034fb|a\u2063b|\u0421ookie|"
    "\u0430pple.com|\u039dew|a\x1bb|x\u2028y|\ufff9b\ufffb|\ua4d6oogle|\uff47oogle|\u0581oogle|\u0261oogle|"
    "\U0001d420oogle|[x.com](https://y.com)".split("|"),
)
def test_characters_that_deceive_are_found(words: str) -> None:
    assert deceptions(words)


@pytest.mark.parametrize(
    "words",
    "می\u200cخواهم کتاب\u200cها|नहीं क्\u200dष|👨\u200d👩\u200d👧 👩🏽\u200d💻 ❤️\u200d🔥|🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇬🇧 1️⃣|"
    "\u200fعربي (test)\u200f 123|עברית \u200eABC\u200f|\u2067עברית\u2069 ו ABC|5 µm, 10 Ω, 5 kΩ|"
    "iOS-приложение, VPN\u2011сервис, IP-адрес|"
    "Wi\u2011Fi|da\u00adten\u00adschutz|10\u00a0km|隐私政策和 Cookie 说明|e\u0301te\u0301|Δx, α-tocopherol, μg|"
    "ศูนย์ခ្មែរ မြန်မာ|한국어 쿠키|հայերեն ქართული ትግርኛ".split("|"),
)
def test_lawful_writing_in_any_script_is_no_deception(words: str) -> None:
    assert deceptions(words) == []


@pytest.mark.parametrize(
    "words",
    "as in [1] (see #4).|see [Schedule 1] (the fees)|[...]|he said [sic] (#notes)|[1] (#4)|(#4)[1]|[Annex] (#4)|"
    "shall[s](as amended from time to time)|[Company](and/or its affiliates)|[a](as set out in Art. 4)".split("|"),
)
def test_brackets_of_ordinary_legal_text_are_no_damaged_links(words: str) -> None:
    assert [f for f in findings_of(policy=f"## A {{#a}}\n\n{words}\n") if f.rule == "link-malformed"] == []
