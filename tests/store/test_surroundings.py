"""A write-ahead log that is gone, a home that can only be read, no home, another time zone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from chatui.config.paths import database_path
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.opening import open_database
from tests.pseudo_terminal import Terminal, terminal_with
from tests.store.chats import PYTHON, chat, integrity

_UNPRIVILEGED = (PYTHON, "-m", "tests.unprivileged")
_CHATUI = (PYTHON, "-m", "chatui")
_KILLED_WITH_A_LOG = """
import os, signal, sys
from pathlib import Path
from chatui.store.opening import open_database
from tests.store.chats import chat

database = open_database(Path(sys.argv[1])).database
kept = int(sys.argv[2])
with database.writing():
    for number in range(kept):
        chat(database, f"Old {number}?", "It is a number. " * 20)
connection = database._live()
connection.execute("PRAGMA journal_mode = WAL").fetchone()
connection.execute("PRAGMA wal_autocheckpoint = 0")
for number in range(40):
    chat(database, f"New {number}?", "It is a number. " * 20)
if sys.argv[3] == "half":
    # A checkpoint that a kill ends: page by page, the newest of each, and the rest is not there.
    log = Path(f"{sys.argv[1]}-wal").read_bytes()
    size = int.from_bytes(log[8:12], "big")
    frames = range(32, len(log), 24 + size)
    newest = {int.from_bytes(log[start : start + 4], "big"): log[start + 24 :][:size] for start in frames}
    with open(sys.argv[1], "r+b") as file:
        for page in sorted(newest)[: len(newest) // 2]:
            file.seek((page - 1) * size)
            file.write(newest[page])
os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_with_a_log(path: Path, kept: int, how: str = "whole") -> None:
    """A file whose last messages stand in its write-ahead log alone, or half in both."""
    command = [PYTHON, "-c", _KILLED_WITH_A_LOG, str(path), str(kept), how]
    assert subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert Path(f"{path}-wal").stat().st_size


def titles(database: Database) -> list[str]:
    return [each.title for each in list_conversations(database)]


def test_row_42_without_its_log_a_file_has_what_it_had_before(path: Path) -> None:
    killed_with_a_log(path, kept=3)
    Path(f"{path}-wal").unlink()
    opened = open_database(path)
    assert opened.moved_to is None
    assert titles(opened.database) == ["Old 2?", "Old 1?", "Old 0?"]
    chat(opened.database, "And now?")
    opened.database.close()
    assert integrity(path) == "ok"


def test_row_42_a_log_without_its_index_loses_nothing(path: Path) -> None:
    killed_with_a_log(path, kept=3)
    Path(f"{path}-shm").unlink()
    opened = open_database(path)
    assert len(titles(opened.database)) == 43
    opened.database.close()


def test_row_42_half_a_checkpoint_without_its_log_is_moved_aside_or_whole(path: Path) -> None:
    killed_with_a_log(path, kept=3, how="half")
    Path(f"{path}-wal").unlink()
    spoilt = path.read_bytes()
    opened = open_database(path)
    assert opened.moved_to is not None
    assert str(opened.moved_to) in opened.notice
    assert opened.moved_to.read_bytes() == spoilt
    assert titles(opened.database) == []
    chat(opened.database, "And now?")
    opened.database.close()
    assert integrity(path) == "ok"


@contextmanager
def only_readable(folder: Path) -> Iterator[None]:
    """A folder and all in it, without the right to write."""
    modes = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in modes.items():
        path.chmod(mode & 0o555)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


def run(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """As an ordinary user, wherever the tests run as root."""
    return subprocess.run(
        [*_UNPRIVILEGED, *command],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
    )


@pytest.fixture
def kept_home(own_home: Path) -> Path:
    """A home with one conversation."""
    database = open_database(database_path()).database
    chat(database, "Well kept?")
    database.close()
    return own_home


def test_row_49_a_home_that_can_only_be_read_is_read(kept_home: Path) -> None:
    with only_readable(kept_home):
        listed = run(*_CHATUI, "chats", "list")
        found = run(*_CHATUI, "chats", "search", "kept")
        deleted = run(*_CHATUI, "chats", "delete", "--yes", listed.stdout.split()[0])
    assert "Well kept?" in listed.stdout
    assert "Well kept?" in found.stdout
    assert deleted.returncode == 1
    assert str(database_path()) in deleted.stderr
    assert "cannot be written. Check the permissions" in deleted.stderr
    assert "Traceback" not in deleted.stderr
    assert integrity(database_path()) == "ok"


def test_row_49_a_home_in_which_nothing_can_be_made_is_named(own_home: Path) -> None:
    own_home.mkdir(parents=True)
    with only_readable(own_home):
        listed = run(*_CHATUI, "chats", "list")
    assert listed.returncode == 1
    assert f"The folder {own_home / 'data'} cannot be made: Permission denied." in listed.stderr


def test_row_49_without_a_home_the_folder_that_is_named_is_enough(kept_home: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name != "HOME"}
    listed = subprocess.run([*_CHATUI, "chats", "list"], capture_output=True, text=True, check=True, env=bare)
    assert "Well kept?" in listed.stdout


@pytest.mark.parametrize("locale", ["C", "POSIX", "de_DE.ISO-8859-1"])
def test_row_49_a_locale_without_unicode_reads_and_writes_all_of_it(own_home: Path, locale: str) -> None:
    database = open_database(database_path()).database
    chat(database, "Größe 😀?")
    database.close()
    listed = run(*_CHATUI, "chats", "list", "--json", LC_ALL=locale, LANG=locale, PYTHONUTF8="0")
    assert listed.returncode == 0
    assert "Gr" in listed.stdout
    assert "Traceback" not in listed.stderr


def test_row_49_another_time_zone_changes_what_is_printed_and_no_order(own_home: Path) -> None:
    for number, zone in enumerate(("EAST-14", "WEST+12", "UTC0")):
        asked = run(*_CHATUI, "ask", "--save", f"What is {number} + 1?", TZ=zone)
        assert asked.returncode == 0, asked.stderr
    times = []
    for zone in ("EAST-14", "WEST+12"):
        lines = run(*_CHATUI, "chats", "list", TZ=zone).stdout.splitlines()
        assert [line.split("  ")[-1] for line in lines] == [f"What is {n} + 1?" for n in (2, 1, 0)]
        times.append(lines[0].split("  ")[1])
    assert times[0] > times[1]


if sys.platform != "win32":

    @contextmanager
    def app_of(home: Path) -> Iterator[Terminal]:
        """The app, bound by permissions, with a data folder that can only be read."""
        with only_readable(home / "data"), terminal_with([*_UNPRIVILEGED, *_CHATUI], size=(40, 160)) as app:
            yield app

    def test_row_49_the_app_says_that_nothing_is_kept_and_answers(kept_home: Path) -> None:
        with app_of(kept_home) as app:
            app.read_until(b"ready")
            app.type("What is 2 + 3?\r")
            app.read_until(b"not being kept", b"permissions", b"done")
            app.type("\x11")
            assert app.end() == 0
        assert integrity(database_path()) == "ok"
