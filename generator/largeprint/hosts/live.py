"""The site while it is being written: what each address shows just now, what is wrong, and who waits for changes.

After a change only what it touches is read, rendered and checked anew (``Memory``); pages are made when somebody asks.
"""

from __future__ import annotations

import contextlib
import html
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from largeprint.check.report import as_text, summary_line
from largeprint.layers.occasion import Occasion
from largeprint.layers.preview import preview_front, preview_page
from largeprint.memory import Memory
from largeprint.model.addresses import page_file
from largeprint.model.digest import byte_digest
from largeprint.model.finding import Finding, InputError, UseError
from largeprint.outputs import assets, preview
from largeprint.outputs.preview import Trouble
from largeprint.outputs.registry import BY_PAGE, OUTPUTS
from largeprint.pipeline import Checked, check, laid_out, templates_now

FRONT = "index.html"


class Snapshot:
    """The files of the site as it was at one moment. Raises what making a page raises, such as ``InputError``."""

    def __init__(self, checked: Checked, occasion: Occasion, memory: Memory) -> None:
        self.checked = checked
        self.publication = laid_out(checked, occasion, memory)
        self._pages = {page_file(page.folder): page for page in self.publication.pages}
        self._files = {file.path: file.data for file in (*preview.files(), assets.style(), assets.script())}
        self._asked: set[str] = set()
        self.live = {FRONT, *self._pages}
        """The files that hear of changes."""

    def get(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none."""
        if path not in self._files:
            self._make(path)
        return self._files.get(path)

    def version(self, path: str) -> str:
        """What changes when a page does, by its words or by its images."""
        page = self._pages.get(path)
        images = b"".join(data for _, data in page.text.edition.assets) if page else b""
        style, script = (file.data for file in preview.files())
        return byte_digest(b"".join((self.get(path) or b"", images, style, script)))[:16]

    def _make(self, path: str) -> None:
        findings, pages = self.checked.findings, self.publication.pages
        if path in self._pages:
            shown, top = preview_page(self._pages[path], pages, findings)
            self._files[path] = preview.page(self.publication, shown, top)
        elif path == FRONT:
            self._files[path] = preview.front(self.publication, preview_front(pages, findings))
        else:
            self._ask_outputs(path)

    def _ask_outputs(self, path: str) -> None:
        """Asks the outputs for all the rest: copies and images of the page beside, then what the whole site has."""
        beside = [page for page in self.publication.pages if path.startswith(page.folder)]
        for page in sorted(beside, key=lambda page: len(page.folder)):
            alone = type(self.publication)(self.publication.site, (page,), self.publication.front)
            self._ask(f"page {page.folder}", [(name, alone) for name, make in OUTPUTS.items() if make in BY_PAGE])
        if path not in self._files:
            self._ask("site", [(name, self.publication) for name, make in OUTPUTS.items() if make not in BY_PAGE])

    def _ask(self, what: str, outputs: list[tuple[str, Any]]) -> None:
        if what in self._asked:
            return
        for name, publication in outputs:
            if name not in ("page", "front"):
                for file in OUTPUTS[name](publication):
                    self._files.setdefault(file.path, file.data)
        self._asked.add(what)


class Live:
    """The newest snapshot that could be made, and the trouble that there is with a newer one.

    ``say`` prints a line for the person at the console. Safe to use from many threads.
    """

    def __init__(self, root: Path, occasion: Occasion, say: Callable[[str], None]) -> None:
        self._root, self._occasion, self._say = root, occasion, say
        self._memory = Memory()
        self._lock = threading.RLock()
        self._told = threading.Condition()
        self._snapshot: Snapshot | None = None
        self._trouble: Trouble | None = None
        self._good: dict[str, tuple[str, bytes]] = {}
        self._watched: Counter[str] = Counter()
        self._recent = FRONT
        self._reported: frozenset[Finding] | None = None
        self.stamp = 0
        """Grows with each change that somebody may wait for."""

    def refresh(self) -> None:
        """Looks at the files again. Whatever is wrong with them, the last good pages stay."""
        with self._lock:
            try:
                checked = check(self._root, self._memory)
                templates_now(self._memory)
                snapshot = Snapshot(checked, self._occasion, self._memory)
                for path in {*self._watched, self._recent}:
                    snapshot.get(path)
            except Exception as error:
                self._fail(error)
                return
            mended, self._trouble, self._snapshot = self._trouble is not None, None, snapshot
            self._report(checked, mended)
        self._tell()

    def get(self, path: str) -> tuple[int, bytes]:
        """HTTP status and bytes for the file at ``path``."""
        with self._lock:
            if self._snapshot is None:
                return (200, self._own(path) or _notice(self._trouble or Trouble("", "Reading the site.", "")))
            if path.endswith(".html"):
                self._recent = path
            try:
                data = self._snapshot.get(path)
                if data is None:
                    return (404, preview.notice(None))  # not the site's own: this one shows what is written next
                if path in self._snapshot.live:
                    version = self._snapshot.version(path)
                    self._good[path] = (version, _with_version(data, version))
                    return (200, self._good[path][1])
            except Exception as error:
                self._fail(error)
                return (200, self._good[path][1] if path in self._good else _notice(self._trouble))
            return (200, data)

    def _own(self, path: str) -> bytes | None:
        """A file of ours that needs no site; None for another."""
        with contextlib.suppress(Exception):
            ours = (*preview.files(), assets.style(), assets.script())
            return next((file.data for file in ours if file.path == path), None)
        return None

    def state(self, path: str) -> tuple[str, Trouble | None]:
        """The version of the page at ``path``, "" where there is none; and what is wrong just now."""
        with self._lock:
            version = ""
            if self._snapshot is not None:
                try:
                    there = path in self._snapshot.live and self._snapshot.get(path) is not None
                    version = self._snapshot.version(path) if there else ""
                except Exception as error:
                    self._fail(error)
                    version = self._good.get(path, ("", b""))[0]
            return version, self._trouble

    def watch(self, path: str, number: int) -> None:
        """Notes that a page is being looked at (1) or no longer is (-1): such pages are made before anybody is told."""
        with self._lock:
            self._watched[path] += number
            self._watched += Counter()  # drops what nobody looks at

    def wait(self, stamp: int, seconds: float) -> int:
        """Waits until something has changed since ``stamp``, at most for ``seconds``. Returns the new stamp."""
        with self._told:
            self._told.wait_for(lambda: self.stamp != stamp, seconds)
            return self.stamp

    def _fail(self, error: Exception) -> None:
        trouble = _trouble_of(error)
        if trouble != self._trouble:
            self._trouble = trouble
            where = f"{trouble.place}  error\n    {trouble.message}" if trouble.place else trouble.message
            todo = trouble.todo
            self._say(f"{where}\nNext: {todo[0].lower() + todo[1:] if todo[1:2].islower() else todo}")
            self._tell()

    def _report(self, checked: Checked, mended: bool) -> None:
        """Says what is wrong that was not wrong before, and how much that is in all."""
        found, before = frozenset(checked.findings), self._reported or frozenset()
        if found != self._reported or mended:
            new = [finding for finding in checked.findings if finding not in before]
            self._say(as_text(new) + summary_line(checked.findings, checked.site))
        self._reported = found

    def _tell(self) -> None:
        with self._told:
            self.stamp += 1
            self._told.notify_all()


def _trouble_of(error: Exception) -> Trouble:
    if isinstance(error, InputError):
        return Trouble(str(error.place), error.message, error.todo)
    if isinstance(error, UseError):
        return Trouble("", error.message, error.todo)
    if isinstance(error, OSError):
        where = f": {error.filename}" if error.filename else ""
        return Trouble("", f"The system refused: {error.strerror or error}{where}.", "Mend that, and save again.")
    message = f"Large Print itself has failed: {type(error).__name__}: {error}"
    return Trouble("", message, "Take the last change back, and report this.")


def _with_version(page: bytes, version: str) -> bytes:
    return page.replace(b"</head>", f'<meta name="lp-version" content="{version}">\n</head>'.encode(), 1)


def _notice(trouble: Trouble | None) -> bytes:
    """The page that stands in; in plain words where its own template is what is broken."""
    try:
        return preview.notice(trouble)
    except Exception:
        words = trouble or Trouble("", "There is nothing to show yet.", "")
        plain = html.escape(" ".join((words.place, words.message, words.todo)).strip())
        script = f'<script src="/{preview.SCRIPT}" defer></script>'
        head = f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Preview</title>{script}</head>'
        return f"{head}<body><p>{plain}</p></body></html>".encode()
