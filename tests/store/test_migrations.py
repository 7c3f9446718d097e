"""A schema is the old one or the new one, never between, and a copy of the old one is kept."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from chatui.errors import StoreError
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.migrations import migrate
from chatui.store.opening import open_database
from chatui.store.schema import MIGRATIONS, Migration
from tests.engine.conftest import wait_until
from tests.store.chats import PYTHON, chat, integrity

MORE = Migration("more", ("CREATE TABLE more(x)",))
FURTHER = Migration("further", ("CREATE TABLE further(x)",))
BROKEN = Migration("broken", ("ALTER TABLE messages ADD COLUMN note TEXT", "INSERT INTO nowhere VALUES (1)"))

_MIGRATE_FOR_EVER = """
import sys
from pathlib import Path
from chatui.store.database import Database
from chatui.store.migrations import migrate
from chatui.store.schema import MIGRATIONS, Migration
endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) INSERT INTO grown SELECT x FROM n"
database = Database(Path(sys.argv[1]))
database.open()
migrate(database, (*MIGRATIONS, Migration("endless", ("CREATE TABLE grown(x)", endless))))
"""


def tables(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob("chatui.db.backup-*"))


def opened(path: Path) -> Database:
    database = Database(path)
    database.open()
    return database


def test_names_are_kept(database: Database) -> None:
    with database.reading() as connection:
        names = [row["name"] for row in connection.execute("SELECT name FROM migrations ORDER BY rowid")]
    assert names == [migration.name for migration in MIGRATIONS]


def test_a_new_file_needs_no_backup(database: Database, path: Path) -> None:
    assert backups(path) == []


def test_what_was_there_stays_and_a_copy_is_kept(database: Database, path: Path) -> None:
    chat(database, "Before?")
    migrate(database, (*MIGRATIONS, MORE))
    assert "more" in tables(path)
    assert [c.title for c in list_conversations(database)] == ["Before?"]
    (copy,) = backups(path)
    assert copy.stat().st_mode & 0o777 == 0o600
    assert "more" not in tables(copy)
    assert integrity(copy) == "ok"
    assert [c.title for c in list_conversations(open_database(copy).database)] == ["Before?"]


def test_several_steps_make_one_copy(database: Database, path: Path) -> None:
    migrate(database, (*MIGRATIONS, MORE, FURTHER))
    assert len(backups(path)) == 1
    assert {"more", "further"} <= tables(path)


def test_a_file_from_before_comparisons_gets_their_tables(path: Path) -> None:
    old = opened(path)
    migrate(old, MIGRATIONS[:1])
    chat(old, "Before?")
    old.close()
    database = open_database(path).database
    assert {"comparisons", "variants", "lanes"} <= tables(path)
    assert [c.title for c in list_conversations(database)] == ["Before?"]
    (copy,) = backups(path)
    assert copy.name.startswith("chatui.db.backup-conversations-")


def test_a_step_that_fails_changes_nothing(database: Database, path: Path) -> None:
    chat(database, "Before?")
    with pytest.raises(StoreError, match="nowhere"):
        migrate(database, (*MIGRATIONS, BROKEN))
    with database.reading() as connection:
        columns = [row["name"] for row in connection.execute("PRAGMA table_info(messages)")]
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert "note" not in columns
    assert len(backups(path)) == 1


def test_a_step_that_is_killed_changes_nothing(database: Database, path: Path) -> None:
    chat(database, "Before?")
    database.close()
    process = subprocess.Popen([PYTHON, "-c", _MIGRATE_FOR_EVER, str(path)])
    try:
        size = path.stat().st_size
        wait_until(lambda: path.stat().st_size > size or Path(f"{path}-wal").exists())
    finally:
        process.kill()
        process.wait()
    database = open_database(path).database
    assert "grown" not in tables(path)
    assert integrity(path) == "ok"
    assert [c.title for c in list_conversations(database)] == ["Before?"]
    (copy,) = backups(path)
    assert integrity(copy) == "ok"


def test_an_instance_that_was_open_before_writes_no_more(database: Database, path: Path) -> None:
    other = opened(path)
    migrate(other)
    migrate(database, (*MIGRATIONS, MORE))
    with pytest.raises(StoreError, match="newer chatui"):
        chat(other)
    assert list_conversations(other) == []
