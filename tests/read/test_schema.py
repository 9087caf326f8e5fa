"""JSON Schemas for editors: equal to what is kept in ``templates/schema``, and of one mind with reading."""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from largeprint.outputs.templates import template_root
from largeprint.read.schema import SCHEMAS, schema
from largeprint.read.settings import read_settings

SITE = """name: Ours
language: zh-Hans
address: https://example.org/legal/
policies: [p, q]
moved: {old: p}
withdrawn:
  - {policy: gone, on: 2026-01-31, because: No longer offered., instead: p}
rules: {link-vague: error, answer-long: note}
aside:
  - {rule: section-unreached, at: "p#terms", because: Only defined words.}
"""
POLICY = """publisher: Example Ltd
binding: en
contact: privacy@example.org
effective: 2026-01-31
changed:
laws: [gdpr, ccpa]
applies: {joint-control: false, dpo-appointed: true}
told: {keep-period: [keep, pp_period]}
untold: {who-dpo: Not told yet.}
"""


def mistakes(name: str, text: str) -> list[str]:
    """What a schema finds in YAML, as an editor reads it: dates are words, and conditions true or false."""
    validator = Draft202012Validator(json.loads(schema(name)), format_checker=FormatChecker())
    value: Any = yaml.load(text, Loader=yaml.BaseLoader)
    for key in [key for key, part in value.items() if part == "" and f"{key}:\n" in text]:
        value[key] = None
    for key, part in value.get("applies", {}).items():
        value["applies"][key] = {"true": True, "false": False}.get(part, part)
    return [error.message for error in validator.iter_errors(value)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_is_kept_is_what_the_models_give(name: str) -> None:
    path = template_root() / "schema" / f"{name}.json"
    if os.environ.get("GOLDEN") == "rewrite":
        path.write_bytes(schema(name))
    assert path.read_bytes() == schema(name), "GOLDEN=rewrite renews it"
    Draft202012Validator.check_schema(json.loads(schema(name)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_key_is_described(name: str) -> None:
    made = json.loads(schema(name))
    for kind in (made, *made.get("$defs", {}).values()):
        for key, value in kind["properties"].items():
            assert value.get("description", "").endswith((".", "…")), key


@pytest.mark.parametrize(("name", "text"), [("site", SITE), ("policy", POLICY)])
def test_valid_files_validate(name: str, text: str) -> None:
    assert read_settings(SCHEMAS[name], f"{name}.yml", text)[1] == []
    assert mistakes(name, text) == []


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("site", "nane: Ours\n", "'nane' was unexpected"),
        ("site", "language: en\n", "'name' is a required property"),
        ("site", "name: Ours\nlanguage: English\n", "'English' does not match"),
        ("site", "name: Ours\naddress: example.org\n", "'example.org' does not match"),
        ("site", "name: Ours\nrules: {link-vague: off}\n", "'off' is not one of"),
        ("site", 'name: Ours\naside: [{rule: a, at: p, because: ""}]\n', "should be non-empty"),
        ("site", "name: Ours\naside: [{rule: a, at: p, becuase: So.}]\n", "'becuase' was unexpected"),
        ("site", "name: Ours\npolicies: p\n", "'p' is not of type 'array'"),
        ("policy", "publisher: E\nbinding: en\nefective: 2026-01-31\n", "'efective' was unexpected"),
        ("policy", "publisher: E\nbinding: en\neffective: 31.1.2026\n", "'31.1.2026' is not valid"),
        ("policy", "publisher: E\n", "'binding' is a required property"),
        ("policy", "publisher: E\nbinding: en\napplies: {joint-control: no}\n", "'no' is not of type 'boolean'"),
        ("policy", "publisher: E\nbinding: en\ntold: {keep-period: keep}\n", "'keep' is not of type 'array'"),
        ("policy", "publisher: E\nbinding: en\ntold: {keep-period: []}\n", "should be non-empty"),
        ("policy", 'publisher: E\nbinding: en\nuntold: {who-dpo: ""}\n', "should be non-empty"),
    ],
)
def test_wrong_ones_do_not(name: str, text: str, message: str) -> None:
    assert read_settings(SCHEMAS[name], f"{name}.yml", text)[1]
    assert any(message in found for found in mistakes(name, text)), mistakes(name, text)
