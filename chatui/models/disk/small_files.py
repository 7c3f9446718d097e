"""Reads small files of other programs without trusting them; what they mean is not known here."""

import json
import stat
from pathlib import Path

_MOST_BYTES = 1 << 20
"""Manifests and settings have some hundreds to some thousands of bytes."""


def small_text(path: Path) -> str | None:
    """The file's text; None where it is absent, no regular file, over 1 MiB, or not readable as UTF-8."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
            return None
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8")
    except (OSError, ValueError):  # ValueError: also a path with a NUL
        return None


def small_json(path: Path) -> object:
    """What the file's JSON text says; None where there is none."""
    text = small_text(path)
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return None


def in_home(path: str) -> Path:
    """A path that begins with `~`, in full; as it is, where this user's home folder is not known."""
    try:
        return Path(path).expanduser()
    except RuntimeError:
        return Path(path)
