"""Whatever lies where the conversations should be, chatui starts, and nothing is deleted."""

import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from chatui.errors import StoreError
from chatui.store.database import Database, journal_mode
from chatui.store.listing import list_conversations
from chatui.store.migrations import APPLICATION_ID
from chatui.store.opening import open_database
from tests.store.chats import PYTHON, chat, integrity

_WRITE = """
import json, os, sys
from pathlib import Path
os.umask(int(sys.argv[2], 8))
from chatui.store.opening import open_database
from tests.store.chats import chat
path = Path(sys.argv[1])
database = open_database(path).database
with database.writing() as connection:
    connection.execute("INSERT INTO migrations VALUES ('x', 0)")
    connection.execute("PRAGMA cache_spill = 1")
    modes = {name: (path.parent / name).stat().st_mode & 0o777 for name in os.listdir(path.parent)}
chat(database)
print(json.dumps({**modes, ".": path.parent.stat().st_mode & 0o777}))
"""


def raw(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def filled(path: Path, count: int = 40) -> None:
    database = open_database(path).database
    with database.writing():
        for number in range(count):
            chat(database, f"What is {number}?", "It is a number. " * 20)
    database.close()


@pytest.mark.parametrize("umask", ["000", "022", "077"])
def test_everything_is_readable_for_its_owner_alone(path: Path, umask: str) -> None:
    done = subprocess.run(
        [PYTHON, "-c", _WRITE, str(path), umask], capture_output=True, text=True, check=True
    )
    modes = json.loads(done.stdout)
    assert modes.pop(".") == 0o700
    assert "chatui.db-journal" in modes or "chatui.db-wal" in modes
    assert set(modes.values()) == {0o600}


def test_a_file_that_others_may_read_is_closed_to_them(path: Path) -> None:
    filled(path, 1)
    path.chmod(0o644)
    open_database(path).database.close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_file_says_whose_it_is(database: Database, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        assert connection.execute("PRAGMA journal_mode").fetchone()[0].upper() == journal_mode()
    with database.reading() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2


def test_a_write_ahead_log_needs_a_version_without_its_fault() -> None:
    assert journal_mode((3, 40, 1)) == journal_mode((3, 51, 2)) == "DELETE"
    assert journal_mode((3, 51, 3)) == journal_mode((3, 53, 0)) == "WAL"


def overwrite_a_page(path: Path) -> None:
    filled(path)
    with open(path, "r+b") as file:
        file.seek(4096 * 3)
        file.write(os.urandom(4096))


def garbage(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 1000)


def another_programs(path: Path) -> None:
    raw(path, "CREATE TABLE notes(text)", "INSERT INTO notes VALUES ('mine')", "PRAGMA application_id = 7")


def another_programs_without_a_name(path: Path) -> None:
    raw(path, "CREATE TABLE notes(text)")


@pytest.mark.parametrize(
    "spoil", [overwrite_a_page, garbage, another_programs, another_programs_without_a_name]
)
def test_what_cannot_be_used_is_moved_aside_as_it_is(path: Path, spoil: object) -> None:
    path.parent.mkdir()
    assert callable(spoil)
    spoil(path)
    before = path.read_bytes()
    opened = open_database(path)
    assert opened.moved_to
    assert opened.moved_to.read_bytes() == before
    assert ".corrupt-" in opened.moved_to.name
    assert str(opened.moved_to) in opened.notice
    chat(opened.database)
    assert len(list_conversations(opened.database)) == 1


def test_companions_move_along(path: Path) -> None:
    path.parent.mkdir()
    garbage(path)
    for companion in ("-wal", "-shm"):
        Path(f"{path}{companion}").write_bytes(b"old")
    moved_to = open_database(path).moved_to
    assert moved_to
    assert Path(f"{moved_to}-wal").read_bytes() == b"old"
    assert not Path(f"{path}-wal").exists()


def test_two_files_of_one_second_both_stay(path: Path) -> None:
    path.parent.mkdir()
    moved = set()
    for _ in range(3):
        garbage(path)
        opened = open_database(path)
        opened.database.close()
        moved.add(opened.moved_to)
    assert len(moved) == 3


def test_an_empty_file_is_a_new_one(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    opened = open_database(path)
    assert (opened.moved_to, opened.notice) == (None, "")
    assert list_conversations(opened.database) == []


def test_a_newer_file_is_left_as_it_is(path: Path) -> None:
    filled(path, 1)
    raw(path, "PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer chatui"):
        open_database(path)
    assert path.read_bytes() == before


def read_everything(database: Database) -> None:
    with database.reading() as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            connection.execute(f"SELECT * FROM {name}").fetchall()
        connection.execute("PRAGMA integrity_check").fetchall()


def test_a_large_file_is_checked_once_damage_was_met(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chatui.store.opening._CHECKED_BYTES", 0)
    overwrite_a_page(path)
    opened = open_database(path)
    assert opened.moved_to is None
    with pytest.raises(StoreError, match="damaged"):
        read_everything(opened.database)
    opened.database.close()
    assert open_database(path).moved_to
    assert open_database(path).moved_to is None


def test_a_whole_file_loses_its_mark(path: Path) -> None:
    filled(path, 1)
    mark = path.with_name("chatui.db.check")
    mark.touch()
    assert open_database(path).moved_to is None
    assert not mark.exists()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_database(tmp_path / "file" / "chatui.db")


def test_names_with_spaces_and_signs(tmp_path: Path) -> None:
    path = tmp_path / "ein Ordner 🧠?#%" / "chatui.db"
    filled(path, 2)
    assert path.exists()
    assert len(list_conversations(open_database(path).database)) == 2


def test_a_connection_does_not_cross_a_fork(database: Database, path: Path) -> None:
    chat(database)
    child = os.fork()
    if not child:
        try:
            list_conversations(database)
        except StoreError:
            os._exit(7)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
    assert len(list_conversations(database)) == 1
    assert integrity(path) == "ok"


def test_a_closed_file_says_so(path: Path) -> None:
    database = open_database(path).database
    database.close()
    database.close()
    with pytest.raises(StoreError, match="closed"):
        list_conversations(database)
