"""Whether the templates are still those that pages were made with: templates, words, styles, scripts."""

from __future__ import annotations

from hashlib import sha256

from largeprint.outputs import assets, embed, page, templates
from largeprint.outputs.catalogue import catalogue, known_keys


def digest() -> str:
    """sha256 over the names and bytes of everything in the folder of templates."""
    root = templates.template_root()
    found = sha256()
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        data = path.read_bytes()
        found.update(f"{path.relative_to(root).as_posix()}\0{len(data)}\0".encode())
        found.update(data)
    return found.hexdigest()


def forget() -> None:
    """Has everything of the templates read anew when it is next asked for."""
    templates.forget()
    page.forget()
    embed.forget()
    scripts = (assets.style, assets.script, assets.history_style, assets.history_script, assets.component)
    for kept in (catalogue, known_keys, *scripts):
        kept.cache_clear()
