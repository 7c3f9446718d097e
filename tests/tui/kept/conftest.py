"""A file of conversations that apps of a test share, and turns to put into it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from chatui.engine.requests import LoadRequest
from chatui.engine.script import Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.session import SessionOptions
from chatui.store.database import Database
from chatui.store.opening import Opened, open_database
from chatui.stored_session import StoredSession
from chatui.tui.kept_chats import StoreChoice


@dataclass
class Kept:
    """The file, and every connection to it that was opened."""

    path: Path
    databases: list[Database] = field(default_factory=list)

    def open(self) -> Opened:
        """Another connection, as another instance has it."""
        opened = open_database(self.path, busy_timeout_s=0.05)
        self.databases.append(opened.database)
        return opened

    def choice(self, key: str | None = None) -> StoreChoice:
        """For an app that begins with this conversation, None: with a new one."""
        return StoreChoice(self.open, partial(_same, key))

    def ask(self, *questions: str, scripts: tuple[Script, ...] = ()) -> str:
        """Hold a conversation; returns its id."""
        engine = ScriptedEngine(scripts or [script_of("Let me think of it.", "So it is.")])
        session = StoredSession(engine, SessionOptions(LoadRequest("x.gguf")), self.open().database)
        for question in questions:
            list(session.send(question))
        assert session.conversation_id
        return session.conversation_id


def _same(key: str | None, _: Database) -> str | None:
    return key


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(tmp_path / "chatui.db")
    yield kept
    for database in kept.databases:
        database.close()
