"""Damaged links: cut, against the full stop, without their hash. Each with its mend."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from largeprint.check.edits import Lines, lines_of, with_link
from largeprint.check.links import links_of
from largeprint.check.registry import Subject, rule
from largeprint.model.addresses import ids_of
from largeprint.model.finding import Fault, Severity
from largeprint.model.policy import Link

MORE = "More..."
"""The words that close a short answer in the form that the summary has."""


@rule("link-malformed", Severity.ERROR)
def link_malformed(subject: Subject) -> Iterator[Fault]:
    """A link that is cut or damaged, with the way to mend it.

    It finds words cut short (``[Mor](#pp_how)``), no blank between the full stop and the link, a bracket or the ``#``
    gone, a blank between the two halves, blanks in the address, no words at all, full-width brackets around the target.
    A footnote or a reference link that nothing defines is found too: Markdown takes all these for plain words.

    Why it matters: a reader sees brackets in place of a way to the exact words, or a link that nobody can name.

    What to do: write the link as the finding shows it. ``largeprint check --mend`` does so after asking.

    Set it aside where a text means such brackets as they stand, for instance where it explains Markdown.
    """
    ids = ids_of(subject.edition)
    lines = lines_of(subject)
    more = _closing_words(subject)
    tails = {link.place for question in subject.edition.questions for link in question.tail}
    for link in links_of(subject):
        if link.image:
            continue
        target, words, faults = link.target, link.text.strip(), []
        if target.startswith("#") and target[1:].strip() != target[1:]:
            target = "#" + target[1:].strip()
            faults.append("has a blank in its target")
        elif not target.startswith("#") and unquote(target) in ids:
            target = f"#{target}"
            faults.append("has lost the # of its target")
        elif re.fullmatch(r"[^\s/@:]+@[^\s/@]+\.[^\s/@]+", target):
            target = f"mailto:{target}"
            faults.append("is a mail address without its mailto:")
        elif not target.strip("#"):
            yield Fault("link-malformed", link.place, f'"[{words}]({target})" leads nowhere.', "Name its target.")
            continue
        if not words:
            words = more
            faults.append("has no words")
        elif _is_cut(words, more):
            words = more
            faults.append("is cut")
        blank = ""
        if link.place in tails and _against_stop(link, lines):
            blank = " "
            faults.append("stands against the full stop")
        if faults:
            message = f'"[{link.text}]({link.target})" {", and ".join(faults)}.'
            edit = with_link(lines, link, words, target, blank)
            yield Fault("link-malformed", link.place, message, f'Mend: "{blank}[{words}]({target})"', edit)


def _closing_words(subject: Subject) -> str:
    """The words that most answers of this summary close with; "More..." where there is no such habit."""
    counted = Counter(
        link.text.strip()
        for q in subject.edition.questions
        for link in q.tail
        if link.text.strip().endswith(("...", "…"))
    )
    return counted.most_common(1)[0][0] if counted and counted.most_common(1)[0][1] > 1 else MORE


def _is_cut(words: str, more: str) -> bool:
    """Whether ``words`` are a beginning of the closing words, cut inside a word or inside the dots."""
    whole = more.rstrip(".… ")
    return more.startswith(words) and words not in (more, whole) and len(words) < len(more)


def _against_stop(link: Link, lines: Lines) -> bool:
    line = lines[link.place.path][link.place.line - 1]
    return link.place.column > 1 and line[link.place.column - 2] in '.!?…"”)'
