"""One connection to the file of conversations, and its transactions; it knows no table.

Every write begins with `BEGIN IMMEDIATE`: a transaction that reads first and writes later fails at once
where another instance has written between, however long the busy timeout is.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from chatui.errors import StoreError
from chatui.store.damage import mark_damaged
from chatui.store.faults import is_damage, store_error

BUSY_TIMEOUT_S = 2.0
"""How long a statement waits for another instance, which holds the file for tens of milliseconds."""

_WAL_IS_SAFE = (3, 51, 3)
"""Before it, two connections that commit and checkpoint a write-ahead log at once can damage the file."""


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """How SQLite of a version keeps a half-written transaction apart.

    Measured while streaming, with `synchronous=FULL` on an ordinary disk: a commit takes 4 ms with WAL and
    20 ms with DELETE. At two commits a second, in a thread that waits for the engine, both go unnoticed.
    """
    return "WAL" if version >= _WAL_IS_SAFE else "DELETE"


class Database:
    """Reads and writes of one process; any thread may call, and one at a time is served.

    A call blocks for as long as a commit takes, and up to the busy timeout where another instance writes.
    Everything here raises StoreError and no other error of SQLite's.
    """

    def __init__(self, path: Path, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        self.path = path
        self.version: int | None = None
        """The schema's version that this process understands; None until the schema is in order."""
        self._pid = os.getpid()
        self._lock = RLock()
        self._busy_timeout_s = busy_timeout_s
        self._connection: sqlite3.Connection | None = None

    def open(self) -> None:
        """Connect; the file is created, for this user alone, where there is none."""
        with self._explained():
            _make_private(self.path)
            connection = sqlite3.connect(
                self.path, timeout=self._busy_timeout_s, isolation_level=None, check_same_thread=False
            )
            self._connection = connection
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA trusted_schema = OFF")

    def choose_journal(self) -> None:
        """Set the journal mode; only once the file is known to be chatui's own, since it is kept in it."""
        with self._explained():
            connection = self._live()
            wanted = journal_mode()
            kept = connection.execute("PRAGMA journal_mode").fetchone()[0]
            if kept.upper() != wanted:
                connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One unchanging view of the file for several statements."""
        with self._lock, self._explained():
            connection = self._live()
            if connection.in_transaction:  # inside a write of this thread
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                _end(connection, "COMMIT")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All of it is kept, or nothing; a write inside a write belongs to the outer one."""
        with self._lock, self._explained():
            connection = self._live()
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN IMMEDIATE")
            try:
                self._check_version(connection)
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                _end(connection, "ROLLBACK")
                raise

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        with self._lock:
            if self._connection is not None and self._pid == os.getpid():
                self._connection.close()
            self._connection = None

    def _check_version(self, connection: sqlite3.Connection) -> None:
        kept = connection.execute("PRAGMA user_version").fetchone()[0]
        if self.version is not None and kept != self.version:
            raise StoreError(
                f"A newer chatui has changed the form of {self.path}.",
                "Close this chatui and start it again.",
            )

    def _live(self) -> sqlite3.Connection:
        if self._connection is None:
            raise StoreError(f"The file of conversations, {self.path}, is closed.", "Start chatui again.")
        if self._pid != os.getpid():
            # SQLite's locks do not survive a fork, and two processes would write over each other.
            raise StoreError("A connection to the conversations was carried into another process.")
        return self._connection

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if is_damage(error):
                mark_damaged(self.path)
            raise store_error(self.path, error) from error
        except OSError as error:
            raise StoreError(
                f"The file of conversations, {self.path}, cannot be opened: {error.strerror}.",
                "Check the permissions of the file and its folder.",
            ) from error


def _end(connection: sqlite3.Connection, how: str) -> None:
    # After a full disk SQLite has rolled back by itself; a second error here would hide the first.
    with suppress(sqlite3.Error):
        if connection.in_transaction:
            connection.execute(how)


def _make_private(path: Path) -> None:
    """Create the file readable for its owner alone: SQLite gives its journals the same permissions.

    A file that is there is not opened: closing it would give up the locks of this process's connections.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            with suppress(OSError):  # another user's file, which SQLite will refuse or not
                path.chmod(0o600)
