"""A folder on a loopback address, every answer packed by gzip -9 once, and a list of what was asked for and its size.

Only bodies are counted, not heads. All types that browsers unpack are packed, as a common static host would.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

BLANK = "/lp-blank"
"""An empty page of the same host: the browser starts its process there, before anything is measured."""

_PACKED = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/xml")


@dataclass(slots=True)
class Answer:
    """What was asked for, and the bytes of the body as sent; None while it is being packed."""

    path: str
    size: int | None = None


@lru_cache(maxsize=256)
def _body(path: Path) -> tuple[str, bytes, bool]:
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    data = path.read_bytes()
    packed = kind.startswith(_PACKED)
    return kind, gzip.compress(data, 9, mtime=0) if packed else data, packed


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, list[Answer]]]:
    """The address (without a slash at its end), and the list of answers in the order of asking."""
    answers: list[Answer] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            name = unquote(urlsplit(self.path).path)
            path = folder / name.lstrip("/")
            answer = Answer(name)
            answers.append(answer)
            path = path / "index.html" if name.endswith("/") else path
            if name == BLANK:
                status, (kind, body, packed) = 200, ("text/html", b"<!doctype html><title>.</title>", False)
            elif path.is_file():
                status, (kind, body, packed) = 200, _body(path)
            else:
                status, (kind, body, packed) = 404, ("text/plain", b"", False)
            answer.size = len(body)
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
            if packed:
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            with suppress(ConnectionError):  # a browser that is closed while it still loads
                self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", answers
    finally:
        server.shutdown()
        server.server_close()
