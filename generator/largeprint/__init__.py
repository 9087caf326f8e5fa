"""Large Print: the short answers in large print, the small print one tap below, and never a gap between the two."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("largeprint")
except PackageNotFoundError:  # run from a checkout that was not installed
    __version__ = "0.0.0"

__all__ = ["__version__"]
