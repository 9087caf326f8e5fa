"""``site.yml``, ``policy.yml`` and front matter: from strict YAML to the model's values, every mistake at once."""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from largeprint.model.finding import Fault
from largeprint.model.ids import fault_of
from largeprint.model.policy import Gone, PolicyFacts, SiteFacts
from largeprint.model.source import Place
from largeprint.read.yaml import KEY, Path, read_yaml

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
"""The form of a language tag that a folder may bear (BCP 47: language, script, region)."""


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        raise ValueError("has to be one line")
    return value.strip()


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise ValueError(f'"{value}" is no language tag; write one such as "en", "pt-BR" or "zh-Hans"')
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(/[^\s?#]*)?", value):
        raise ValueError(f'"{value}" is no web address; write one such as "https://example.org/legal/"')
    return value if value.endswith("/") else value + "/"


def _contact(value: str) -> str:
    if not re.fullmatch(r"(mailto:)?[^\s@]+@[^\s@]+|https?://\S+|tel:[\d +().-]+", value):
        raise ValueError(f'"{value}" is no mail, web or telephone address')
    return value


def _policy_id(value: str) -> str:
    if fault_of(value):
        raise ValueError(f'"{value}" cannot name a policy: {fault_of(value)}')
    return value


def _day(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            raise ValueError(f'"{value}" is no date; write year, month and day as "2026-03-01"')
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f'there is no such day as "{value}"') from None
    return value


Line = Annotated[str, AfterValidator(_one_line)]
Day = Annotated[date, BeforeValidator(_day)]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WithdrawnSettings(_Settings):
    """One entry of ``withdrawn`` in ``site.yml``."""

    policy: Annotated[str, AfterValidator(_policy_id)]
    on: Day
    because: Line
    instead: Annotated[str, AfterValidator(_policy_id)] = ""


class SiteSettings(_Settings):
    """The keys of ``content/site.yml``."""

    name: Line
    language: Annotated[str, AfterValidator(_language)] = "en"
    address: Annotated[str, AfterValidator(_address)] = ""
    policies: list[Annotated[str, AfterValidator(_policy_id)]] = Field(default_factory=list)
    moved: dict[Annotated[str, AfterValidator(_policy_id)], Annotated[str, AfterValidator(_policy_id)]] = Field(
        default_factory=dict
    )
    withdrawn: list[WithdrawnSettings] = Field(default_factory=list)


class PolicySettings(_Settings):
    """The keys of a policy's ``policy.yml``."""

    publisher: Line
    binding: Annotated[str, AfterValidator(_language)]
    contact: Annotated[str, AfterValidator(_contact)] = ""
    kind: Line = "privacy-policy"
    effective: Day | None = None
    changed: Day | None = None
    demonstration: Line = ""


class FrontMatter(_Settings):
    """The keys that front matter of a Markdown file may have. It is optional, and never page text."""

    title: Line = ""
    description: str = ""


Settings = TypeVar("Settings", bound=_Settings)


def read_settings(
    kind: type[Settings], path: str, text: str, first_line: int = 1
) -> tuple[Settings | None, list[Fault]]:
    """Settings of one kind out of YAML text, or None and every fault with its place."""
    value, places, faults = read_yaml(path, text, first_line)
    if faults:
        return None, faults
    if not isinstance(value, dict):
        todo = f"Write one a line: {', '.join(kind.model_fields)}."
        return None, [
            Fault("metadata-invalid", places.get((), Place(path, first_line)), "These are no keys with values.", todo)
        ]
    try:
        left_blank = {key for key, part in value.items() if part is None and key in kind.model_fields}
        return kind.model_validate({key: part for key, part in value.items() if key not in left_blank}), []
    except ValidationError as error:
        top = Place(path, first_line)
        return None, [_fault(kind, details, places, top) for details in error.errors()]


def _fault(kind: type[_Settings], details: Any, places: dict[Path, Place], top: Place) -> Fault:
    location: Path = tuple(details["loc"])
    ways = [(*location, KEY), *(location[:n] for n in range(len(location), 0, -1))]
    if details["type"] != "extra_forbidden":
        ways.pop(0)
    place = next((places[way] for way in ways if way in places), top)
    key = ".".join(str(part) for part in location)
    known = list(kind.model_fields)
    if details["type"] == "extra_forbidden":
        near = get_close_matches(key, known, 1)
        todo = f'Did you mean "{near[0]}"?' if near else f"Known are: {', '.join(known)}."
        return Fault("metadata-invalid", place, f'"{key}" is no key that is known here.', todo)
    if details["type"] == "missing":
        return Fault("metadata-invalid", top, f'The key "{key}" is missing.', f'Add a line "{key}: …".')
    reason = details["msg"].removeprefix("Value error, ")
    return Fault("metadata-invalid", place, f"{key}: {reason}.", "Mend the value.")


def site_facts(settings: SiteSettings) -> SiteFacts:
    """The model's value of ``site.yml``."""
    moved = tuple(Gone(policy=old, instead=new) for old, new in settings.moved.items())
    withdrawn = tuple(Gone(w.policy, w.instead, w.on, w.because) for w in settings.withdrawn)
    return SiteFacts(
        name=settings.name,
        language=settings.language,
        address=settings.address,
        policies=tuple(settings.policies),
        gone=(*moved, *withdrawn),
    )


def policy_facts(settings: PolicySettings) -> PolicyFacts:
    """The model's value of ``policy.yml``."""
    contact = settings.contact
    if contact and "@" in contact and not contact.startswith(("mailto:", "http")):
        contact = f"mailto:{contact}"
    return PolicyFacts(
        publisher=settings.publisher,
        contact=contact,
        kind=settings.kind,
        binding=settings.binding,
        effective=settings.effective,
        changed=settings.changed,
        demonstration=settings.demonstration,
    )


_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def take_front_matter(path: str, text: str) -> tuple[FrontMatter, str, list[Fault]]:
    """Front matter, the text with blank lines in its place (so that lines keep their numbers), and its faults."""
    if not re.match(r"---[ \t]*\n[ \t]*\S", text):
        return FrontMatter(), text, []  # no front matter; a rule with a blank line below it is a rule
    found = _FRONT.match(text)
    if not found:
        if not re.match(r"---[ \t]*\n[\w-]+:", text):
            return FrontMatter(), text, []  # a rule above the text, no front matter
        message = "The front matter that begins here never ends."
        return FrontMatter(), text, [Fault("metadata-invalid", Place(path), message, 'Close it with a line "---".')]
    settings, faults = read_settings(FrontMatter, path, found["yaml"], first_line=2)
    return settings or FrontMatter(), "\n" * found[0].count("\n") + text[found.end() :], faults
