"""A file of conversations in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatui.store.database import Database
from chatui.store.opening import open_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "chatui.db").database
    yield database
    database.close()
