"""How records are read and written: YAML that a person can read, and that only the tool writes.

Records are larger than what people write by hand, so they have a limit of their own, and the fast parser.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from largeprint.model.finding import Fault
from largeprint.model.source import Place

LARGEST = 4 * 1024 * 1024
"""Bytes that one record may have."""

_DEEPEST = 8
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OTHER = "The record has another form than the tool gives it."
_TODO = "Take the record from its last good state, or take it away and confirm anew."


class BrokenRecord(Exception):
    """A record that is not as the tool writes it. ``line`` counts from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.message, self.line = message, line

    def fault(self, path: str) -> Fault:
        """The same as a fault of the file ``path``."""
        return Fault("record-broken", Place(path, self.line), self.message, _TODO)


def read_record(text: str) -> Any:
    """The value of a record: dict, list and str. Raises ``BrokenRecord`` for what the tool would not have written."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
                raise BrokenRecord("The record holds an alias, an anchor or a tag; none is ever written.", line)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                raise BrokenRecord("The record is nested too deep.", line)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise BrokenRecord("The record is not YAML any more.", mark.line + 1 if mark else 1) from None
    except (yaml.YAMLError, ValueError):
        raise BrokenRecord("The record is not YAML any more.") from None
    return {} if node is None else _value(node)


def _value(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode) or key.value in found:
                raise BrokenRecord("A key of the record is no word, or stands twice.", key.start_mark.line + 1)
            found[key.value] = _value(value)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(item) for item in node.value]
    return node.value


class _Writer(yaml.SafeDumper):
    """Long texts as blocks, so that a change of a line is a change of a line."""


def _text(writer: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value else None
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Writer.add_representer(str, _text)


def write_record(head: str, value: Any) -> str:
    """A record as text: ``head`` as comment lines, then the value, byte for byte the same for the same value."""
    comment = "".join(f"# {line}\n" for line in head.split("\n"))
    return comment + yaml.dump(value, Dumper=_Writer, sort_keys=False, allow_unicode=True, width=110)


def mapping(value: Any, keys: set[str] | None) -> Mapping[str, Any]:
    """A mapping of a record; ``keys`` are all that it may have, None for any. Raises ``BrokenRecord``."""
    if not isinstance(value, dict) or (keys is not None and not set(value) <= keys):
        raise BrokenRecord(_OTHER)
    return value


def listed(value: Any) -> list[Any]:
    """A list of a record. Raises ``BrokenRecord``."""
    if not isinstance(value, list):
        raise BrokenRecord(_OTHER)
    return value


def word(value: Any) -> str:
    """A text of a record that is not empty. Raises ``BrokenRecord``."""
    if not isinstance(value, str) or not value:
        raise BrokenRecord(_OTHER)
    return value
