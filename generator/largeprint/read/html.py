"""Raw HTML inside Markdown: which tags may stay, which are shown as text, and what is said of them.

In: a piece of HTML. Out: the same with every tag either rebuilt from its safe attributes or escaped, so that it
is seen instead of obeyed. Words are never taken away here; the sanitiser in ``text`` stands behind it as a guard.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape

from markdown_it.token import Token

from largeprint.model.ids import fault_of

ALLOWED = frozenset(
    "a abbr address article b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small span strong sub summary "
    "sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""Elements that text may hold. Everything else is shown as it was written, and is a finding."""

MIXED = frozenset(["div", "details", "section", "article", "blockquote"])
"""Containers in which people go on in Markdown behind a blank line."""

VOID = frozenset(["br", "hr", "img", "col", "wbr"])
_RUNNING = frozenset(
    "a abbr b bdi bdo cite code del dfn em i img ins kbd mark q rp rt ruby s samp small span strong".split()
)
_RUNNING |= frozenset(["sub", "sup", "time", "u", "var", "wbr"])
"""Elements inside a line: where one begins or ends, a word may go on."""
_OPTIONAL_END = frozenset("p li dd dt tr td th tbody thead tfoot colgroup caption rt rp".split())
_KEPT = {
    "*": frozenset(["id", "lang", "dir", "title"]),
    "a": frozenset(["href", "hreflang"]),
    "img": frozenset(["src", "alt"]),
    "td": frozenset(["colspan", "rowspan", "headers"]),
    "th": frozenset(["colspan", "rowspan", "headers", "scope", "abbr"]),
    "ol": frozenset(["start", "type", "reversed"]),
    "li": frozenset(["value"]),
    "time": frozenset(["datetime"]),
    "col": frozenset(["span"]),
    "colgroup": frozenset(["span"]),
    "details": frozenset(["open"]),
}
ATTRIBUTES = {tag: set(names) for tag, names in _KEPT.items() if tag != "*"}
GENERAL_ATTRIBUTES = set(_KEPT["*"])
_ACTING = re.compile(r"on\w+|style|srcdoc|formaction|action|xlink:href|srcset|background|ping")
SCHEMES = frozenset(["http", "https", "mailto", "tel"])

_TAG = re.compile(
    r"(?P<comment><!--)|<(?P<close>/?)(?P<name>[A-Za-z][^\s/<>]*+)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"]{0,2000}\"|'[^']{0,2000}')*+)>"
    r"|(?P<stray><(?=[A-Za-z/!?]))",
    re.DOTALL,
)
_COMMENT_END = re.compile(r"--!?>|(?<=<!-)->")
"""As browsers read it: the opening's own hyphens count (``<!-->``), and so does an exclamation mark."""
_ATTRIBUTE = re.compile(r"([^\s=/>\"']+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+))?")
_CONTAINER = re.compile(r"\s*<(table|div|ul|ol|dl|figure|details|section|article|blockquote)\b", re.IGNORECASE)


def container(html: str) -> str:
    """The name of the container element that ``html`` opens with; "" for anything else."""
    found = _CONTAINER.match(html)
    return found[1].lower() if found else ""


def scheme_of(target: str) -> str:
    """The scheme of an address, lower case, read as a browser would (blanks and controls dropped); "" for none."""
    plain = re.sub(r"[\x00-\x20\x7f\u00ad\u200b-\u200f\u2060\ufeff]", "", unescape(target))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain)
    return found[1].lower() if found else ""


@dataclass(slots=True)
class Tag:
    """One tag of a piece of HTML: offsets in the token that holds it, attributes in order, names in lower case."""

    token: Token
    start: int
    end: int
    name: str
    closing: bool
    attributes: list[tuple[str, str]]
    comment: bool = False
    """True for a comment, and for the beginning of something that is no whole tag."""
    text: str = ""
    """The words behind an opening tag up to the next tag."""
    shown: bool = False
    """True once it is to be shown as text."""
    faults: list[tuple[str, str]] = field(default_factory=list)
    """Message and what to do, for each thing that is wrong with it."""

    def get(self, name: str) -> str:
        """The value of an attribute; "" when it is not there."""
        return next((value for key, value in self.attributes if key == name), "")

    def show(self, message: str, todo: str) -> None:
        """Marks the tag as one to be seen, not obeyed."""
        self.shown = True
        self.faults.append((message, todo))

    def rebuilt(self) -> str:
        """The tag with its safe attributes; escaped where it is shown; nothing for a comment."""
        written = self.token.content[self.start : self.end]
        if self.shown:
            return escape(written, quote=False)
        if self.comment:
            return ""
        if self.closing:
            return f"</{self.name}>"
        kept = "".join(f' {key}="{escape(value)}"' for key, value in self._safe())
        return f"<{self.name}{kept}>"

    def _safe(self) -> list[tuple[str, str]]:
        names = {key for key, _ in self.attributes}
        safe = []
        for key, value in self.attributes:
            if key == "name" and self.name == "a" and "id" not in names:
                key = "id"
            if key not in _KEPT["*"] and key not in _KEPT.get(self.name, ()):
                continue
            if key == "id" and fault_of(value):
                continue
            if key == "href" and scheme_of(value) not in (*SCHEMES, ""):
                continue
            if key == "src" and (scheme_of(value) or re.match(r"[\x00-\x20\x7f]*[/\\]", value)):
                continue  # a browser reads over blanks at the start, and would fetch " //host/picture"
            safe.append((key, value))
        return safe


def tags_in(token: Token) -> list[Tag]:
    """The tags of an ``html_block`` or ``html_inline`` token, in order."""
    tags: list[Tag] = []
    content, at, last = token.content, 0, token.content.rfind("-->")
    while found := _TAG.search(content, at):
        at = found.end()
        if found["stray"] or (found["comment"] and last + 2 < at):
            written = found[0] if found["comment"] else content[found.start() : at + 1]
            stray = Tag(token, found.start(), at, "", False, [], comment=True)
            stray.show(
                f'"{written}" begins here and is no whole tag; it is shown as written.', "End it, or take it out."
            )
            tags.append(stray)
            continue
        if found["comment"]:
            end = _COMMENT_END.search(content, at - 2)
            at = end.end() if end else at
            tags.append(Tag(token, found.start(), at, "", False, [], comment=True))
            continue
        attributes = [
            (key.lower(), unescape(value.strip("\"'") if value[:1] in "\"'" else value))
            for key, value in _ATTRIBUTE.findall(found["attributes"])
        ]
        behind = content.find("<", at)
        text = content[at : behind if behind >= 0 else len(content)].strip()
        name, closing = found["name"].lower(), bool(found["close"])
        tags.append(Tag(token, found.start(), found.end(), name, closing, attributes, text=text))
    return tags


def judge(tags: Iterable[Tag]) -> None:
    """Marks what cannot stay in one section's tags: unknown elements, acting attributes, elements left open.

    The section is the border: whatever is not closed in it is shown as text, so that it swallows nothing.
    """
    open_tags: list[Tag] = []
    names: Counter[str] = Counter()
    for tag in tags:
        if tag.comment:
            continue
        _judge_alone(tag)
        if tag.shown or tag.name in VOID:
            continue
        if not tag.closing:
            open_tags.append(tag)
            names[tag.name] += 1
        elif names[tag.name]:
            while open_tags[-1].name != tag.name:
                names[open_tags[-1].name] -= 1
                _left_open(open_tags.pop())
            open_tags.pop()
            names[tag.name] -= 1
        elif tag.name not in _OPTIONAL_END:
            tag.show(
                f"</{tag.name}> closes nothing; it is shown as written.", "Take it out, or open the element before it."
            )
    for tag in open_tags:
        _left_open(tag)


def _left_open(tag: Tag) -> None:
    if tag.name not in _OPTIONAL_END:
        tag.show(
            f"<{tag.name}> is never closed in this section, and would swallow what follows; it is shown as written.",
            f"Close it with </{tag.name}>, or take it out.",
        )


def _judge_alone(tag: Tag) -> None:
    if tag.name not in ALLOWED:
        written = f"<{'/' if tag.closing else ''}{tag.name}>"
        todo = "Use Markdown for it, or take it out."
        tag.show(f"{written} is not among the elements that a policy may hold; it is shown as written.", todo)
        return
    for key, value in tag.attributes:
        if _ACTING.fullmatch(key):
            message = f'The attribute "{key}" on <{tag.name}> could act on the page, and is left out.'
            tag.faults.append((message, f'Take "{key}" out.'))
        elif key in ("href", "src") and scheme_of(value) not in (*SCHEMES, ""):
            message = f'"{scheme_of(value)}:" is no kind of address that a policy may link to; the link is taken off.'
            tag.faults.append((message, "Use https:, mailto: or tel:."))


def rewrite(token: Token, tags: Iterable[Tag]) -> None:
    """Puts the judged tags back into their token; text between them that looks like markup is escaped."""
    pieces, at = [], 0
    for tag in tags:
        pieces += [_text(token.content[at : tag.start]), tag.rebuilt()]
        at = tag.end
    pieces.append(_text(token.content[at:]))
    token.content = "".join(pieces)


def _text(between: str) -> str:
    return between.replace("<", "&lt;")


def words_of(token: Token) -> str:
    """The visible words of a token's HTML once it is rewritten: tags taken out, blocks and cells parted."""
    parted = _TAG.sub(lambda tag: "" if (tag["name"] or "").lower() in _RUNNING else "\n", token.content)
    return unescape(re.sub(r"\s++", lambda blank: "\n" if "\n" in blank[0] else blank[0], parted))
