"""Large Print: the short answers in large print, the small print one tap below, and never a gap between the two."""

__version__ = "0.1.0"

__all__ = ["__version__"]
