"""JSON Schemas of the settings that people write, for editors: what keys there are, and what each one says."""

from __future__ import annotations

import json
from typing import Any

from largeprint.read.settings import PolicySettings, SiteSettings

SCHEMAS: dict[str, type[SiteSettings] | type[PolicySettings]] = {"site": SiteSettings, "policy": PolicySettings}
"""The settings by the name of their schema; ``templates/schema/NAME.json`` is what ``schema`` gives."""


def schema(name: str) -> bytes:
    """A schema as it is kept: UTF-8, sorted keys, two blanks a level, a line end at the end.

    A key that may be left out may also be left blank, as reading takes it.
    """
    model = SCHEMAS[name]
    made: dict[str, Any] = model.model_json_schema()
    required = made.get("required", [])
    for key, value in made["properties"].items():
        if key not in required and isinstance(value.get("type"), str):
            value["type"] = [value["type"], "null"]
    made = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_bare(made)}
    return (json.dumps(made, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8")


def _bare(value: Any) -> Any:
    """Without the titles that repeat each key, and with Markdown's backticks in descriptions."""
    if isinstance(value, dict):
        return {key: _bare(part) for key, part in value.items() if key != "title" or not isinstance(part, str)}
    if isinstance(value, list):
        return [_bare(part) for part in value]
    return value.replace("``", "`") if isinstance(value, str) else value
