"""Imports every output, so that the registry is full. A new output is a new file and a line here."""

from largeprint.outputs import component, front, gone, history, hosting, images, offline, page

__all__ = ["component", "front", "gone", "history", "hosting", "images", "offline", "page"]
