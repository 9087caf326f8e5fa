"""The only module that writes. A set of files lands together or not at all; a kill at any moment leaves a whole site.

Three ways: ``publish`` exchanges a folder of output for a new one; ``write_sources`` changes files that people wrote,
through a journal that the next command finishes or takes back; ``write_page`` writes a report beside them.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import json
import os
import posixpath
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from largeprint.model.finding import BusyError, InputError, UseError
from largeprint.model.source import Place
from largeprint.outputs.registry import File

MARK = ".largeprint"
"""A file in every folder of output: what bears it was written by this tool, and may be exchanged."""

JOURNAL = ".largeprint-journal"
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_HERE = -100  # AT_FDCWD


def publish(folder: Path, files: Iterable[File]) -> tuple[int, int]:
    """Makes ``folder`` hold exactly ``files``. Returns how many there are, and how many of them are new or changed.

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
        with contextlib.ExitStack() as back:  # what takes a failed step back, the last one first
            back.callback(recover, folder)
            counted = _write_tree(aside, files, folder)
            if not folder.exists():
                aside.rename(folder)
                back.callback(folder.rename, aside)
            elif _exchange(aside, folder):
                back.callback(_exchange, aside, folder)
            else:  # no exchange on this system: two renames, and recover() mends a kill between them
                folder.rename(old)
                aside.rename(folder)
                back.callback(folder.rename, aside)
            _sync(folder.parent)
            back.pop_all()
        with contextlib.suppress(OSError):  # the new site stands; what is left of the old one goes with the next build
            recover(folder)
    return counted


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
    aside = _beside(folder, "new")
    with _lock(_beside(folder, "lock")):
        _remove(aside)
        with contextlib.ExitStack() as back:
            back.callback(_remove, aside)
            _write_tree(aside, files, None, mark=False)
            if folder.exists():  # it stays the same folder: somebody may be standing in it
                for entry in sorted(aside.iterdir()):
                    back.callback(_remove, folder / entry.name)
                    entry.rename(folder / entry.name)
            else:
                aside.rename(folder)
            back.pop_all()
        _remove(aside)


def write_page(path: Path, data: bytes) -> None:
    """Writes one file that belongs to no site, such as a report: whole, or not at all. Raises ``UseError`` where it
    cannot be a file."""
    real = path.resolve()
    if real.is_dir() or not real.parent.is_dir():
        message = f"{path} is a folder." if real.is_dir() else f"There is no folder {path.parent}."
        raise UseError(message, "Name a file in a folder that is there.")
    with contextlib.ExitStack() as back:
        back.callback(_remove, _aside(real))
        _write_file(_aside(real), data)
        _aside(real).rename(real)
        _sync(real.parent)


def write_sources(
    root: Path,
    changes: Mapping[Path, tuple[bytes | None, bytes]],
    folders: Mapping[Path, Mapping[str, bytes]] | None = None,
) -> None:
    """Writes files beside the text, or the text: path -> (bytes that were read, bytes to write). All of them, or none.

    None stands for a file that is not there yet, in a folder that is. A symbolic link stays one: the file that it leads
    to is written. ``folders`` are new, each with all its files by their names in it; they land with the rest. Raises
    ``BusyError`` when a file is no longer what was read, or a new folder is there already.
    """
    if not changes and not folders:
        return
    root, journal = root.resolve(), root.resolve() / JOURNAL
    with _lock(root / f"{JOURNAL}-lock"), contextlib.ExitStack() as back:
        _settle(root)
        back.callback(_settle, root)  # without a journal, this takes back what lies aside
        promised: dict[str, Path] = {}
        for path, (before, after) in sorted(changes.items()):
            real = path.resolve()
            if (real.read_bytes() if real.exists() else None) != before:
                message = f"{path.relative_to(root)} was changed while the command ran."
                raise BusyError(message, "Run the command again.")
            _write_file(_aside(real), after)
            if before is not None:
                shutil.copymode(real, _aside(real))
            promised[str(real.relative_to(root))] = real.parent
        for path, files in sorted((folders or {}).items()):
            path.parent.mkdir(exist_ok=True)
            real = path.resolve()
            if real.exists() and (not real.is_dir() or any(real.iterdir())):
                message = f"{path.relative_to(root)} is there already."
                raise BusyError(message, "Run the command again.")
            _write_tree(_aside(real), (File(name, data) for name, data in files.items()), None, mark=False)
            promised[str(real.relative_to(root))] = real.parent
        for folder in sorted(set(promised.values())):
            _sync(folder)
        draft = journal.with_name(f"{JOURNAL}-new")
        back.callback(draft.unlink, missing_ok=True)
        _write_file(draft, json.dumps(list(promised)).encode("utf-8"))
        back.callback(journal.unlink, missing_ok=True)
        draft.rename(journal)
        _sync(root)
        back.pop_all()
        _settle(root)


def recover_sources(root: Path) -> None:
    """Finishes what a journal in ``root`` promises; without one, what lies aside is taken back.

    Raises ``BusyError`` when the run that is at it still lives, ``InputError`` for a journal that is none of ours.
    """
    if (root / JOURNAL).exists() or next(_left_aside(root), None):
        with _lock(root / f"{JOURNAL}-lock"):
            _settle(root)


def _settle(root: Path) -> None:
    journal = root / JOURNAL
    journal.with_name(f"{JOURNAL}-new").unlink(missing_ok=True)
    if not journal.exists():
        for aside in list(_left_aside(root)):
            _remove(aside)
        return
    promised = _promised(root)
    for path in promised:
        if _aside(path).exists():
            _aside(path).rename(path)
    for folder in sorted({path.parent for path in promised}):
        _sync(folder)
    journal.unlink()


def _promised(root: Path) -> list[Path]:
    """The files of the journal. All inside ``content``: one that came with somebody's text moves no others."""
    try:
        named = json.loads((root / JOURNAL).read_bytes())
        paths = [root / name for name in named]
        content = (root / "content").resolve()
        ours = isinstance(named, list) and all(path.parent.resolve().is_relative_to(content) for path in paths)
    except (ValueError, TypeError, RuntimeError):
        ours = False
    if not ours:
        message = "This journal of an unfinished command is not as Large Print writes it."
        raise InputError(Place(JOURNAL), message, "Take it away, and look whether your files are as you left them.")
    return paths


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.lp-new")


def _left_aside(root: Path) -> Iterator[Path]:
    content = root / "content"
    return iter(()) if content.is_symlink() else content.rglob(".*.lp-new")


def _beside(folder: Path, what: str) -> Path:
    if not folder.name:
        raise UseError(f"{folder} cannot be exchanged for another folder.", "Name a folder below it.")
    return folder.with_name(f".{folder.name}.lp-{what}")


def _is_ours(folder: Path) -> bool:
    return folder.is_dir() and ((folder / MARK).exists() or not any(folder.iterdir()))


def _write_tree(aside: Path, files: Iterable[File], old: Path | None, mark: bool = True) -> tuple[int, int]:
    total = changed = 0
    aside.mkdir(parents=True)
    root, made = str(aside), {""}
    before = str(old) if old is not None and old.exists() else None
    if mark:
        _write_file(f"{root}/{MARK}", b"Written by Large Print; exchanged whole at the next build.\n")
    for file in files:
        total += 1
        name = posixpath.normpath(file.path)
        if name.startswith(("/", "..")):
            raise ValueError(f"{file.path} leads out of the site")
        folder = posixpath.dirname(name)
        if folder not in made:
            Path(root, folder).mkdir(parents=True, exist_ok=True)
            while folder not in made:
                made.add(folder)
                folder = posixpath.dirname(folder)
        path = f"{root}/{name}"
        if before and _linked(f"{before}/{name}", path, file.data):
            continue
        _write_file(path, file.data)
        changed += 1
    for folder in sorted(made):
        _sync(aside / folder)
    return total, changed


def _linked(old: str, new: str, data: bytes) -> bool:
    """Links ``new`` to ``old`` where that holds the same bytes already."""
    try:
        there = os.lstat(old)
        if not stat.S_ISREG(there.st_mode) or there.st_size != len(data) or Path(old).read_bytes() != data:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def _write_file(path: str | Path, data: bytes) -> None:
    with os.fdopen(_open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _open(path: str | Path, flags: int) -> int:
    """A descriptor of a file to write. A symbolic link in its place is refused: it could lead anywhere."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)


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
    with os.fdopen(_open(path, os.O_RDWR | os.O_CREAT), "rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.stat().st_ino != os.fstat(file.fileno()).st_ino:
                raise FileNotFoundError  # the run before has just taken its lock file away
        except (BlockingIOError, FileNotFoundError):
            raise BusyError("Another run is writing here.", "Wait until it has ended, then run this again.") from None
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
