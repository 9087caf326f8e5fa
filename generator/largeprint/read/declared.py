"""What ``policy.yml`` declares of the disclosures, judged by the checklist and by the text that it names places of.

In: its settings, its text, and the edition in the binding language. Out: what is known of it, and a fault for the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from largeprint.model.addresses import ids_of
from largeprint.model.disclosure import Checklist, Declared, Told, Untold
from largeprint.model.finding import Edit, Fault
from largeprint.model.policy import Edition
from largeprint.model.source import Place
from largeprint.read.disclosures import checklist
from largeprint.read.settings import PolicySettings
from largeprint.read.yaml import KEY, Path

_RULE = "metadata-invalid"


def read_declared(settings: PolicySettings, text: str, edition: Edition | None) -> tuple[Declared, list[Fault]]:
    """What is declared, and every mistake in it at its place. Without an ``edition`` no place in it is judged."""
    if not (settings.laws or settings.applies or settings.told or settings.untold):
        return Declared(), []
    judge = _Judge(checklist(), settings.places, text.split("\n"), [])
    laws = tuple(judge.laws(settings.laws))
    conditions = tuple(judge.conditions(settings.applies))
    told = tuple(judge.told(settings.told, edition))
    untold = tuple(judge.untold(settings.untold))
    return Declared(laws, conditions, told, untold), judge.faults


@dataclass(frozen=True, slots=True)
class _Judge:
    known: Checklist
    places: Mapping[Path, Place]
    lines: Sequence[str]
    faults: list[Fault]

    def laws(self, named: Sequence[str]) -> Iterator[tuple[str, Place]]:
        seen: set[str] = set()
        for number, law in enumerate(named):
            place = self.places["laws", number]
            if law in seen:
                self.fault(place, f'The law "{law}" is named twice.', "Take one of the two out.")
            elif law not in self.known.laws:
                self.unknown(place, f'"{law}" is no law that is known here.', law, self.known.laws, named)
            else:
                yield law, place
            seen.add(law)

    def conditions(self, declared: dict[str, bool]) -> Iterator[tuple[str, bool]]:
        for name, value in declared.items():
            place = self.places["applies", name, KEY]
            if name in self.known.laws:
                self.fault(place, f'Whether "{name}" applies follows from "laws".', "Take the line out.")
            elif name not in self.known.conditions:
                message = f'"{name}" is no condition that is known here.'
                self.unknown(place, message, name, self.known.conditions, declared)
            else:
                yield name, value

    def told(self, declared: dict[str, list[str]], edition: Edition | None) -> Iterator[Told]:
        for name, ids in declared.items():
            place = self.places["told", name, KEY]
            if self.is_disclosure(name, place, declared):
                at = (self.places["told", name, number] for number in range(len(ids)))
                there = [i for i, p in zip(ids, at, strict=True) if edition is None or self.is_place(i, p, edition)]
                yield Told(name, tuple(dict.fromkeys(there)), place)

    def untold(self, declared: dict[str, str]) -> Iterator[Untold]:
        for name, because in declared.items():
            place = self.places["untold", name, KEY]
            if self.is_disclosure(name, place, declared):
                yield Untold(name, because, place)

    def is_disclosure(self, name: str, place: Place, beside: Collection[str]) -> bool:
        """Whether there is a disclosure of that name, which words can tell; a fault where not."""
        names = [each.id for each in self.known.disclosures]
        if name in names:
            return True
        if name in (each.id for each in self.known.duties):
            message = f'"{name}" is a duty of form: no section tells it.'
            self.fault(place, message, "Take the line out; the report says what the page does about it.")
        else:
            self.unknown(place, f'"{name}" is no disclosure that is known here.', name, names, beside)
        return False

    def is_place(self, name: str, place: Place, edition: Edition) -> bool:
        """Whether a question or section has that id; a fault where not."""
        known = places_of(edition)
        if name in known:
            return True
        message = f'"{name}" is no question or section of this policy.'
        if name in ids_of(edition):
            self.fault(place, message, "It is a place inside one: name the section that it stands in.")
        else:
            self.unknown(place, message, name, known, ())
        return False

    def unknown(self, place: Place, message: str, name: str, known: Collection[str], beside: Collection[str]) -> None:
        """A fault for a name that is not known, with the nearest one; as a mend where one alone is near, and new."""
        near = get_close_matches(name, list(known), 2)
        if not near:
            few = f"Known are: {', '.join(list(known)[:12])}{' …' if len(known) > 12 else ''}."
            self.fault(place, message, few if known else "Write one first.")
            return
        certain = len(near) == 1 and near[0] not in beside
        fits = certain and self.lines[place.line - 1].startswith(name, place.column - 1)
        self.fault(place, message, f'Did you mean "{near[0]}"?', Edit(place, name, near[0]) if fits else None)

    def fault(self, place: Place, message: str, todo: str, edit: Edit | None = None) -> None:
        self.faults.append(Fault(_RULE, place, message, todo, edit))


def places_of(edition: Edition) -> dict[str, str]:
    """For each id of a question or section, also a further one, the id that it goes by."""
    found: dict[str, str] = {}
    for question in edition.questions:
        for anchor in (question.anchor, *question.also):
            found.setdefault(anchor.id, question.anchor.id)
    for section in edition.sections:
        for anchor in (*((section.anchor,) if section.anchor else ()), *section.also):
            found.setdefault(anchor.id, section.anchor.id if section.anchor else anchor.id)
    return {name: own for name, own in found.items() if name and own}
