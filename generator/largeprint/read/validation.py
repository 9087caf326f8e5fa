"""Settings against their model: every good value is kept, every bad one falls back and is a fault at its place.

In: what YAML held, and where each part stood. Out: the model's value, and the places of what was kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from largeprint.model.finding import Edit, Fault
from largeprint.model.source import Place
from largeprint.read.expected import right_kind, written_as, wrong_kind
from largeprint.read.yaml import KEY, Path

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Written:
    """Settings as they were written: where each key and value stands, the lines, and the first line's place."""

    places: dict[Path, Place]
    lines: Sequence[str]
    top: Place

    def behind(self, place: Place) -> str:
        """What stands on its line from a place on."""
        number = place.line - self.top.line
        return self.lines[number][place.column - 1 :] if 0 <= number < len(self.lines) else ""


def take(
    kind: type[Model],
    value: dict[str, Any],
    written: Written,
    stand_ins: Mapping[str, Any],
    files: Mapping[str, type[BaseModel]],
) -> tuple[Model, dict[Path, Place], list[Fault]]:
    """The settings, with the default in place of each bad value, the places of what was kept, and all faults.

    ``stand_ins`` has a good value for each key that has to be there: where it is not, the settings have "" for it.
    ``files`` has the model of each file of settings: a key of another file is told from one that nobody knows.
    """
    given = {key: part for key, part in value.items() if part is not None or key not in kind.model_fields}
    try:
        return kind.model_validate(given), written.places, []
    except ValidationError as error:
        mistakes = error.errors()
    judge = _Judge(kind, written, files)
    faults = [judge.fault(details) for details in mistakes]
    dropped = {_part(kind, tuple(details["loc"]), details["type"]) for details in mistakes}
    kept = _without(given, dropped)
    missing = [key for key, field in kind.model_fields.items() if field.is_required() and key not in kept]
    settings = kind.model_validate({**kept, **{key: stand_ins[key] for key in missing}})
    return settings.model_copy(update=dict.fromkeys(missing, "")), dict(_moved(written.places, dropped)), faults


def _entry(kind: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of the entries of a list of them; None for every other key."""
    field = kind.model_fields.get(key)
    found = next(iter(get_args(field.annotation)), None) if field else None
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _part(kind: type[BaseModel], location: Path, mistake: str) -> Path:
    """The part that is dropped for a mistake: a key, an item, a pair; of an entry one key, where it can do without."""
    if len(location) < 3:
        return location
    entry = _entry(kind, str(location[0]))
    if entry and mistake == "extra_forbidden":
        return location[:3]
    if entry and location[2] in entry.model_fields and not entry.model_fields[str(location[2])].is_required():
        return location[:3]
    return location[:2]


def _without(value: Any, dropped: set[Path], at: Path = ()) -> Any:
    if isinstance(value, dict):
        return {key: _without(part, dropped, (*at, key)) for key, part in value.items() if (*at, key) not in dropped}
    if isinstance(value, list):
        return [_without(part, dropped, (*at, n)) for n, part in enumerate(value) if (*at, n) not in dropped]
    return value


def _moved(places: dict[Path, Place], dropped: set[Path]) -> Iterator[tuple[Path, Place]]:
    """The places by the numbers that items have once the dropped ones are gone."""
    for path, place in places.items():
        if len(path) > 1 and isinstance(path[1], int):
            if path[:2] in dropped:
                continue
            number = path[1]
            gone = sum((path[0], n) in dropped for n in range(number))
            path = (path[0], number - gone, *path[2:])
        yield path, place


@dataclass(frozen=True, slots=True)
class _Judge:
    """Says in plain words what the validator found."""

    kind: type[BaseModel]
    written: Written
    files: Mapping[str, type[BaseModel]]

    def fault(self, details: Any) -> Fault:
        location: Path = tuple(part for part in details["loc"] if part != "[key]")
        if details["type"] == "extra_forbidden":
            return self._unknown(location)
        if details["type"] == "missing":
            return self._missing(location)
        keyed = details["loc"][-1] == "[key]"
        place = self._place(location, key=keyed)
        label, key = _label(location[:1] if keyed else location), _key(location)
        if details["type"] == "value_error":
            reason, _, todo = details["msg"].removeprefix("Value error, ").partition("; ")
            message = f"{label} {reason}." if reason.startswith("has to be") else f"{label}: {reason}."
            todo = f"{todo[0].upper()}{todo[1:]}." if todo else written_as(key)
            return Fault("metadata-invalid", place, message, todo)
        found, behind = details["input"], self.written.behind(place)
        message = f"{label} {wrong_kind(details['type'], found)}."
        return Fault("metadata-invalid", place, message, right_kind(details["type"], key, found, behind))

    def _missing(self, location: Path) -> Fault:
        key, around = str(location[-1]), location[:-1]
        if (*location, KEY) in self.written.places:
            message = f'The key "{key}" has no value.'
            return Fault("metadata-invalid", self._place(location, key=True), message, written_as(key))
        place = self._place(around) if around else self.written.top
        message = f'The key "{key}" is missing{_of(around)}.'
        return Fault("metadata-invalid", place, message, written_as(key, "Add it, such as"))

    def _unknown(self, location: Path) -> Fault:
        place, name, around = self._place(location, key=True), str(location[-1]), location[:-1]
        model = (_entry(self.kind, str(location[0])) if around else None) or self.kind
        message, known = f'"{name}" is no key that is known here.', list(model.model_fields)
        begun = next((key for key in known if name.startswith(f"{key}:")), "")
        if begun:
            message = f'A blank is missing behind the colon of "{begun}".'
            return Fault("metadata-invalid", place, message, f'Write "{begun}: {name[len(begun) + 1 :]}".')
        at_home = next((file for file, other in self.files.items() if name in other.model_fields), "")
        if at_home and model is self.kind:
            return Fault("metadata-invalid", place, f'"{name}" is no key of this file.', f"Move it to {at_home}.")
        near = get_close_matches(name.lower().replace("_", "-"), known, 2)
        if not near:
            return Fault("metadata-invalid", place, message, f"Known are: {', '.join(known)}.")
        certain = len(near) == 1 and (*around, near[0], KEY) not in self.written.places
        fits = certain and self.written.behind(place).startswith(name)
        edit = Edit(place, name, near[0]) if fits else None
        return Fault("metadata-invalid", place, message, f'Did you mean "{near[0]}"?', edit)

    def _place(self, location: Path, key: bool = False) -> Place:
        """Where a part stands, or else the nearest that it is in."""
        ways: list[Path] = [location[:n] for n in range(len(location), 0, -1)]
        if key:
            ways.insert(0, (*location, KEY))
        return next((self.written.places[way] for way in ways if way in self.written.places), self.written.top)


def _key(location: Path) -> str:
    """The key whose example fits a place: of an item or a pair, that of the list or the pairs."""
    return str(location[2] if len(location) > 2 and isinstance(location[1], int) else location[0])


def _label(location: Path) -> str:
    """A place in words: ``"at" in entry 2 of "aside"``."""
    last, around = location[-1], location[:-1]
    name = f"Entry {last + 1}" if isinstance(last, int) else f'"{last}"'
    if not around:
        return name
    return f"{name}{_of(around)}" if not isinstance(last, int) else f'{name} of "{around[-1]}"'


def _of(around: Path) -> str:
    """Where a key stands, in words; "" at the top."""
    if not around:
        return ""
    if isinstance(around[-1], int):
        return f' in entry {around[-1] + 1} of "{around[-2]}"'
    return f' in "{around[-1]}"'
