"""Frozen values and pure functions on them. Knows no files, no clock, and the standard library only."""
