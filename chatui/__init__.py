"""Watch a reasoning model think, in a terminal, offline; this module knows only the version."""

__version__ = "0.1.0"
