"""The files under ``content/``: the only module that lists folders and opens what people wrote.

Every path is resolved and has to stay inside; bytes become text here, or one clear error.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from largeprint.model.finding import InputError
from largeprint.model.source import Place, place_at

LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes that one Markdown file may have: some 300,000 words, beyond any policy that a person could review."""

LARGEST_IMAGE = 10 * 1024 * 1024


class Tree:
    """The content of one site. ``root`` is the site's folder, the one that holds ``content/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self._real: dict[Path, Path] = {}  # found out once, and not anew for each of many files

    def name(self, path: Path) -> str:
        """A path as people are told it: relative to the site's folder, with ``/``."""
        return path.relative_to(self.root).as_posix()

    def has(self, path: Path) -> bool:
        """Whether something bears this name. A link that leads nowhere does: reading it says so."""
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            raise self._unreadable(path, error) from None
        return True

    def folders(self, below: Path) -> list[Path]:
        """The folders directly in ``below``, by name; hidden ones left out. None may be a way out."""
        return [self.inside(path) for path in self.entries(below) if path.is_symlink() or path.is_dir()]

    def texts(self, below: Path) -> list[Path]:
        """The Markdown files directly in ``below``, in the order of their names."""
        return [path for path in self.entries(below) if path.suffix == ".md"]

    def inside(self, path: Path) -> Path:
        """``path`` itself, when it stays inside ``content/`` after every link is followed; else an error."""
        home = self.root if path == self.content else self.content
        try:
            real = path.resolve(strict=path.is_symlink())
            if home not in self._real:
                self._real[home] = home.resolve()
            message = "" if real.is_relative_to(self._real[home]) else "leads out of the content folder"
        except RuntimeError:
            message = "leads back to itself"
        except OSError:
            message = "leads to no file"
        if message:
            todo = "Put the file itself here in place of the link."
            raise InputError(Place(self.name(path)), f"This {message} by a symbolic link.", todo)
        return path

    def read_text(self, path: Path, limit: int = LARGEST_TEXT) -> str:
        """The text of a file: UTF-8, line ends as LF, no byte order mark. ``limit`` is in bytes."""
        return decode(self.name(path), self._bytes(path, limit))

    def read_bytes(self, path: Path) -> bytes:
        """The bytes of an image, or of what is kept untouched."""
        return self._bytes(path, LARGEST_IMAGE)

    def entries(self, below: Path) -> list[Path]:
        """All that is directly in ``below``, by name; hidden ones left out."""
        try:
            return sorted(path for path in below.iterdir() if not path.name.startswith("."))
        except (FileNotFoundError, NotADirectoryError):
            return []
        except OSError as error:
            raise self._unreadable(below, error) from None

    def _bytes(self, path: Path, limit: int) -> bytes:
        self.inside(path)
        try:
            size = path.stat().st_size
            if size > limit:
                message = f"The file has {size:,} bytes; {limit:,} are the most that one may have."
                raise InputError(Place(self.name(path)), message, "Part it, or leave out what does not belong here.")
            if not path.is_file():  # a folder, or a pipe that would be waited on for ever
                raise InputError(Place(self.name(path)), "This is no file.", "Put a file here, or take this away.")
            return path.read_bytes()
        except OSError as error:
            raise self._unreadable(path, error) from None

    def _unreadable(self, path: Path, error: OSError) -> InputError:
        message = f"This cannot be read: {error.strerror}."
        return InputError(Place(self.name(path)), message, "Mend its name or its permissions.")


def decode(name: str, data: bytes) -> str:
    """The text in the bytes of the file ``name``, as ``Tree.read_text`` gives it."""
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"The file is not UTF-8: byte {data[error.start]:#04x} makes no character here."
        raise InputError(_end_of(name, data[: error.start].decode("utf-8")), message, "Save it as UTF-8.") from None
    before, null, _ = text.partition("\x00")
    if null:
        message = "The file holds a null byte; it is no text."
        raise InputError(_end_of(name, before), message, "Take the byte out, or save the file as text.")
    return _with_lf(text)


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _end_of(name: str, before: str) -> Place:
    text = _with_lf(before)
    return place_at(name, text, len(text))
