"""``site.yml``, ``policy.yml`` and front matter: from strict YAML to the model's values, every mistake at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr

from largeprint.model.finding import Aside, Fault
from largeprint.model.policy import Gone, PolicyFacts, SiteFacts
from largeprint.model.signoff import How
from largeprint.model.source import Place
from largeprint.read.validation import Written, take
from largeprint.read.values import (
    Address,
    Contact,
    Day,
    Grade,
    Line,
    Name,
    Places,
    Reason,
    Sentence,
    Tag,
    Truth,
    Way,
    of_conditions,
    of_disclosures,
    of_laws,
)
from largeprint.read.yaml import KEY, Path, read_yaml


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    _places: dict[Path, Place] = PrivateAttr(default_factory=dict)

    @property
    def places(self) -> Mapping[Path, Place]:
        """Where each key and value stood, for what can be judged only later."""
        return self._places


class WithdrawnSettings(_Settings):
    """One entry of ``withdrawn`` in ``site.yml``."""

    policy: Name = Field(description="The policy's name, as it was in its address.")
    on: Day = Field(description="The day on which it was withdrawn, as 2026-01-31.")
    because: Line = Field(description="Why it was withdrawn, in one line for readers.")
    instead: Name = Field("", description="The policy that stands in for it.")


class AsideSettings(_Settings):
    """One entry of ``aside`` in ``site.yml``: which rule, at which place, and why its findings may stand."""

    rule: Line = Field(description="The rule's id, such as section-unreached.")
    at: Line = Field(description='The place: "wechat", "wechat/en", "wechat#pp_terms" or "wechat/en#pp_terms".')
    because: Reason = Field(description="Why it may stand, in one line.")


class SiteSettings(_Settings):
    """The keys of ``content/site.yml``."""

    name: Line = Field(description="The name of the site, in one line.")
    language: Tag = Field("en", description='The language of the front page, such as "en", "pt-BR" or "zh-Hans".')
    address: Address = Field("", description="Where the site will stand, such as https://example.org/legal/.")
    policies: list[Name] = Field(
        default_factory=list, description="The policies in their order, each by the name of its folder."
    )
    moved: dict[Name, Name] = Field(
        default_factory=dict, description="Policies that were renamed: the old name, and the new one."
    )
    withdrawn: list[WithdrawnSettings] = Field(
        default_factory=list, description="Policies that were withdrawn; their addresses say when, and why."
    )
    rules: dict[str, Grade] = Field(
        default_factory=dict, description="Rules raised or lowered: the rule's id, and error, warning or note."
    )
    aside: list[AsideSettings] = Field(
        default_factory=list, description="Findings that may stand, each with a written reason."
    )


class PolicySettings(_Settings):
    """The keys of a policy's ``policy.yml``."""

    publisher: Line = Field(description="Who is responsible, in one line: name and place.")
    binding: Tag = Field(description="The language whose text binds where translations differ.")
    contact: Contact = Field(
        "", description="Where readers can write: a mail address, a web address, or a telephone number as tel:."
    )
    kind: Line = Field("privacy-policy", description="What it is: privacy-policy, terms, cookie-notice …")
    effective: Day | None = Field(None, description="The day from which it applies, as 2026-01-31.")
    changed: Day | None = Field(None, description="The day on which it was last changed, as 2026-01-31.")
    demonstration: Sentence = Field(
        "", description="For a text that binds nobody: a sentence that says so, shown on every page."
    )
    reviewers: dict[Name, Way] = Field(
        default_factory=dict,
        description="The roles that have to approve a text, each with the least it gives: asserted, returned, ssh.",
    )
    laws: list[Line] = Field(
        default_factory=list,
        description="The laws by which coverage asks what the text tells: gdpr, ccpa, pipl, coppa.",
        json_schema_extra=of_laws,
    )
    applies: dict[str, Truth] = Field(
        default_factory=dict,
        description="Conditions, true or false. One that is left out counts as true where its law is named.",
        json_schema_extra=of_conditions,
    )
    told: dict[str, Places] = Field(
        default_factory=dict,
        description="Which questions and sections tell a disclosure, by their ids.",
        json_schema_extra=of_disclosures,
    )
    untold: dict[str, Reason] = Field(
        default_factory=dict,
        description="Why a disclosure, or its short answer, is left out: one written reason each.",
        json_schema_extra=of_disclosures,
    )


class FrontMatter(_Settings):
    """The keys that front matter of a Markdown file may have. It is optional, and never page text."""

    title: Line = ""
    description: str = ""


Settings = TypeVar("Settings", bound=_Settings)

_FILES: dict[str, type[_Settings]] = {"site.yml": SiteSettings, "policy.yml": PolicySettings}

_STAND_INS = {"name": "-", "publisher": "-", "binding": "en"}
"""For each key that has to be there, a value that the models take."""


def read_settings(
    kind: type[Settings], path: str, text: str, first_line: int = 1
) -> tuple[Settings | None, list[Fault]]:
    """Settings of one kind out of YAML text, and every fault with its place. A bad value falls back to its default, a
    missing one to ""; None for a text that is no YAML, or no keys."""
    value, places, faults = read_yaml(path, text, first_line)
    if faults:
        return None, faults
    if not isinstance(value, dict):
        todo = f"Write one a line: {', '.join(kind.model_fields)}."
        return None, [
            Fault("metadata-invalid", places.get((), Place(path, first_line)), "These are no keys with values.", todo)
        ]
    written = Written(places, text.split("\n"), Place(path, first_line))
    settings, kept, faults = take(kind, value, written, _STAND_INS, _FILES)
    settings._places = kept
    return settings, faults


def site_facts(settings: SiteSettings) -> SiteFacts:
    """The model's value of ``site.yml``."""
    at = settings.places
    moved = tuple(Gone(policy=old, instead=new) for old, new in settings.moved.items())
    withdrawn = tuple(Gone(w.policy, w.instead, w.on, w.because) for w in settings.withdrawn)
    return SiteFacts(
        name=settings.name,
        language=settings.language,
        address=settings.address,
        policies=tuple(settings.policies),
        gone=(*moved, *withdrawn),
        rules=tuple((rule, severity, at["rules", rule, KEY]) for rule, severity in settings.rules.items()),
        aside=tuple(
            Aside(a.rule, a.at, a.because, at["aside", n], at["aside", n, "rule"], at["aside", n, "at"])
            for n, a in enumerate(settings.aside)
        ),
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
        reviewers=tuple((role, How(least)) for role, least in settings.reviewers.items()),
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
