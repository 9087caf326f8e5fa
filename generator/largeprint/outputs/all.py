"""Imports every output, so that the registry is full. A new output is a new file and a line here."""

from largeprint.outputs import answers, component, embed, front, gone, history, hosting, images, offline, page

__all__ = ["answers", "component", "embed", "front", "gone", "history", "hosting", "images", "offline", "page"]
