"""What a key of the settings takes: in plain words, with an example, in place of the words of the validator."""

from __future__ import annotations

import re
from typing import Any

_EXAMPLES = {
    "name": "Policies of Example Ltd",
    "language": "en",
    "address": "https://example.org/legal/",
    "policies": "[privacy, terms]",
    "moved": "{old-name: new-name}",
    "withdrawn": '[{policy: old-name, on: 2026-01-31, because: "It ended."}]',
    "rules": "{link-vague: error}",
    "aside": '[{rule: link-vague, at: privacy, because: "Agreed on."}]',
    "rule": "link-vague",
    "at": "privacy",
    "because": '"One written reason."',
    "policy": "old-name",
    "on": "2026-01-31",
    "instead": "new-name",
    "publisher": "Example Ltd, Dublin",
    "binding": "en",
    "contact": "privacy@example.org",
    "kind": "privacy-policy",
    "effective": "2026-01-31",
    "changed": "2026-01-31",
    "demonstration": '"A demonstration: it binds nobody."',
    "laws": "[gdpr, ccpa]",
    "applies": "{joint-control: false}",
    "told": "{keep-period: [keep]}",
    "untold": '{keep-period: "One written reason."}',
    "title": "Privacy policy",
    "description": '"How we treat your data, in short."',
}
"""By key, a value that it could have. A key means the same wherever it stands."""

_TAKES = {
    "string_type": "words",
    "list_type": "a list",
    "dict_type": "keys with values of their own",
    "model_type": "keys with values of their own",
    "model_attributes_type": "keys with values of their own",
    "date_type": "a date",
    "bool_type": "true or false",
}
"""By the validator's name for a mistake, what would have been taken."""


def example_of(key: str) -> str:
    """A line with the key and a value that it could have; "" where none is known."""
    return f"{key}: {_EXAMPLES[key]}" if key in _EXAMPLES else ""


def wrong_kind(kind: str, value: Any) -> str:
    """Why a value of another kind is not taken: ``kind`` is the validator's name for the mistake."""
    wanted = _TAKES.get(kind)
    if wanted is None:
        return "cannot take this value"
    found = "nothing stands"
    for form, words in ((list, "a list stands"), (dict, "keys with values of their own stand"), (str, "words stand")):
        found = words if isinstance(value, form) else found
    return f"takes {wanted}, and {found} here"


def right_kind(kind: str, key: str, value: Any, written: str) -> str:
    """What to write in place of a value of another kind. ``written`` is the line from where the value stands."""
    if kind == "string_type" and isinstance(value, list | dict) and written.startswith(("[", "{")):
        whole = written.strip()
        alone = re.fullmatch(r"\[[^\[\]]*\]|\{[^{}]*\}", whole) and '"' not in whole
        shown = f': "{whole}"' if alone else "."
        return f"Words that begin with a bracket go between quotation marks{shown}"
    if kind == "list_type" and isinstance(value, str) and not _EXAMPLES.get(key, "").startswith("[{"):
        return f'Write it as "{key}: [{value.strip()}]".'
    return written_as(key)


def written_as(key: str, how: str = "Write it such as") -> str:
    """What to write for ``key``, with the example."""
    example = example_of(key)
    return f"{how}: {example}" if example else f'Look at what the manual says of "{key}".'
