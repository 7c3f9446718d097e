"""Pictures of the list of chats and of the search, in an app of their own."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import Protocol

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from chatui.store.excerpts import excerpt_of
from chatui.store.search import Field, Hit
from chatui.store.values import Conversation, ConversationSettings
from chatui.tui.kept.shelf import Page, Shelf
from chatui.tui.screens.search_chats import HitList, SearchChatsScreen
from chatui.tui.themed_app import ThemedApp
from chatui.tui.widgets.chats.chat_list import ChatList
from chatui.tui.widgets.chats.sidebar import ChatsSidebar
from tests.tui.waiting import wait_until

TODAY = date(2026, 11, 24)
TITLES = (
    ("9.11 or 9.9", 0),
    ("How many letters r are there in strawberry?", 0),
    ("CJK 数字相加 and 🙂 emoji", 1),
    ("[red]no markup[/]", 5),
    ("A month ago", 40),
)


def moment(days_ago: int) -> float:
    return datetime(2026, 11, 24, 12, tzinfo=UTC).timestamp() - days_ago * 86400


def conversation(number: int, title: str, days_ago: int, is_pinned: bool = False) -> Conversation:
    at = moment(days_ago)
    return Conversation(str(number), title, False, at, at, ConversationSettings(), is_pinned)


class PrintedShelf(Shelf):
    """Conversations that are in no file."""

    def __init__(self) -> None:
        """No session."""

    @property
    def is_open(self) -> bool:
        """There is something to list."""
        return True

    def page(self, words: str = "", after: Conversation | None = None, limit: int = 0) -> Page:
        """All at once."""
        others = [conversation(number, *title) for number, title in enumerate(TITLES) if words in title[0]]
        pinned = () if words else (conversation(9, "Kept at the top", 80, True),)
        return Page(pinned, tuple(others), True)

    def search(self, words: str) -> list[Hit]:
        """One hit of each kind."""
        text = "Wait, let me pad 9.9 with a zero: 9.90 and 9.11, so 90 is more than 11."
        excerpt = excerpt_of(text, words.split())
        if excerpt is None:
            return []
        return [Hit("1", "Is 9.11 larger than 9.9?", 1, field, excerpt, moment(0)) for field in Field]


class Compare(Protocol):
    """The fixture of pytest-textual-snapshot."""

    def __call__(
        self,
        app: App[None],
        *,
        terminal_size: tuple[int, int],
        run_before: Callable[[Pilot[None]], Awaitable[None]],
    ) -> bool: ...


class Host(ThemedApp):
    """Shows one widget."""

    CSS = "ChatsSidebar { height: 1fr; }"

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        """The widget alone."""
        yield self._widget


@pytest.mark.parametrize("words", ["", "zzz"])
def test_list_of_chats(snap_compare: Compare, words: str) -> None:
    sidebar = ChatsSidebar(PrintedShelf(), lambda: TODAY)
    app = Host(sidebar)

    async def reach(pilot: Pilot[None]) -> None:
        sidebar.look("1")
        await wait_until(pilot, lambda: len(app.query_one(ChatList).titles) == 6)
        app.query_one(ChatList).focus()
        if words:
            app.query_one(Input).value = words
            await wait_until(pilot, lambda: sidebar.has_class("-empty"))

    assert snap_compare(app, terminal_size=(40, 24), run_before=reach)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_search_of_all_chats(snap_compare: Compare, size: tuple[int, int]) -> None:
    app = Host(Widget())

    async def reach(pilot: Pilot[None]) -> None:
        await app.push_screen(SearchChatsScreen(PrintedShelf(), "9.9 zero"))
        await wait_until(pilot, lambda: app.screen.query_one(HitList).option_count == 3)
        app.screen.query_one(HitList).focus()

    assert snap_compare(app, terminal_size=size, run_before=reach)
