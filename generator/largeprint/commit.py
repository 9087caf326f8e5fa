"""The only module that writes. A set of files lands together or not at all; a kill at any moment leaves a whole site.

Two ways: ``publish`` exchanges a folder of output for a new one; ``write_sources`` changes files that people wrote,
through a journal that the next command finishes or takes back.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from largeprint.model.finding import BusyError, UseError
from largeprint.outputs.registry import File

MARK = ".largeprint"
"""A file in every folder of output: what bears it was written by this tool, and may be exchanged."""

JOURNAL = ".largeprint-journal"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


def publish(folder: Path, files: Iterable[File]) -> int:
    """Makes ``folder`` hold exactly ``files``. Returns how many of them are new or changed.

    The new tree is made aside and exchanged in one step; unchanged files are hard links into it. Raises ``UseError``
    when the folder holds files of others, ``BusyError`` when another run is at work, ``OSError`` when the disk refuses.
    In every case of failure the old folder is as it was.
    """
    folder = folder.resolve()
    aside, old = _beside(folder, "new"), _beside(folder, "old")
    with _lock(_beside(folder, "lock")):
        recover(folder)
        if folder.exists() and not _is_ours(folder):
            message = f"{folder} holds files that this tool did not write."
            raise UseError(message, "Name an empty folder or a new one with -o, or empty this one.")
        changed = _write_tree(aside, files, folder)
        _sync(aside)
        if not folder.exists():
            aside.rename(folder)
        elif _exchange(aside, folder):
            aside.rename(old)
        else:  # no exchange on this system: two renames, and recover() mends a kill between them
            folder.rename(old)
            aside.rename(folder)
        _sync(folder.parent)
        _remove(old)
    return changed


def recover(folder: Path) -> None:
    """Cleans up what a killed run left beside ``folder``; brings the old site back if it fell between renames."""
    old = _beside(folder, "old")
    if old.exists() and not folder.exists():
        old.rename(folder)
    _remove(old)
    _remove(_beside(folder, "new"))


def create(folder: Path, files: Iterable[File]) -> None:
    """Makes a new ``folder`` with ``files`` in it. Raises ``UseError`` when it is there already and not empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UseError(f"{folder} is there already, and not empty.", "Name a new folder.")
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = _beside(folder, "new")
    with _lock(_beside(folder, "lock")):
        _remove(aside)
        _write_tree(aside, files, None, mark=False)
        aside.rename(folder)


def write_sources(root: Path, changes: Mapping[Path, tuple[bytes, bytes]]) -> None:
    """Writes files that people wrote: path -> (bytes that were read, bytes to write). All of them, or none.

    Raises ``BusyError`` when a file is no longer what was read.
    """
    with _lock(root / f"{JOURNAL}-lock"):
        recover_sources(root)
        moves = []
        for path, (before, after) in sorted(changes.items()):
            if path.read_bytes() != before:
                message = f"{path.relative_to(root)} was changed while the command ran."
                raise BusyError(message, "Run the command again.")
            aside = path.with_name(f".{path.name}.lp-new")
            _write_file(aside, after)
            shutil.copymode(path, aside)
            moves.append([str(aside.relative_to(root)), str(path.relative_to(root))])
        journal = root / JOURNAL
        _write_file(journal.with_name(JOURNAL + "-new"), json.dumps(moves).encode("utf-8"))
        journal.with_name(JOURNAL + "-new").rename(journal)
        _sync(root)
        recover_sources(root)


def recover_sources(root: Path) -> None:
    """Finishes what a journal in ``root`` promises; without one, what lies aside is taken back."""
    journal = root / JOURNAL
    if journal.exists():
        for aside, path in json.loads(journal.read_text("utf-8")):
            if (root / aside).exists():
                (root / aside).rename(root / path)
        journal.unlink()
    elif (root / "content").is_dir():
        for aside in (root / "content").rglob(".*.lp-new"):
            aside.unlink()


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.lp-{what}")


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))


def _write_tree(aside: Path, files: Iterable[File], old: Path | None, mark: bool = True) -> int:
    changed = 0
    aside.mkdir(parents=True)
    made = {aside}
    if mark:
        _write_file(aside / MARK, b"Written by Large Print; exchanged whole at the next build.\n")
    for file in files:
        path = aside / file.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        if old is not None and _linked(old / file.path, path, file.data):
            continue
        _write_file(path, file.data)
        changed += 1
    return changed


def _linked(old: Path, new: Path, data: bytes) -> bool:
    """Links ``new`` to ``old`` where that holds the same bytes already."""
    try:
        if old.is_symlink() or old.stat().st_size != len(data) or old.read_bytes() != data:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _write_file(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    if library.renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(other))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Holds the lock file. The system lets go of it when a process dies, so that none is ever stale."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.stat().st_ino != os.fstat(file.fileno()).st_ino:
                raise FileNotFoundError  # the run before has just taken its lock file away
        except OSError:
            raise BusyError("Another run is writing here.", "Wait until it has ended, then run this again.") from None
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
