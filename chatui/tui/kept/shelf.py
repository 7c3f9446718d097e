"""What the list of chats reads and changes; every method but `is_open` blocks, and none knows a widget."""

from dataclasses import dataclass

from chatui.errors import StoreError
from chatui.store import conversations
from chatui.store.database import Database
from chatui.store.listing import ListFilter, list_conversations
from chatui.store.search import Hit, search
from chatui.store.values import Conversation
from chatui.stored_session import StoredSession
from chatui.tui.kept.moves import place_of
from chatui.tui.kept.place import TurnPlace

PAGE = 100
"""Conversations that are read at a time."""
MOST_AT_ONCE = 500
"""Reading and listing these takes some 20 ms; a reader who had scrolled on scrolls on again."""
MOST_HITS = 200


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the conversations, the newest first."""

    pinned: tuple[Conversation, ...]
    """On the first page only."""
    others: tuple[Conversation, ...]
    is_last: bool


class Shelf:
    """The conversations of the session's database, which may be opened later. Raises StoreError."""

    def __init__(self, session: StoredSession) -> None:
        self._session = session

    @property
    def is_open(self) -> bool:
        """There is a file to read."""
        return self._session.database is not None

    @property
    def database(self) -> Database:
        """The file; StoreError where there is none."""
        if self._session.database is None:
            raise StoreError("Conversations are not being kept.", "Start chatui again.")
        return self._session.database

    def page(self, words: str = "", after: Conversation | None = None, limit: int = PAGE) -> Page:
        """At least PAGE conversations with these words in the title; `after` is the last one before them."""
        limit = min(max(limit, PAGE), MOST_AT_ONCE)
        pinned: list[Conversation] = []
        if after is None:
            pinned = list_conversations(self.database, ListFilter(words, is_pinned=True), PAGE)
        others = list_conversations(self.database, ListFilter(words, is_pinned=False), limit, after)
        return Page(tuple(pinned), tuple(others), len(others) < limit)

    def rename(self, key: str, title: str) -> str:
        """Give a title, an empty one for that of the first question; returns the one that it then has."""
        conversations.rename(self.database, key, title)
        return conversations.get(self.database, key).title

    def pin(self, key: str, is_pinned: bool) -> None:
        """Keep it at the top, or not any more."""
        conversations.pin(self.database, key, is_pinned)

    def delete(self, key: str) -> None:
        """Take it away; `restore` brings it back."""
        conversations.delete(self.database, key)

    def restore(self, key: str) -> None:
        """Bring it back."""
        conversations.restore(self.database, key)

    def search(self, words: str) -> list[Hit]:
        """Where the words stand, the newest first."""
        return search(self.database, words, MOST_HITS)

    def place_of(self, key: str, ids: tuple[int, int]) -> tuple[TurnPlace, str]:
        """Where a turn stands that was just kept, and the title of its conversation."""
        return place_of(self.database, key, ids), conversations.get(self.database, key).title
