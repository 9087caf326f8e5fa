"""The strict YAML that people write: plain mappings, lists and words. No tags, aliases, or keys given twice.

In: text. Out: nested dict, list and str (every scalar stays the words that were written), and where each stood.
"""

from __future__ import annotations

from typing import Any

import yaml

from largeprint.model.finding import Edit, Fault
from largeprint.model.source import Place, place_at
from largeprint.read.broken import broken
from largeprint.read.brokenlines import colon_missed
from largeprint.read.yamlerror import Broken, lines_of

LARGEST = 64 * 1024
"""Bytes that a file of settings may have."""

DEEPEST = 12

KEY = "\0key"
"""Behind a key's path it asks for the place of the key, which is not that of its value."""

Path = tuple[str | int, ...]

_WRITTEN_OUT = "Write the plain value; words that begin with this sign go between quotation marks."

_KEY_TODO = 'Write "key: value"; words that begin with a bracket go between quotation marks.'


class _Refused(Exception):
    def __init__(self, mark: Any, message: str, todo: str) -> None:
        self.line, self.column, self.message, self.todo = mark.line + 1, mark.column + 1, message, todo


class _Strict(yaml.SafeLoader):
    """Refuses what could act or grow before anything is built of it."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = self.documents = 0

    def get_event(self) -> Any:
        event = super().get_event()  # type: ignore[no-untyped-call]
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused(mark, "Aliases and anchors (& and *) are not taken.", _WRITTEN_OUT)
        if getattr(event, "tag", None):
            raise _Refused(mark, "Tags (!) are not taken.", _WRITTEN_OUT)
        if isinstance(event, yaml.CollectionStartEvent):
            self.depth += 1
            if self.depth > DEEPEST:
                raise _Refused(mark, "The settings are nested too deep.", "Make them flatter.")
        elif isinstance(event, yaml.CollectionEndEvent):
            self.depth -= 1
        elif isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise _Refused(mark, "A second document begins here.", "Keep to one.")
        return event


def read_yaml(path: str, text: str, first_line: int = 1) -> tuple[Any, dict[Path, Place], list[Fault]]:
    """The value in ``text``, the place of each key and item, and what is wrong (then the value is None).

    ``first_line`` is the line of the file that the text begins on. An empty text is an empty mapping.
    """

    def fault(line: int, column: int, message: str, todo: str) -> tuple[None, dict[Path, Place], list[Fault]]:
        return None, {}, [Fault("metadata-invalid", Place(path, line + first_line - 1, column), message, todo)]

    if len(text.encode()) > LARGEST:
        return fault(1, 1, f"These settings have more than {LARGEST:,} bytes.", "Keep the policy's text out of them.")
    places: dict[Path, Place] = {}
    try:
        node = _Strict(text).get_single_node()
        if node is None:
            return {}, places, []
        if isinstance(node, yaml.ScalarNode) and node.style is None:
            line = node.start_mark.line
            meant = colon_missed(lines_of(text)[line], line)
            if meant:
                return None, {}, [_told(path, first_line, meant)]
        return _value(node, (), path, first_line, places), places, []
    except _Refused as refused:
        return fault(refused.line, refused.column, refused.message, refused.todo)
    except yaml.MarkedYAMLError as error:
        return None, {}, [_told(path, first_line, broken(text, error))]
    except yaml.reader.ReaderError as error:
        place = place_at(path, text, int(error.position))
        message = f"This is not YAML: the character U+{ord(text[error.position]):04X} cannot stand in it."
        return fault(place.line, place.column, message, "Take it out.")
    except (yaml.YAMLError, RecursionError, ValueError):
        return fault(1, 1, "This is not YAML that can be read.", 'Write "key: value", one a line.')


def _told(path: str, first_line: int, what: Broken) -> Fault:
    place = Place(path, what.line + first_line, what.column + 1)
    edit = Edit(place, *what.mend) if what.mend else None
    return Fault("metadata-invalid", place, what.message, what.todo, edit)


def _value(node: Any, at: Path, path: str, first_line: int, places: dict[Path, Place]) -> Any:
    mark = node.start_mark
    places.setdefault(at, Place(path, mark.line + first_line, mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        mapping: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _Refused(key.start_mark, "A key has to be a word.", _KEY_TODO)
            if key.value in mapping:
                raise _Refused(key.start_mark, f'The key "{key.value}" is given twice.', "Take one of the two out.")
            places[(*at, key.value, KEY)] = Place(path, key.start_mark.line + first_line, key.start_mark.column + 1)
            mapping[key.value] = _value(value, (*at, key.value), path, first_line, places)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*at, index), path, first_line, places) for index, item in enumerate(node.value)]
    return None if node.value == "" and node.style is None else node.value
