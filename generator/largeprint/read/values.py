"""The kinds of values that settings take: a line, a day, a language, a name, an address, with what editors learn of it.

In: a value out of YAML. Out: the value as the models keep it. Raises ``ValueError`` in words that a finding can show.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from largeprint.model.finding import Severity
from largeprint.model.ids import fault_of
from largeprint.model.signoff import How
from largeprint.read.disclosures import LAWS, checklist

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")
"""The form of a language tag that a folder may bear (BCP 47: language, script, region)."""


def _one_line(value: str) -> str:
    if "\n" in value.strip():
        raise ValueError("has to be one line")
    return value.strip()


def _sentence(value: str) -> str:
    if value.casefold() in ("true", "false", "yes", "no", "on", "off"):
        raise ValueError("takes a sentence for readers; where the text is a real one, leave the key out")
    return value


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


def _how(value: str) -> str:
    if value not in list(How):
        raise ValueError(f'"{value}" is no way to approve; write asserted, returned or ssh')
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


def of_laws(schema: dict[str, Any]) -> None:
    schema["items"] = {"enum": list(LAWS), "type": "string"}
    schema["uniqueItems"] = True


def of_conditions(schema: dict[str, Any]) -> None:
    schema["propertyNames"] = {"enum": list(checklist().conditions)}


def of_disclosures(schema: dict[str, Any]) -> None:
    schema["propertyNames"] = {"enum": [each.id for each in checklist().disclosures]}


Line = Annotated[str, AfterValidator(_one_line)]
Sentence = Annotated[Line, AfterValidator(_sentence)]
Day = Annotated[date, BeforeValidator(_day)]
Tag = Annotated[str, AfterValidator(_language), Field(json_schema_extra={"pattern": f"^({LANGUAGE.pattern})$"})]
Address = Annotated[
    str, AfterValidator(_address), Field(json_schema_extra={"pattern": r"^(https?://[^\s/]+(/[^\s?#]*)?)?$"})
]
Contact = Annotated[str, AfterValidator(_contact)]
Name = Annotated[str, AfterValidator(_policy_id)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Places = Annotated[list[str], BeforeValidator(_ids), Field(json_schema_extra={"minItems": 1})]
Reason = Annotated[Line, BeforeValidator(_reason), Field(json_schema_extra={"minLength": 1})]
Grade = Annotated[str, AfterValidator(_severity), Field(json_schema_extra={"enum": [str(s) for s in Severity]})]
Way = Annotated[str, AfterValidator(_how), Field(json_schema_extra={"enum": [str(way) for way in How]})]
