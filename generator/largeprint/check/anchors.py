"""Ids: well formed, and each one once."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.registry import Subject, rule
from largeprint.model.finding import Fault, Severity
from largeprint.model.ids import derive, fault_of
from largeprint.model.policy import Anchor


@rule("anchor-invalid", Severity.ERROR)
def anchor_invalid(subject: Subject) -> Iterator[Fault]:
    """An id that no link could land on for certain.

    An id is letters, digits and marks of any script, ``_``, ``-`` and ``.``; it has no blank in it, and does not begin
    with ``lp-``, which is kept for the page itself.

    Why it matters: browsers, messages and other texts each cut such an id in another way, and the link lands nowhere.

    What to do: write another; the finding names one. A heading of which no letter is left to derive an id from needs
    one written behind it: ``## *** {#stars}``.

    Set it aside where the id has been published, and links to it are known to land.
    """
    for anchor in subject.edition.anchors():
        reason = fault_of(anchor.id)
        if reason and anchor.written:
            near = derive(anchor.id.removeprefix("lp-").replace("_", "-")) or "an-id"
            message = f'"{anchor.id}" is no id: {reason}.'
            yield Fault("anchor-invalid", anchor.place, message, f'Write another, such as "{near}".')
        elif reason:
            message = "No id can be derived from this heading."
            yield Fault("anchor-invalid", anchor.place, message, 'Write one behind it, such as "{#an-id}".')


@rule("anchor-duplicate", Severity.ERROR)
def anchor_duplicate(subject: Subject) -> Iterator[Fault]:
    """One id for two places. A link can land on one of them only.

    Questions, sections and places inside them share one name space, since they share one page.

    Why it matters: a reader who follows a link to the second place is led to the first, and takes it for the answer.

    What to do: change the newer id; one that was ever published stays where it was. Two headings with the same words
    need written ids.

    Set it aside where both places say the same, and nothing links to the second.
    """
    first: dict[str, Anchor] = {}
    for anchor in subject.edition.anchors():
        if not anchor.id:
            continue
        other = first.setdefault(anchor.id, anchor)
        if other is not anchor:
            message = f'"{anchor.id}" is the id of another place already: {other.place}.'
            todo = "Give one of the two another id." if anchor.written else 'Write an id behind this heading: "{#…}".'
            yield Fault("anchor-duplicate", anchor.place, message, todo)
