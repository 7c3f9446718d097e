"""Opens the file of conversations, whatever is found in its place; what is in it is not known here."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from chatui.errors import StoreError
from chatui.store.damage import forget_mark, is_marked, move_aside
from chatui.store.database import BUSY_TIMEOUT_S, Database
from chatui.store.faults import is_damage
from chatui.store.migrations import APPLICATION_ID, migrate
from chatui.store.recovery import mark_interrupted, purge_deleted

_CHECKED_BYTES = 16 * 2**20
"""A file up to this size is checked as a whole each time: that takes 15 ms. A larger one only after a read
or a write met damage."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of conversations that can be used."""

    database: Database
    moved_to: Path | None = None
    """Where a file went that was damaged or not chatui's; None: there was none."""
    interrupted: tuple[str, ...] = ()
    """Ids of conversations in which a process died while it answered, found now, the newest first."""

    @property
    def notice(self) -> str:
        """What a person should know, one or two sentences; empty where all is well."""
        if self.moved_to is None:
            return ""
        return (
            "The file of conversations was damaged, or not chatui's, so a new one was begun. "
            f"The old one is {self.moved_to}."
        )


def open_database(path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> Opened:
    """Open the file, make it or bring it up to date; what a dead process left unfinished is marked.

    Raises StoreError: locked, not permitted, disk full, or written by a newer chatui. The file is then left
    as it is.
    """
    database = Database(path, busy_timeout_s)
    moved_to: Path | None = None
    try:
        if not _is_usable(database):
            moved_to = _replace(database)
        migrate(database)
        database.choose_journal()
        interrupted = mark_interrupted(database)
        purge_deleted(database)
    except BaseException:
        database.close()
        raise
    return Opened(database, moved_to, interrupted)


def _replace(database: Database) -> Path | None:
    found = database.path.stat()
    try:
        moved_to = _move_and_close(database, found)
    except OSError as error:
        raise StoreError(
            f"The file of conversations, {database.path}, is damaged and cannot be moved: {error.strerror}.",
            "Move it yourself, with the files whose names begin with its name.",
        ) from error
    database.open()
    return moved_to


def _move_and_close(database: Database, found: os.stat_result) -> Path | None:
    """Close after moving: closing empties a write-ahead log that lies beside the file, and deletes it."""
    try:
        return move_aside(database.path, found)
    except PermissionError:  # Windows moves no open file
        database.close()
        return move_aside(database.path, found)
    finally:
        database.close()


def _is_usable(database: Database) -> bool:
    """The file opens; it is empty, or chatui's and not known to be damaged."""
    try:
        database.open()
        with database.reading() as connection:
            return _is_own(connection) and _is_whole(connection, database.path)
    except StoreError as error:
        if isinstance(error.__cause__, sqlite3.Error) and is_damage(error.__cause__):
            return False
        raise


def _is_own(connection: sqlite3.Connection) -> bool:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return bool(application == APPLICATION_ID or (application == 0 and tables == 0))


def _is_whole(connection: sqlite3.Connection, path: Path) -> bool:
    if path.stat().st_size > _CHECKED_BYTES and not is_marked(path):
        return True
    is_whole = bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    if is_whole:
        forget_mark(path)
    return is_whole
