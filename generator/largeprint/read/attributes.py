"""Attribute lists: ``{#pp_how}`` on a heading, ``{: #pp_how .note }`` behind an element or under a block.

Only the id is used. Classes and data are read over; what could act (``onclick``, ``style``) is left visible
as text and kept as a fault. Braces that are no attribute list, such as ``{{ 7*7 }}``, are text.
"""

from __future__ import annotations

import re

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

_PART = r"""(?:\#[^\s{}]+|\.[\w-]+|[\w-]+=(?:"[^"{}\n]*"|'[^'{}\n]*'|[^\s"'{}]+))"""
_LIST = re.compile(r"\{:\s*(?P<parts>" + _PART + r"(?:\s+" + _PART + r")*)\s*\}")
_HEADING = re.compile(r"\{(?::\s*+|(?=\#))(?P<parts>[^{}\n]+)\}")
_ACTS = re.compile(r"(?:^|\s)(on\w+|style|srcdoc|formaction)\s*=", re.IGNORECASE)


def id_in(parts: str) -> str:
    """The id that an attribute list's inside names; "" when it names none. Blanks in an id are kept, to be reported."""
    if parts.startswith("#"):
        words = parts[1:].split()
        bare = [w for w in words[1:] if not w.startswith(".") and "=" not in w]
        return " ".join([*words[:1], *bare])
    found = re.search(r"(?:^|\s)#([^\s{}]+)", parts)
    return found[1] if found else ""


def acts(parts: str) -> str:
    """The name of the first attribute in ``parts`` that could act on a page ("onclick"); "" when none does."""
    found = _ACTS.search(parts)
    return found[1].lower() if found else ""


def inline_rule(state: StateInline, silent: bool) -> bool:
    """Takes an attribute list inside running text; leaves a token ``attribute_list`` that shows nothing."""
    if state.src[state.pos] != "{":
        return False
    found = _LIST.match(state.src, state.pos)
    if not found or acts(found["parts"]):
        return False
    if not silent:
        token = state.push("attribute_list", "", 0)
        token.meta = {"id": id_in(found["parts"])}
    state.pos = found.end()
    return True


def core_rule(state: StateCore) -> None:
    """Takes the attribute list at the end of a heading off its words, before they are parsed."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "heading_open":
            continue
        found = _HEADING.fullmatch(inline.content, max(inline.content.rfind("{"), 0))
        if not found or acts(found["parts"]):
            continue
        identifier = id_in(found["parts"].strip())
        if identifier:
            at = inline.content.index(identifier.split(" ")[0], found.start("parts"))
            opening.meta = {**opening.meta, "id": identifier, "id_at": at, "whole": inline.content}
        elif not _LIST.fullmatch(found[0]):
            continue
        inline.content = inline.content[: found.start()].rstrip()
