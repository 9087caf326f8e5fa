"""Where ids that were released once land today: at the place that their words have now, or on a dated note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from largeprint.layers.views import DateView, GoneView, QuestionView, SectionView, WithdrawnView, day_view
from largeprint.model.addresses import HISTORY, edition_folder, page_file, relative
from largeprint.model.policy import Policy
from largeprint.read.frozen import day_of
from largeprint.records.anchors import Anchors, Kept, anchors_of, landing, standing_ids
from largeprint.records.moves import homes_in
from largeprint.text.language import Language
from largeprint.text.render import EditionText


@dataclass(frozen=True, slots=True)
class Landings:
    """Old ids by the question or section that they land at now, and notes on those whose words are gone."""

    at: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    withdrawn: tuple[WithdrawnView, ...] = ()

    def question(self, view: QuestionView) -> QuestionView:
        """A question with places for links to the old ids that land at it."""
        return replace(view, heading_html=self._spans(view.id) + view.heading_html) if view.id in self.at else view

    def section(self, view: SectionView) -> SectionView:
        """A section with places for links to the old ids that land at it."""
        return (
            replace(view, heading_html=self._spans(view.anchor) + view.heading_html) if view.anchor in self.at else view
        )

    def _spans(self, identifier: str) -> Markup:
        return Markup("").join(Markup('<span id="{}"></span>').format(old) for old in self.at.get(identifier, ()))


def landings(policy: Policy, text: EditionText, folder: str) -> Landings:
    """Where every id that was released, and no longer stands in an edition, lands on its page in ``folder``."""
    anchors, _ = anchors_of(policy) if policy.release is None else ({}, ())
    if not anchors:
        return Landings()
    homes = homes_in(text.edition)
    there = set(homes) | {anchor.id for anchor in text.edition.anchors()}
    at: dict[str, list[str]] = {}
    gone: dict[str, list[str]] = {}
    for kept in anchors.values():
        goal = landing(anchors, kept.id)
        if kept.id in there:
            continue
        if goal in homes:
            at.setdefault(homes[goal], []).append(kept.id)
        elif (
            goal not in there
        ):  # withdrawn; or lost, which is an error, and in a preview still leads to words about it;
            gone.setdefault(goal, []).append(kept.id)  # or not in this language, and then it is in the binding one
    notes = tuple(
        _note(policy, text.language, folder, anchors, goal, tuple(old for old in ids if old != goal))
        for goal, ids in gone.items()
        if goal in anchors
    )
    return Landings({home: tuple(ids) for home, ids in at.items()}, notes)


def _note(
    policy: Policy, spoken: Language, folder: str, anchors: Anchors, identifier: str, also: tuple[str, ...]
) -> WithdrawnView:
    kept: Kept = anchors[identifier]
    day = day_of(kept.withdrawn)
    binding = policy.editions[0]
    home = page_file(edition_folder(policy, binding.language))
    if not day and home != page_file(folder) and identifier in standing_ids(binding):
        return WithdrawnView(identifier, also, kept.heading, None, "", f"{relative(home, folder)}#{identifier}", True)
    last = kept.last or (policy.frozen[-1].name if policy.frozen else "")
    there = page_file(f"{policy.id}/{HISTORY}{last}/") if last else ""
    return WithdrawnView(
        id=identifier,
        also=also,
        heading=kept.heading,
        on=_day(spoken, kept.withdrawn),
        because=kept.because,
        href=f"{relative(there, folder)}#{identifier}" if there else "",
    )


def gone(policy: Policy, text: EditionText) -> tuple[GoneView, ...]:
    """Every id of an edition that was once in use and has no question or section of its own: for programs that ask.

    Further ids of a question are among them, released or not; an id of later releases than the shown one is not.
    """
    anchors, _ = anchors_of(policy) if policy.release is None else ({}, ())
    homes, there = homes_in(text.edition), {anchor.id for anchor in text.edition.anchors()}
    found = {
        also.id: GoneView(also.id, "question", question.heading.text, question.anchor.id, None, "", "")
        for question in text.edition.questions
        for also in question.also
    }
    for kept in anchors.values():
        goal = landing(anchors, kept.id)
        end = anchors.get(goal, kept)
        if kept.id in there or (policy.shown and kept.since > policy.shown) or not (goal in homes or end.withdrawn):
            continue
        on = _day(text.language, end.withdrawn or _after(policy, kept.last))
        found[kept.id] = GoneView(kept.id, kept.kind, kept.heading, homes.get(goal, ""), on, end.because, kept.last)
    return tuple(found[identifier] for identifier in sorted(found))


def _after(policy: Policy, release: str) -> str:
    """The day of the release after one: since then, what stood in that one last has been elsewhere."""
    names = [frozen.name for frozen in policy.frozen]
    later = names[names.index(release) + 1 :] if release in names else []
    return later[0] if later else ""


def _day(spoken: Language, name: str) -> DateView | None:
    day = day_of(name) if name else None
    return day_view(spoken, day) if day else None
