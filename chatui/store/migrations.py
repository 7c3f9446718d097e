"""Brings a file's schema up to date, or leaves it as it was; what the tables mean is not known here."""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from chatui.errors import StoreError
from chatui.store.database import Database
from chatui.store.schema import MIGRATIONS, Migration

APPLICATION_ID = 0x43685569
"""Stands in the file's header: "ChUi"."""


def migrate(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Apply what is missing, each step in a transaction of its own, after one backup of what is there.

    Several instances may do so at once. Raises StoreError, for a file of a newer chatui too; a step that
    fails or is killed leaves the schema of the step before.
    """
    database.version = None
    is_first = True
    while True:
        with database.reading() as connection:
            if _version(connection, database.path, migrations) == len(migrations):
                database.version = len(migrations)
                return
        with database.writing() as connection:
            version = _version(connection, database.path, migrations)
            if version == len(migrations):
                continue
            if version and is_first:
                _back_up(database.path, migrations[version - 1].name)
            is_first = False
            _apply(connection, migrations[version], version + 1)


def _version(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(migrations):
        raise StoreError(
            f"The conversations in {path} were written by a newer chatui.",
            "Update chatui, or set CHATUI_HOME to another folder; the file is left as it is.",
        )
    return version


def _apply(connection: sqlite3.Connection, migration: Migration, version: int) -> None:
    for statement in migration.statements:
        connection.execute(statement)
    connection.execute("INSERT INTO migrations VALUES (?, ?)", (migration.name, time.time()))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")


def _back_up(path: Path, schema: str) -> None:
    """Copy the file, through a connection of its own: the one that writes cannot be copied from."""
    target = path.with_name(f"{path.name}.backup-{schema}-{time.strftime('%Y%m%d-%H%M%S')}")
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(part)) as copy:
        source.backup(copy)
    os.replace(part, target)
