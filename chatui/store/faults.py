"""Turns SQLite's errors into sentences; it knows no table and repairs nothing."""

import sqlite3
from pathlib import Path

from chatui.errors import StoreError

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_SENTENCES = {
    sqlite3.SQLITE_BUSY: (
        "is in use by another program",
        "Wait for it, or close it; nothing that was kept is lost.",
    ),
    sqlite3.SQLITE_FULL: (
        "cannot grow: the disk is full",
        "Free some space and save again; what was kept before is whole.",
    ),
    sqlite3.SQLITE_IOERR: (
        "cannot be written or read",
        "Look at the disk and its free space, then save again; what was kept before is whole.",
    ),
    sqlite3.SQLITE_READONLY: ("cannot be written", "Check the permissions of the file and its folder."),
    sqlite3.SQLITE_PERM: ("cannot be opened", "Check the permissions of the file and its folder."),
    sqlite3.SQLITE_CANTOPEN: ("cannot be opened", "Check the permissions of the file and its folder."),
    sqlite3.SQLITE_CORRUPT: (
        "is damaged",
        "Start chatui again: it then checks the file, moves it aside and goes on with a new one.",
    ),
    sqlite3.SQLITE_TOOBIG: ("cannot hold a text of this length", "Shorten it."),
}
_SENTENCES[sqlite3.SQLITE_LOCKED] = _SENTENCES[sqlite3.SQLITE_BUSY]
_SENTENCES[sqlite3.SQLITE_NOTADB] = _SENTENCES[sqlite3.SQLITE_CORRUPT]


def primary_code(error: sqlite3.Error) -> int | None:
    """SQLite's result code without its extension; None where the error does not come from SQLite."""
    code = getattr(error, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else None


def is_damage(error: sqlite3.Error) -> bool:
    """The file's content is wrong, so that trying again does not help."""
    return primary_code(error) in _DAMAGE


def store_error(path: Path, error: sqlite3.Error) -> StoreError:
    """What happened to the file, and what to do next."""
    known = _SENTENCES.get(primary_code(error) or -1)
    if known is None:
        return StoreError(f"The conversations in {path} cannot be used: {error}.", "Start chatui again.")
    what, hint = known
    return StoreError(f"The file of conversations, {path}, {what}.", hint)
