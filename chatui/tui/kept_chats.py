"""Knows which kept conversation is in view, and has others opened; it lays nothing out.

Every call that may wait for the disk runs in a thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event
from typing import Protocol

from textual.message import Message
from textual.screen import Screen

from chatui.errors import ChatuiError
from chatui.store.database import Database
from chatui.store.opening import Opened
from chatui.store.titles import title_of
from chatui.stored_session import StoredSession
from chatui.tui.comparing.messages import ComparisonShowAsked
from chatui.tui.conversation_flow import ConversationFlow
from chatui.tui.flow_follower import FlowFollower
from chatui.tui.flow_update import Update
from chatui.tui.kept import moves
from chatui.tui.kept.moves import View
from chatui.tui.kept.place import TurnPlace
from chatui.tui.kept.shelf import Shelf
from chatui.tui.kept_drafts import KeptDrafts
from chatui.tui.library_calls import LibraryCalls
from chatui.tui.messages import ChatShown, ModelHeld
from chatui.tui.turn import Turn

_FIRST_FRAME_S = 1.0
"""How long the first frame is waited for; opening takes time from drawing it."""


def _none(_: Database) -> None:
    return None


@dataclass(frozen=True, slots=True)
class StoreChoice:
    """Where conversations are kept, and which one to begin with."""

    open: Callable[[], Opened] | None = None
    """Opens the file; blocks, and raises StoreError. None: nothing is kept."""
    first: Callable[[Database], str | None] = _none
    """The id of the conversation to open, None: a new one. Blocks, and raises StoreError."""


class Front(Protocol):
    """What is needed of the screen."""

    def say(self, text: str, kind: str = "information") -> None:
        """Tell something in passing."""


class KeptChats:
    """Opens, begins and names conversations. All methods are called in messages of the screen."""

    def __init__(
        self,
        session: StoredSession,
        flow: ConversationFlow,
        follower: FlowFollower,
        screen: Screen[None],
        store: StoreChoice,
        front: Front,
    ) -> None:
        self.shelf = Shelf(session)
        self.calls = LibraryCalls(screen)
        self.chat_id: str | None = None
        """The conversation in view; None as long as nothing of it is kept."""
        self.title = ""
        self._session = session
        self._flow = flow
        self._follower = follower
        self._screen = screen
        self._store = store
        self._front = front
        self.drafts = KeptDrafts(session, self.calls, screen)

    class Opened(Message):
        """The file of conversations is open, or cannot be opened."""

        def __init__(self, has_chats: bool) -> None:
            super().__init__()
            self.has_chats = has_chats

    def open_store(self) -> None:
        """Begin to keep; what is asked meanwhile is asked, and kept, once the file is open."""
        open_, is_drawn = self._store.open, Event()
        if open_ is None:
            return

        def move() -> View:
            is_drawn.wait(_FIRST_FRAME_S)
            return moves.open_store(self._session, open_, self._store.first)

        self._flow.go(move)
        self._screen.call_after_refresh(is_drawn.set)

    def open_chat(self, key: str, reveal: moves.Reveal | None = None) -> None:
        """Bring a conversation into view."""
        self.drafts.leave(self.chat_id)
        was_answering = self._flow.is_answering
        if reveal is None:
            self._flow.go(partial(moves.open_chat, self._session, key))
        else:
            self._flow.go(partial(moves.open_at, self._session, key, reveal))
        if was_answering:
            self._front.say("The answer was stopped; what had come is kept in its chat.")
        self._follower.resume()

    async def begin_anew(self) -> None:
        """Begin a new conversation; the empty start is there at once."""
        self.drafts.begin_anew(self.chat_id)
        self._flow.clear()
        await self._follower.show_view(View())
        self._name(None, "")
        self._screen.post_message(ModelHeld(""))
        self._follower.resume()

    def take(self, update: Update) -> None:
        """Follow what the flow did."""
        if update.view is not None:
            if update.view.has_chats is not None:
                self._screen.post_message(self.Opened(update.view.has_chats))
            if update.view.chat_id != self.chat_id:
                self.drafts.show(update.view.draft)
                self._screen.post_message(ModelHeld(update.view.held_with))
            self._name(update.view.chat_id, update.view.title)
            if update.view.comparison is not None:
                self._screen.post_message(ComparisonShowAsked(update.view.comparison))
            for notice in update.view.notices:
                self._front.say(notice, "information" if update.view.is_kept else "error")
        if update.move_error is not None:
            self._front.say(str(update.move_error), "error")
        if update.ended is not None:
            self._note_end(update.ended)

    def rename(self, key: str, title: str) -> None:
        """The conversation in view may have another title now."""
        if key == self.chat_id:
            self._name(key, title)

    def begun(self, turn: Turn) -> None:
        """A question was taken: the first one names the conversation."""
        self.drafts.asked(self.chat_id)
        if not self.title:
            self._name(self.chat_id, title_of(turn.question))

    def _note_end(self, turn: Turn) -> None:
        """Ask the store where the turn stands now; what is not kept stands nowhere."""
        key = self._session.conversation_id
        place = turn.place
        if key is None or place is None or place.question_id is None or place.answer_id is None:
            return
        ids = (place.question_id, place.answer_id)

        def show(found: tuple[TurnPlace, str]) -> None:
            turn.place, title = found
            self._follower.show_versions(turn)
            if self._session.conversation_id == key:
                self._name(key, title)

        self.calls.ask("place", lambda: self.shelf.place_of(key, ids), show, self._fail)

    def _name(self, key: str | None, title: str) -> None:
        self.chat_id, self.title = key, title
        self._screen.post_message(ChatShown(key, title))

    def _fail(self, error: ChatuiError) -> None:
        self._front.say(str(error), "error")
