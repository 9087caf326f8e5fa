"""Shows a page under a scheme of an app's own, as a web view does, with WebKitGTK: run by the system's Python.

    python3 scheme.py FOLDER PATH SCRIPT…

The files of FOLDER are at app://policies/. Each SCRIPT is run once the one before it is done, and its value printed as
a line of JSON; then every address that was asked for, as the last line.
"""

import json
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gio, GLib, Gtk, WebKit2  # noqa: E402

root, page, *scripts = sys.argv[1:]
asked: list[str] = []
TYPES = {".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".css": "text/css"}


def answer(request):
    asked.append(request.get_uri())
    path = Path(root) / request.get_path().lstrip("/")
    data = path.read_bytes()
    stream = Gio.MemoryInputStream.new_from_bytes(GLib.Bytes.new(data))
    request.finish(stream, len(data), TYPES.get(path.suffix, "application/octet-stream"))


def run(view, waiting):
    if not waiting:
        print(json.dumps(asked))
        Gtk.main_quit()
        return False
    view.evaluate_javascript(waiting[0], -1, None, None, None, done, (view, waiting[1:]))
    return False


def done(view, result, more):
    print(view.evaluate_javascript_finish(result).to_json(0))
    GLib.timeout_add(300, run, *more)


def loaded(view, event):
    if event == WebKit2.LoadEvent.FINISHED and not loaded.once:
        loaded.once = True
        GLib.timeout_add(300, run, view, scripts)


loaded.once = False
Gtk.init(None)
context = WebKit2.WebContext.new_ephemeral()
context.register_uri_scheme("app", answer)
window, view = Gtk.Window(), WebKit2.WebView.new_with_context(context)
window.set_default_size(360, 640)
window.add(view)
view.connect("load-changed", loaded)
window.show_all()
view.load_uri(f"app://policies/{page}")
GLib.timeout_add_seconds(20, Gtk.main_quit)
Gtk.main()
