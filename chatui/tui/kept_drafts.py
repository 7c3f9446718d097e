"""Keeps what stands in the prompt with its conversation, and brings it back; it draws nothing."""

from contextlib import suppress
from threading import Lock

from textual.screen import Screen

from chatui.config.new_draft import keep_new_draft, new_draft
from chatui.errors import ChatuiError, StoreError
from chatui.store import conversations
from chatui.stored_session import StoredSession
from chatui.tui.library_calls import LibraryCalls
from chatui.tui.widgets.prompt_area import PromptArea


class KeptDrafts:
    """A draft for each conversation, and one for the conversation that is not kept yet.

    All methods but `save` are called in messages of the screen; `key` is the conversation in view.
    """

    def __init__(self, session: StoredSession, calls: LibraryCalls, screen: Screen[None]) -> None:
        self._session = session
        self._calls = calls
        self._screen = screen
        self._unsaved: dict[str | None, str] = {}
        self._of_new = ""
        self._left = ""
        """What stood in the prompt when its conversation was left."""
        self._lock = Lock()

    def bring_back(self) -> None:
        """At the start: show what was begun in a new conversation, unless something is typed already."""

        def show(text: str) -> None:
            self._of_new = self._left = text
            if text and not self._area.prompt.text:
                self._area.show_draft(text)

        self._calls.ask("new draft", new_draft, show, _ignore)

    def changed(self, key: str | None, text: str) -> None:
        """The prompt has another text."""
        self.note(key, text)
        # With a name of its own: of several changes of one draft only the last need be written.
        self._calls.ask(f"draft {key}", self.save, lambda _: None, _ignore)

    def note(self, key: str | None, text: str) -> None:
        """The prompt has another text; `save` writes it."""
        if key is None:
            self._of_new = text
        with self._lock:
            self._unsaved[key] = text

    def leave(self, key: str | None) -> None:
        """Another conversation is going to be shown."""
        self._left = self._area.prompt.full_text
        self.changed(key, self._left)

    def begin_anew(self, key: str | None) -> None:
        """A new conversation is going to be shown: what is typed goes along, else its own draft comes."""
        text = self._area.prompt.full_text
        if key is None:
            return
        self.changed(key, "")
        if text:
            self.changed(None, text)
        elif self._of_new:
            self._area.show_draft(self._of_new)

    def show(self, draft: str) -> None:
        """Another conversation is shown, with its draft; what was typed on the way there stays."""
        if self._area.prompt.full_text == self._left:
            self._area.show_draft(draft)

    def asked(self, key: str | None) -> None:
        """The draft has become a question."""
        self.changed(key, "")

    def save(self) -> None:
        """Write what is not written yet; blocks, and may be called from any thread."""
        with self._lock:
            unsaved, self._unsaved = self._unsaved, {}
        for key, text in unsaved.items():
            if key is None:
                keep_new_draft(text)
            elif self._session.database is not None:
                # A store that fails is told by the next turn, and a draft must not be in its way.
                with suppress(StoreError):
                    conversations.keep_draft(self._session.database, key, text)

    @property
    def _area(self) -> PromptArea:
        return self._screen.query_one(PromptArea)


def _ignore(_: ChatuiError) -> None:
    """Neither of the files is needed for anything else."""
