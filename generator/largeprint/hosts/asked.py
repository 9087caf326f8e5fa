"""What an app asks of a bundle, and whether it is there: questions by their ids, moments by their names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from largeprint.model.addresses import ANSWERS
from largeprint.outputs.bundle import COMING


def missing(
    folder: Path, manifest: Mapping[str, Any], questions: Sequence[str], moments: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """The questions and moments that an app asks for and does not get: what to say of each, and what to do."""
    names = [name for name in manifest["files"] if name.endswith(ANSWERS) and not name.startswith(COMING)]
    files = {name: json.loads((folder / name).read_bytes()) for name in names}
    for name, value in sorted(files.items()):
        policy, known = value["policy"]["id"], [each["id"] for each in value["questions"]]
        gone = {each["id"]: each for each in value["gone"]}
        for question in questions:
            of, mark, identifier = question.rpartition("#")
            if (mark and of != policy) or identifier in known:
                continue
            if identifier in gone and gone[identifier]["to"]:
                continue  # a released id that moved goes on to land, and its page says where
            if not mark and any(identifier in _ids(other) for other in files.values()):
                continue
            if identifier in gone:
                yield (
                    f'{name}: "{identifier}": {gone[identifier]["note"]}',
                    "take it out of the app, or ask for another",
                )
                continue
            near = get_close_matches(identifier, known, 1, 0.4)
            todo = f'did you mean "{near[0]}"?' if near else f"ask for one of: {', '.join(known[:12])}"
            yield f'{name} has no question "{identifier}".', todo
    served = {moment for value in files.values() for each in value["questions"] for moment in each["moments"]}
    for moment in moments:
        if moment not in served:
            near = get_close_matches(moment, sorted(served), 1, 0.4)
            todo = f'did you mean "{near[0]}"?' if near else f'write "moments: {moment}" under a question'
            yield f'No answer serves the moment "{moment}".', todo
    for policy in {question.partition("#")[0] for question in questions if "#" in question}:
        if policy not in manifest["policies"]:
            yield f'There is no policy "{policy}" in {folder}.', f"ask for one of: {', '.join(manifest['policies'])}"


def _ids(value: Mapping[str, Any]) -> set[str]:
    return {each["id"] for each in value["questions"]} | {each["id"] for each in value["gone"] if each["to"]}
