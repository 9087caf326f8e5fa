"""Waits for files to be saved. Robust against editors that save by renaming, and against folders that come and go."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.02
"""Seconds without a change after which saving is taken to be over: an editor writes, renames, sets a time."""

LONGEST = 0.5
"""Seconds after which no more quiet is waited for: something may write all the time."""

_KINDS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""What saving does. Opening and closing are left out: our own reading would be told of, hundreds of times."""


logging.getLogger("watchdog").addHandler(logging.NullHandler())  # else it talks on the console while it is ended


class Watch(FileSystemEventHandler):
    """Watches folders with all that is below them. A folder that is not there is watched from when it is made."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._changed = threading.Event()
        self._watches: dict[Path, tuple[ObservedWatch, int]] = {}
        self._observer: BaseObserver = Observer()
        self.polls = False
        """True where the system tells of no changes, so that files are looked at every second."""

    def __enter__(self) -> Watch:
        try:
            self._start()
        except OSError:  # there are no watches left, or none on this kind of disk
            self._observer, self._watches, self.polls = PollingObserver(), {}, True
            self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._observer.stop()

    def wait(self) -> None:
        """Returns when something has changed and nothing has for a moment, or after ``wake``."""
        self._changed.wait()
        last = time.monotonic() + LONGEST
        while time.monotonic() < last:
            self._changed.clear()
            if not self._changed.wait(QUIET):
                break  # not cleared again: what changes from here on is for the next time
        self._watch_folders()

    def wake(self) -> None:
        """Has ``wait`` return."""
        self._changed.set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Called by the observer, in its thread."""
        self._changed.set()

    def _start(self) -> None:
        self._observer.start()
        for above in {folder.parent for folder in self._folders}:
            self._schedule(above, below=False)
        self._watch_folders()

    def _watch_folders(self) -> None:
        """Watches each folder that is there, anew where another one has come in its place."""
        for folder in self._folders:
            try:
                number = folder.stat().st_ino
            except OSError:
                number = 0
            watch, before = self._watches.get(folder, (None, 0))
            if number == before:
                continue
            if watch is not None:
                with contextlib.suppress(KeyError, OSError):
                    self._observer.unschedule(watch)
                del self._watches[folder]
            if number:
                self._watches[folder] = (self._schedule(folder), number)

    def _schedule(self, folder: Path, below: bool = True) -> ObservedWatch:
        return self._observer.schedule(self, str(folder), recursive=below, event_filter=_KINDS)
