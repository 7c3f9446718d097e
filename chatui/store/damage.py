"""Moves a file that cannot be a file of conversations aside; it deletes nothing and knows no SQLite."""

import os
import time
from contextlib import suppress
from pathlib import Path

_COMPANIONS = ("-wal", "-shm", "-journal")
"""SQLite's own files beside a database; a database without its write-ahead log has lost data."""


def move_aside(path: Path, found: os.stat_result) -> Path | None:
    """Rename the file that `found` describes, with its companions; returns its new path.

    None where another file is there by now: another instance was faster. Raises OSError.
    """
    target = _free_name(path)
    if not _is_still(path, found):
        return None
    for companion in _COMPANIONS:
        with suppress(FileNotFoundError):
            os.rename(f"{path}{companion}", f"{target}{companion}")
    os.rename(path, target)
    with suppress(FileNotFoundError):
        _marker(path).unlink()
    return target


def mark_damaged(path: Path) -> None:
    """Have the file checked as a whole the next time that it is opened."""
    with suppress(OSError):
        os.close(os.open(_marker(path), os.O_CREAT | os.O_WRONLY, 0o600))


def is_marked(path: Path) -> bool:
    """A read or a write met damage since the file was checked as a whole."""
    return _marker(path).exists()


def forget_mark(path: Path) -> None:
    """The file was checked and is whole."""
    with suppress(OSError):
        _marker(path).unlink()


def _marker(path: Path) -> Path:
    return path.with_name(f"{path.name}.check")


def _is_still(path: Path, found: os.stat_result) -> bool:
    try:
        now = path.stat()
    except FileNotFoundError:
        return False
    return (now.st_dev, now.st_ino) == (found.st_dev, found.st_ino)


def _free_name(path: Path) -> Path:
    stem = f"{path.name}.corrupt-{time.strftime('%Y%m%d-%H%M%S')}"
    names = (stem if number == 1 else f"{stem}-{number}" for number in range(1, 10_000))
    return next(target for name in names if not (target := path.with_name(name)).exists())
