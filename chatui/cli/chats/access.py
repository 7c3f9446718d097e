"""Opens the store for one command, and says what a person should know of it; it runs no command."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from chatui.cli.console import Console
from chatui.config.paths import database_path
from chatui.store.database import Database
from chatui.store.opening import open_database


@contextmanager
def store() -> Iterator[tuple[Database, Console]]:
    """The conversations and a console, for as long as the command runs. Raises StoreError."""
    console = Console(sys.stdout, sys.stderr)
    opened = open_database(database_path())
    if opened.notice:
        console.narrate(opened.notice)
    try:
        yield opened.database, console
    finally:
        opened.database.close()
