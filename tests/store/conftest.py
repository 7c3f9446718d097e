"""A file of conversations in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatui.store.database import Database
from chatui.store.opening import open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "chatui.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(path).database
    yield database
    database.close()
