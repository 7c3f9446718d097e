"""The kept conversations beside the one in view: filter and list, read page by page in threads.

It renames, pins, deletes and restores by itself; opening one is left to whoever hears of it.
"""

from collections.abc import Callable
from datetime import date
from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError
from chatui.store.values import Conversation
from chatui.tui.kept.chat_rows import chat_rows
from chatui.tui.kept.shelf import Page, Shelf
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.messages import NewConversationAsked
from chatui.tui.screens.rename import RenameScreen
from chatui.tui.widgets.chats.chat_list import ChatList
from chatui.tui.widgets.chats.filter_input import FilterInput

_NONE = "No chats yet. What you ask is kept here."
_NOT_FOUND = "No chat has these words in its title. {chat.search} searches in the texts."


class ChatsSidebar(Vertical):
    """Every conversation, by day, the pinned ones first."""

    BORDER_TITLE = "Chats"

    DEFAULT_CSS = """
    ChatsSidebar {
        width: 30;
        border: round $rule;
        border-title-color: $text-muted;
        border-title-style: bold;
        &:focus-within { border: round $border; border-title-color: $foreground; }
        FilterInput { height: 1; padding: 0 1; background: transparent; }
        #chats-empty { height: 1fr; padding: 0 1; color: $text-muted; display: none; }
        &.-empty #chats-empty { display: block; }
        &.-empty ChatList { display: none; }
    }
    """

    class Opened(Message):
        """The person wants to see a conversation."""

        def __init__(self, conversation: Conversation) -> None:
            super().__init__()
            self.conversation = conversation

    class Renamed(Message):
        """A conversation has another title."""

        def __init__(self, key: str, title: str) -> None:
            super().__init__()
            self.key = key
            self.title = title

    class Deleted(Message):
        """A conversation was taken away."""

        def __init__(self, conversation: Conversation) -> None:
            super().__init__()
            self.conversation = conversation

    class Said(Message):
        """Something to tell in passing."""

        def __init__(self, text: str, kind: str = "information") -> None:
            super().__init__()
            self.text = text
            self.kind = kind

    class Left(Message):
        """The person goes back to the prompt."""

    def __init__(self, shelf: Shelf, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self._shelf = shelf
        self._today = today
        self._calls = LibraryCalls(self)
        self._in_view: str | None = None
        self._pinned: tuple[Conversation, ...] = ()
        self._others: tuple[Conversation, ...] = ()
        self._has_all = True
        self._deleted: list[Conversation] = []

    def compose(self) -> ComposeResult:
        """Filter above, list below."""
        yield FilterInput(placeholder="filter", select_on_focus=False, compact=True)
        yield Static(_NONE, id="chats-empty", markup=False)
        yield ChatList()

    def look(self, in_view: str | None) -> None:
        """Read the list again, with the conversation that is in view now."""
        self._in_view = in_view
        if self._shelf.is_open:
            words, limit = self.query_one(FilterInput).value, len(self._others)
            self._calls.ask("list", lambda: self._shelf.page(words, limit=limit), self._show, self._fail)

    def enter(self) -> None:
        """Give the focus to the list; to the filter where there is nothing in it."""
        self.look(self._in_view)
        self.query_one(FilterInput if self.has_class("-empty") else ChatList).focus()

    @on(CallEnded)
    def _take(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._others = ()
        self.look(self._in_view)

    @on(Input.Submitted)
    def _to_list(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(ChatList).focus()

    @on(FilterInput.Left)
    def _leave_filter(self, event: FilterInput.Left) -> None:
        event.stop()
        self.query_one(ChatList).focus()

    @on(events.DescendantFocus)
    def _look_again(self) -> None:
        # Another chatui may have changed the list.
        self.look(self._in_view)

    @on(ChatList.MoreDue)
    def _read_more(self, event: ChatList.MoreDue) -> None:
        event.stop()
        if self._has_all or not self._others:
            return
        self._has_all = True  # until the page that is asked for says otherwise
        words, after = self.query_one(FilterInput).value, self._others[-1]
        self._calls.ask("list", lambda: self._shelf.page(words, after), self._add, self._fail)

    @on(ChatList.Asked)
    def _do(self, event: ChatList.Asked) -> None:
        event.stop()
        chat = event.conversation
        match event.what:
            case "open":
                self.post_message(self.Opened(chat))
            case "rename":
                self.app.push_screen(RenameScreen(chat.title), partial(self._rename, chat))
            case "pin":
                self._change(lambda: self._shelf.pin(chat.id, not chat.is_pinned), lambda _: None)
            case _:
                self._change(lambda: self._shelf.delete(chat.id), lambda _: self._tell_deletion(chat))

    @on(ChatList.Left)
    def _leave(self, event: ChatList.Left) -> None:
        event.stop()
        match event.what:
            case "filter":
                self.query_one(FilterInput).focus()
            case "undo":
                self.undo()
            case "new":
                self.post_message(NewConversationAsked())
            case _:
                self.post_message(self.Left())

    def undo(self) -> None:
        """Bring back the conversation that was deleted last."""
        if not self._deleted:
            self.post_message(self.Said("Nothing was deleted since chatui was started."))
            return
        chat = self._deleted.pop()
        told = f"“{chat.title}” is back."
        self._change(lambda: self._shelf.restore(chat.id), lambda _: self.post_message(self.Said(told)))

    def _rename(self, chat: Conversation, title: str | None) -> None:
        if title is not None:
            self._change(
                lambda: self._shelf.rename(chat.id, title),
                lambda new: self.post_message(self.Renamed(chat.id, new)),
            )

    def _tell_deletion(self, chat: Conversation) -> None:
        self._deleted.append(chat)
        self.post_message(self.Said(f"“{chat.title}” is deleted. U in the list of chats brings it back."))
        self.post_message(self.Deleted(chat))

    def _change(self, job: Callable[[], object], then: Callable[..., object]) -> None:
        def changed(result: object) -> None:
            then(result)
            self.look(self._in_view)

        # A slot for each change: none takes the place of another that waits.
        self._calls.ask(f"change {id(job)}", job, changed, self._fail)

    def _show(self, page: Page) -> None:
        self._pinned, self._others, self._has_all = page.pinned, page.others, page.is_last
        rows = chat_rows(page.pinned, page.others, self._today())
        words = self.query_one(FilterInput).value.strip()
        self.set_class(not rows, "-empty")
        self.query_one("#chats-empty", Static).update(key_names(self).text(_NOT_FOUND) if words else _NONE)
        self.query_one(ChatList).show(rows, self._in_view)

    def _add(self, page: Page) -> None:
        self._others += page.others
        self._has_all = page.is_last
        self.query_one(ChatList).grow(chat_rows(self._pinned, self._others, self._today()))

    def _fail(self, error: ChatuiError) -> None:
        self.post_message(self.Said(display_text(str(error)), "error"))
