"""Moves to another place of the kept conversations; they block, and know no widget.

Each runs in a thread, between turns, changes the session, and tells what is then in view.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from chatui.errors import StoreError
from chatui.store import conversations, tree
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.opening import Opened
from chatui.store.values import Message
from chatui.stored_session import StoredSession
from chatui.tui.kept.place import TurnPlace
from chatui.tui.kept.turns import turns_of
from chatui.tui.turn import Turn


@dataclass(frozen=True, slots=True)
class Reveal:
    """A hit of a search to show where it stands."""

    message_id: int
    words: tuple[str, ...]
    """As they stand there."""
    in_thought: bool


@dataclass(frozen=True, slots=True)
class View:
    """What a move brought into view."""

    chat_id: str | None = None
    """None: a conversation of which nothing is kept yet."""
    title: str = ""
    """Empty: it has none yet."""
    draft: str = ""
    held_with: str = ""
    """The model that it was asked with last; empty where that is not known."""
    turns: tuple[Turn, ...] = ()
    chosen: int | None = None
    """Index of the turn to choose; None: the last."""
    reveal: Reveal | None = None
    notices: tuple[str, ...] = field(default_factory=tuple)
    """What a person should know of it, sentence by sentence."""
    is_kept: bool = True
    """False: the store could not be opened, and nothing is kept in this run."""
    has_chats: bool | None = None
    """Whether there are conversations; None: the store was open before."""
    comparison: str | None = None
    """The id of a comparison to show over it; None: there is none to show."""


Move = Callable[[], View]


def begin_anew(session: StoredSession) -> View:
    """An empty conversation."""
    session.clear()
    return View()


def open_chat(session: StoredSession, key: str) -> View:
    """Another conversation, at its end."""
    return _view(session, session.open(key))


def open_at(session: StoredSession, key: str, reveal: Reveal) -> View:
    """The conversation in which something was found, on the branch where it stands."""
    branch = session.open(key)
    if all(message.id != reveal.message_id for message in branch):
        branch = session.switch_to(reveal.message_id)
    view = _view(session, branch, reveal.message_id)
    if reveal.in_thought and view.chosen is not None:
        # Here, for a long thought would hold up the screen.
        turn = view.turns[view.chosen]
        turn.read_on(sum(map(len, turn.thought.pieces)) + 1)
    return replace(view, reveal=reveal)


def switch(session: StoredSession, message_id: int) -> View:
    """The branch of a sibling, with the turn in which it stands chosen."""
    return _view(session, session.switch_to(message_id), message_id)


def go_back(session: StoredSession, message_id: int) -> View:
    """The branch up to a message; where it ends there already, the newest one below it."""
    is_end = session.leaf_id == message_id
    branch = session.switch_to(message_id) if is_end else session.go_back_to(message_id)
    return _view(session, branch, message_id)


def open_store(
    session: StoredSession, open_: Callable[[], Opened], first: Callable[[Database], str | None]
) -> View:
    """Open the file and begin to keep; `first` says which conversation to open, None: the interrupted one.

    Where the file cannot be opened the view says so, and the chat goes on without keeping anything.
    """
    try:
        opened = open_()
    except StoreError as error:
        return View(notices=(f"This conversation is not being kept. {error}",), is_kept=False)
    session.keep_in(opened.database)
    notices = (opened.notice,) if opened.notice else ()
    try:
        has_chats = newest(opened.database) is not None
        view = _first_view(session, opened.database, first(opened.database), opened.interrupted)
    except StoreError as error:
        return View(notices=(*notices, str(error)), has_chats=True)
    return replace(view, notices=notices + view.notices, has_chats=has_chats)


def newest(database: Database) -> str | None:
    """The conversation that was held last; None where there is none."""
    found = list_conversations(database, limit=1)
    return found[0].id if found else None


def _first_view(
    session: StoredSession, database: Database, key: str | None, interrupted: tuple[str, ...]
) -> View:
    if key is not None:
        return _first_chat(session, database, key)
    if not interrupted:
        return View()
    view, others = _first_chat(session, database, interrupted[0]), len(interrupted) - 1
    what, how_far = ("an answer", "it") if view.comparison is None else ("a comparison", "its lanes")
    told = f"chatui ended in the middle of {what} the last time. This is how far {how_far} had come."
    if others:
        told += f" {others} other chat{'s were' if others > 1 else ' was'} interrupted too."
    return replace(view, notices=(told,))


def _first_chat(session: StoredSession, database: Database, key: str) -> View:
    is_comparison = conversations.get(database, key).is_comparison
    return View(comparison=key) if is_comparison else open_chat(session, key)


def _view(session: StoredSession, branch: list[Message], at: int | None = None) -> View:
    database, key = session.database, session.conversation_id
    assert database is not None
    assert key is not None
    conversation = conversations.get(database, key)
    turns = turns_of(branch, tree.versions(database, key))
    chosen = next((index for index, turn in enumerate(turns) if at and _holds(turn, at)), None)
    return View(key, conversation.title, conversation.draft, session.held_with, tuple(turns), chosen)


def _holds(turn: Turn, message_id: int) -> bool:
    return turn.place is not None and message_id in (turn.place.question_id, turn.place.answer_id)


def place_of(database: Database, key: str, ids: tuple[int, int]) -> TurnPlace:
    """Where a turn stands that was just kept."""
    versions = tree.versions(database, key)
    return TurnPlace(*ids, versions.get(ids[0], ()), versions.get(ids[1], ()))
