"""What was released stays: every id lands, none comes to mean something else, no byte of a release changes."""

from __future__ import annotations

from collections.abc import Iterator

from largeprint.check.registry import Freedom, Messages, Subject, of_site, rule
from largeprint.model.finding import Fault, Severity
from largeprint.model.policy import Site
from largeprint.model.source import Place
from largeprint.records.anchors import Kept, anchors_of, lost
from largeprint.records.moves import Proposal, propose, reused
from largeprint.records.policies import policies_of
from largeprint.records.releases import broken, last_edition, sealed
from largeprint.records.signoffs import chains_of


@rule("anchor-lost", Severity.ERROR, Freedom.FIXED)
def anchor_lost(subject: Subject) -> Iterator[Fault]:
    """An id was released, and is no longer in the text.

    Questions, sections, and places inside them: each id that was ever in a release is in ``anchors.yml``. It counts as
    lost until it stands in the text again, is recorded as moved, or is recorded as withdrawn.

    Why it matters: apps that were shipped years ago, letters and other texts lead to it. Laws let a notice be given as
    a link into the policy, if it lands on the right section.

    What to do: where its words stand under another id now, ``largeprint ids wechat --moved pp_old=pp_new``. Where they
    are gone, ``largeprint ids wechat --withdrawn pp_old --on 2026-03-01 --because "…"``; a note with the day and the
    reason then stands in its place. Where only the id was lost in editing, write it back: ``## Heading {#pp_old}``.

    The same is found for a whole policy that was released, and whose folder is gone: name it under ``moved`` or
    ``withdrawn`` in ``site.yml``.
    """
    anchors, mistakes = anchors_of(subject.policy)
    if subject.edition is subject.policy.editions[0]:
        yield from mistakes
    gone = lost(anchors, subject.edition)
    if not gone:
        return
    before = last_edition(subject.policy, subject.edition.language)
    if before is None:  # a language that was never released owes nobody an id
        return
    there = {anchor.id for anchor in before.anchors()}
    gone = tuple(kept for kept in gone if kept.id in there or subject.edition is subject.policy.editions[0])
    proposals = propose(gone, before, subject.edition)
    for kept in gone:
        yield _lost(subject, kept, proposals[kept.id])


def _lost(subject: Subject, kept: Kept, proposal: Proposal | None) -> Fault:
    edition, policy = subject.edition, subject.policy.id
    place = edition.place if kept.kind == "question" else edition.full_place
    at = f', "{kept.heading}",' if kept.heading else ""
    message = f'The {kept.kind} "{kept.id}"{at} was released on {kept.since}, and its id is no longer in the text.'
    if proposal:
        todo = f'Its words stand most at "{proposal.id}": largeprint ids {policy} --moved {kept.id}={proposal.id}'
    else:
        todo = f'Write the id back, or: largeprint ids {policy} --withdrawn {kept.id} --on DAY --because "…"'
    return Fault("anchor-lost", place, message, todo)


@rule("anchor-reused", Severity.ERROR, Freedom.ASIDE)
def anchor_reused(subject: Subject) -> Iterator[Fault]:
    """An id that was released stands for something else now.

    It is found in three cases: the words that it stood at in the last release stand under another id now; an id of a
    section has become one of a question, or the other way round; an id that was recorded as moved or withdrawn is in
    the text again.

    Why it matters: a link that was right on the day when it was made leads to other words, and nobody notices.

    What to do: give the id back to its words, and the new words an id of their own. Where the same words are back that
    it stood at before, ``largeprint ids wechat --back pp_old``.

    Set it aside where the section was rewritten, and still says what links to it promise.
    """
    anchors, _ = anchors_of(subject.policy)
    if not anchors:
        return
    places = {anchor.id: anchor.place for anchor in subject.edition.anchors()}
    for kept in anchors.values():
        if not kept.alive and kept.id in places:
            what = f'leads to "{kept.moved}" since then' if kept.moved else f"was withdrawn on {kept.withdrawn}"
            message = f'"{kept.id}" was released on {kept.since} and {what}; here it stands for something again.'
            todo = f"Write another id; or, if these are the words of before: largeprint ids {subject.policy.id} --back "
            yield Fault("anchor-reused", places[kept.id], message, todo + kept.id)
    before = last_edition(subject.policy, subject.edition.language)
    for identifier, other in reused(before, subject.edition) if before else ():
        if identifier in anchors and identifier in places:
            where = f'its words stand at "{other}" now' if other else f"it was the id of a {anchors[identifier].kind}"
            message = f'"{identifier}" stood for other words in the last release: {where}.'
            todo = "Give the id back to what it stood for, and write another one here."
            yield Fault("anchor-reused", places[identifier], message, todo)


@of_site
def kept_records(site: Site, messages: Messages) -> Iterator[Fault]:
    """Releases that are not as they were frozen, and policies that were released and are gone."""
    for policy in site.policies:
        yield from (fault for frozen in policy.frozen if (fault := broken(frozen)))
        chains, wrong = chains_of(policy)
        yield from wrong
        there = {head for chain in chains for head in chain.heads}
        for frozen in policy.frozen if not wrong else ():
            if not broken(frozen) and any(head not in there for head in sealed(frozen).heads):
                message = f"An approval that was there when {frozen.name} was released is gone."
                todo = "Take the folder signoffs from its last good state (git checkout)."
                yield Fault("record-broken", Place(f"content/{policy.id}/signoffs"), message, todo)
    known, mistakes = policies_of(site)
    yield from mistakes
    there = {policy.id for policy in site.policies} | {gone.policy for gone in site.facts.gone}
    for identifier in known:
        if identifier not in there:
            message = f'The policy "{identifier}" was released, and is no longer here.'
            todo = 'Bring its folder back, or name it under "moved" or "withdrawn" in site.yml.'
            yield Fault("anchor-lost", Place("content/site.yml"), message, todo)
