"""``largeprint serve``: the site as it is being written, on an address that only this machine can reach.

Everything comes from memory; nothing is written. A page hears of changes by one stream of events.
"""

from __future__ import annotations

import gc
import json
import posixpath
import re
import threading
from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from urllib.parse import parse_qs, quote, unquote, urlsplit

from largeprint.hosts.live import Live
from largeprint.hosts.watch import Watch
from largeprint.layers.occasion import Occasion
from largeprint.model.finding import BusyError
from largeprint.outputs.hosting import HEADERS
from largeprint.outputs.preview import EVENTS
from largeprint.outputs.templates import template_root
from largeprint.read.site import read_site

HOST = "127.0.0.1"
PORTS = 20
"""How many ports are tried, one after the other, until one is free."""

_LOOPBACK = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])\.?(:\d+)?", re.IGNORECASE)
"""Names of this machine. A page of elsewhere that has its own name lead here is refused (DNS rebinding)."""

_BEAT = 10.0
"""Seconds after which a silent stream says that it is still there, and so finds out that nobody listens."""

TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "svg": "image/svg+xml",
}


class Server:
    """The preview of the site in ``root``. Entering it binds the port, reads and answers; ``run`` follows changes.

    ``say`` prints for the person at the console. ``port`` 0 takes any that is free.
    """

    def __init__(self, root: Path, port: int, occasion: Occasion, say: Callable[[str], None]) -> None:
        self._root, self._port, self._say = root, port, say
        self.live = Live(root, occasion, say)
        self._ended = False
        self._answers = False
        self._watch = Watch([root / "content", template_root()])

    def __enter__(self) -> Server:
        self._http = _listen(self._port, self.live)
        try:
            self._watch.__enter__()
            threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
            self._answers = True
            self.live.refresh()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._watch.__exit__(kind, error, at)
        if self._answers:
            self._http.shutdown()  # else its thread would go on asking, without a pause, after a port that is closed
        self._http.server_close()

    @property
    def address(self) -> str:
        """Where it is."""
        return f"http://{HOST}:{self._http.server_address[1]}/"

    def run(self) -> None:
        """Follows changes until ``stop``."""
        while True:
            self._watch.wait()
            if self._ended:
                return
            self.live.refresh()

    def stop(self) -> None:
        """Ends ``run``. For another thread."""
        self._ended = True
        self._watch.wake()

    @property
    def polls(self) -> bool:
        """Whether changes are found by looking again and again."""
        return self._watch.polls


def serve(root: Path, port: int, occasion: Occasion, say: Callable[[str], None]) -> None:
    """Shows the site in ``root`` until Ctrl-C. Raises ``UseError`` or ``InputError`` without a folder ``content``,
    ``BusyError`` without a free port."""
    if not (root / "content").is_dir():
        read_site(root)  # says why not
    try:
        with Server(root, port, occasion, say) as server:
            where = f" (port {port} is taken)" if port and f":{port}/" not in server.address else ""
            say(f"The preview is at {server.address}{where}. It follows every save; Ctrl-C ends it.")
            if server.polls:
                say("The system tells of no changes here, so files are looked at every second.")
            gc.collect()
            gc.freeze()  # what was read stays for long; looking for waste in it would cost each save its time
            server.run()
    except KeyboardInterrupt:
        say("Ended.")


def _listen(port: int, live: Live) -> ThreadingHTTPServer:
    handler = type("Handler", (_Handler,), {"live": live})
    for tried in range(port, min(port + PORTS, 65536) if port else 1):
        try:
            return ThreadingHTTPServer((HOST, tried), handler)
        except OSError as error:
            refused = error
    message = f"No port from {port} on could be had: {refused.strerror}."
    raise BusyError(message, "largeprint serve --port 0 takes any that is free")


class _Handler(BaseHTTPRequestHandler):
    live: Live
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "LargePrint", ""
    timeout = 60

    def do_GET(self) -> None:
        """A file, or the stream of events."""
        if not _LOOPBACK.fullmatch(self.headers.get("Host", "")):
            message = b"This preview answers to names of this machine only, such as localhost.\n"
            self._send(HTTPStatus.MISDIRECTED_REQUEST, TYPES["txt"], message)
            return
        url = urlsplit(self.path if self.path.startswith("/") else "/")
        path = file_of(url.path)
        if path == EVENTS:
            if self.command == "GET":
                self._stream(file_of(parse_qs(url.query).get("page", ["/"])[0]))
            else:
                self._send(HTTPStatus.OK, "text/event-stream", b"")
            return
        status, data = self.live.get(path)
        if status == HTTPStatus.NOT_FOUND and self.live.state(f"{path}/index.html")[0]:
            self._send(HTTPStatus.MOVED_PERMANENTLY, TYPES["txt"], b"", location=f"/{quote(path)}/")
            return
        ending = path.rpartition(".")[2].lower() if status == HTTPStatus.OK and "." in path else "html"
        self._send(status, TYPES.get(ending, "application/octet-stream"), data)

    do_HEAD = do_GET

    def _send(self, status: int, kind: str, data: bytes, location: str = "") -> None:
        self.send_response(status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Type", kind)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _stream(self, path: str) -> None:
        """The state of a page, at once and whenever it has changed: its version, and what is wrong."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.live.watch(path, 1)
        try:
            before: object = None
            while True:
                stamp = self.live.stamp
                version, trouble = state = self.live.state(path)
                told = {"page": version, "trouble": asdict(trouble) if trouble else None}
                line = f"data: {json.dumps(told)}\n\n" if state != before else ": still here\n\n"
                self.wfile.write(line.encode())
                self.wfile.flush()
                before = state
                self.live.wait(stamp, _BEAT)
        finally:
            self.live.watch(path, -1)

    def handle(self) -> None:
        """A browser that goes away in the middle is nobody's fault."""
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the console is for what is wrong with the text."""


def file_of(path: str) -> str:
    """The file that a path of an address (percent-encoded) names. It never leads out of the site."""
    plain = unquote(path, errors="replace")
    named = posixpath.normpath(f"/{plain}").lstrip("/")
    folder = plain.endswith(("/", "/.", "/..")) or not named
    return f"{named}/index.html".lstrip("/") if folder else named
