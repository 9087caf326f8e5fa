"""The files under ``content/``: the only module that lists folders and opens what people wrote.

Every path is resolved and has to stay inside; bytes become text here, or one clear error.
"""

from __future__ import annotations

from pathlib import Path

from largeprint.model.finding import InputError
from largeprint.model.source import Place

LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes that one Markdown file may have: some 300,000 words, beyond any policy that a person could review."""

LARGEST_IMAGE = 10 * 1024 * 1024


class Tree:
    """The content of one site. ``root`` is the site's folder, the one that holds ``content/``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"

    def name(self, path: Path) -> str:
        """A path as people are told it: relative to the site's folder, with ``/``."""
        return path.relative_to(self.root).as_posix()

    def folders(self, below: Path) -> list[Path]:
        """The folders directly in ``below``, by name; hidden ones left out. None may be a way out."""
        if not below.is_dir():
            return []
        found = [path for path in sorted(below.iterdir()) if path.is_dir() and not path.name.startswith(".")]
        return [self.inside(path) for path in found]

    def texts(self, below: Path) -> list[Path]:
        """The Markdown files directly in ``below``, in the order of their names."""
        return sorted(path for path in below.glob("*.md") if not path.name.startswith(".")) if below.is_dir() else []

    def inside(self, path: Path) -> Path:
        """``path`` itself, when it stays inside ``content/`` after every link is followed; else an error."""
        if not path.resolve().is_relative_to(self.content.resolve()):
            message = "This leads out of the content folder by a symbolic link."
            raise InputError(Place(self.name(path)), message, "Put the file itself here in place of the link.")
        return path

    def read_text(self, path: Path, limit: int = LARGEST_TEXT) -> str:
        """The text of a file: UTF-8, line ends as LF, no byte order mark. ``limit`` is in bytes."""
        data = self._bytes(path, limit)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            column = error.start - data.rfind(b"\n", 0, error.start)
            message = f"The file is not UTF-8: byte {data[error.start]:#04x} makes no character here."
            raise InputError(Place(self.name(path), line, column), message, "Save it as UTF-8.") from None
        if "\x00" in text:
            raise InputError(Place(self.name(path)), "The file holds a null byte; it is no text.", "Save it as text.")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def read_image(self, path: Path) -> bytes:
        """The bytes of an image."""
        return self._bytes(path, LARGEST_IMAGE)

    def _bytes(self, path: Path, limit: int) -> bytes:
        self.inside(path)
        try:
            size = path.stat().st_size
            if size > limit:
                message = f"The file has {size:,} bytes; {limit:,} are the most that one may have."
                raise InputError(Place(self.name(path)), message, "Part it, or leave out what does not belong here.")
            return path.read_bytes()
        except OSError as error:
            message = f"The file cannot be read: {error.strerror}."
            raise InputError(Place(self.name(path)), message, "Mend its name or its permissions.") from None
