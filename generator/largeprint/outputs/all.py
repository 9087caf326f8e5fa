"""Imports every output, so that the registry is full. A new output is a new file and a line here."""

from largeprint.outputs import front, gone, history, hosting, images, offline, page

__all__ = ["front", "gone", "history", "hosting", "images", "offline", "page"]
