"""``site.yml``, ``policy.yml`` and front matter: from strict YAML to the model's values, every mistake at once."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr

from largeprint.model.finding import Aside, Fault, Severity
from largeprint.model.ids import fault_of
from largeprint.model.policy import Gone, PolicyFacts, SiteFacts
from largeprint.model.source import Place
from largeprint.read.disclosures import LAWS, checklist
from largeprint.read.taking import Written, take
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


def _severity(value: str) -> str:
    if value not in list(Severity):
        raise ValueError(f'"{value}" is no severity; write error, warning or note')
    return value


def _reason(value: Any) -> Any:
    if value is None or (isinstance(value, str) and not value.strip()):
        raise ValueError("the reason is empty; write in one line why this may stand")
    return value


def _truth(value: Any) -> Any:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError(f'"{value}" is neither true nor false')
    return value


def _ids(value: Any) -> Any:
    if not value or not isinstance(value, list) or not all(isinstance(part, str) and part for part in value):
        raise ValueError("has to be a list of questions and sections, such as [keep, pp_period]")
    return value


def _of_laws(schema: dict[str, Any]) -> None:
    schema["items"] = {"enum": list(LAWS), "type": "string"}
    schema["uniqueItems"] = True


def _of_conditions(schema: dict[str, Any]) -> None:
    schema["propertyNames"] = {"enum": list(checklist().conditions)}


def _of_disclosures(schema: dict[str, Any]) -> None:
    schema["propertyNames"] = {"enum": [each.id for each in checklist().disclosures]}


Line = Annotated[str, AfterValidator(_one_line)]
Day = Annotated[date, BeforeValidator(_day)]
Tag = Annotated[str, AfterValidator(_language), Field(json_schema_extra={"pattern": f"^({LANGUAGE.pattern})$"})]
Name = Annotated[str, AfterValidator(_policy_id)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Places = Annotated[list[str], BeforeValidator(_ids), Field(json_schema_extra={"minItems": 1})]
Reason = Annotated[Line, BeforeValidator(_reason), Field(json_schema_extra={"minLength": 1})]
Grade = Annotated[str, AfterValidator(_severity), Field(json_schema_extra={"enum": [str(s) for s in Severity]})]


class _Settings(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    _places: dict[Path, Place] = PrivateAttr(default_factory=dict)
    """Where each key and value stood, for what can be judged only later."""


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
    because: Annotated[Line, BeforeValidator(_reason)] = Field(
        description="Why it may stand, in one line.", json_schema_extra={"minLength": 1}
    )


class SiteSettings(_Settings):
    """The keys of ``content/site.yml``."""

    name: Line = Field(description="The name of the site, in one line.")
    language: Tag = Field("en", description='The language of the front page, such as "en", "pt-BR" or "zh-Hans".')
    address: Annotated[str, AfterValidator(_address)] = Field(
        "",
        description="Where the site will stand, such as https://example.org/legal/.",
        json_schema_extra={"pattern": r"^(https?://[^\s/]+(/[^\s?#]*)?)?$"},
    )
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
    contact: Annotated[str, AfterValidator(_contact)] = Field(
        "", description="Where readers can write: a mail address, a web address, or a telephone number as tel:."
    )
    kind: Line = Field("privacy-policy", description="What it is: privacy-policy, terms, cookie-notice …")
    effective: Day | None = Field(None, description="The day from which it applies, as 2026-01-31.")
    changed: Day | None = Field(None, description="The day on which it was last changed, as 2026-01-31.")
    demonstration: Line = Field(
        "", description="For a text that binds nobody: a sentence that says so, shown on every page."
    )
    laws: list[Line] = Field(
        default_factory=list,
        description="The laws by which coverage asks what the text tells: gdpr, ccpa, pipl, coppa.",
        json_schema_extra=_of_laws,
    )
    applies: dict[str, Truth] = Field(
        default_factory=dict,
        description="Conditions, true or false. One that is left out counts as true where its law is named.",
        json_schema_extra=_of_conditions,
    )
    told: dict[str, Places] = Field(
        default_factory=dict,
        description="Which questions and sections tell a disclosure, by their ids.",
        json_schema_extra=_of_disclosures,
    )
    untold: dict[str, Reason] = Field(
        default_factory=dict,
        description="Why a disclosure, or its short answer, is left out: one written reason each.",
        json_schema_extra=_of_disclosures,
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
    at = settings._places
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
