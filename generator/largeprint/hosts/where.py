"""What people name on the command line, as the site names it: a path from a finding, from the shell, from anywhere.

``content/wechat/en/summary.md:5:24``, ``./content/wechat/``, ``/home/me/site/content/wechat`` become paths from the
site's folder on; every other name stays as it is. Whether there is such a place is asked later, of the site.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from largeprint.model.finding import UseError

_POSITION = re.compile(r":\d+(?::\d+)?:?$")


def named_from(root: Path, word: str, here: Path) -> str:
    """``word``, given in the folder ``here``, for the site in ``root``; both folders are absolute, links followed.

    Raises ``UseError`` for a path that leads out of the site's content.
    """
    path, mark, anchor = word.partition("#")
    path = _POSITION.sub("", path)
    if not path:
        return word
    written = Path(path)
    is_path = written.is_absolute() or re.match(r"\.{1,2}(?:[/\\]|$)", path) is not None
    if is_path or os.path.exists(here / written):  # noqa: PTH110  (Path.exists raises for a name that is too long)
        meant = [each for each in _meant(root, written, here) if each == root or each.is_relative_to(root / "content")]
        found = next((each for each in meant if os.path.exists(each)), meant[0] if meant else None)  # noqa: PTH110
        if found:
            inside = "content" if found == root else found.relative_to(root).as_posix()
            return f"{inside}{mark}{anchor}"
    if is_path:
        message = f'"{path}" does not lie in the content of this site.'
        raise UseError(message, f"name a file or folder below {root / 'content'}")
    return f"{path}{mark}{anchor}"


def _meant(root: Path, written: Path, here: Path) -> Iterator[Path]:
    """The places that a path may mean: from here, with its links followed, and from the site's folder on."""
    near = Path(os.path.normpath(here / written))
    yield near
    yield Path(os.path.realpath(near))
    yield Path(os.path.normpath(root / written))
