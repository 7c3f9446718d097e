"""Which conversation the app begins with, by the command line; it opens no app."""

from functools import partial

from chatui.config.paths import database_path
from chatui.store import conversations
from chatui.store.database import Database
from chatui.store.opening import Opened, open_database
from chatui.tui.kept.moves import newest
from chatui.tui.kept_chats import StoreChoice


def store_choice(*, continues: bool, chat: str | None) -> StoreChoice:
    """The one held last, the one whose id begins so, or a new one."""
    if chat is not None:
        return StoreChoice(_open, partial(_find, chat))
    return StoreChoice(_open, newest) if continues else StoreChoice(_open)


def _open() -> Opened:
    return open_database(database_path())


def _find(beginning: str, database: Database) -> str:
    return conversations.find(database, beginning).id
