"""The list of chats with a cursor, in groups by day; it reads no store and opens no chat."""

from collections.abc import Sequence

from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from chatui.store.values import Conversation
from chatui.tui.commands import bindings
from chatui.tui.kept.chat_rows import ChatRow, DayHeading
from chatui.tui.kept_commands import CHATS_COMMANDS
from chatui.tui.widgets.chats.chat_line import ChatLine
from chatui.tui.widgets.frameless_list import FramelessList

_NEAR_END = 30
"""Lines from the end at which more are asked for."""


class ChatList(FramelessList, inherit_bindings=False):
    """Lines of conversations. A click opens one."""

    BINDINGS = bindings(CHATS_COMMANDS)

    DEFAULT_CSS = """
    ChatList > .option-list--option-highlighted { background: transparent; }
    """

    class MoreDue(Message):
        """The reader comes near the last line."""

    class Asked(Message):
        """Something is to be done with a conversation, `open`, `rename`, `pin` or `delete`."""

        def __init__(self, what: str, conversation: Conversation) -> None:
            super().__init__()
            self.what = what
            self.conversation = conversation

    class Left(Message):
        """The person wants to go on elsewhere: `filter`, `undo`, `new` or `close`."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._rows: list[ChatRow] = []
        self._in_view: str | None = None

    @property
    def chosen(self) -> Conversation | None:
        """The conversation under the cursor."""
        row = self._rows[self.highlighted] if self.highlighted is not None else None
        return row if isinstance(row, Conversation) else None

    @property
    def in_view(self) -> str | None:
        """The id of the conversation that is marked as the one in view."""
        return self._in_view

    @property
    def titles(self) -> list[str]:
        """The titles that are listed, from top to bottom."""
        return [row.title for row in self._rows if isinstance(row, Conversation)]

    def show(self, rows: Sequence[ChatRow], in_view: str | None) -> None:
        """Show these lines; the cursor stays on its conversation, else on its line."""
        if list(rows) == self._rows and in_view == self._in_view:
            return
        key, line, place = (self.chosen.id if self.chosen else None), self.highlighted, self.scroll_y
        self._rows, self._in_view = list(rows), in_view
        self.set_options(self._option(row) for row in rows)
        self._move_to(key or in_view, line)
        self.scroll_to(y=place, animate=False, immediate=True, force=True)

    def grow(self, rows: Sequence[ChatRow]) -> None:
        """Show these lines, of which those that are shown are the first."""
        count = len(self._rows)
        if list(rows[:count]) != self._rows:  # a clock went back: the days are in another order
            self.show(rows, self._in_view)
            return
        self._rows += rows[count:]
        self.add_options(self._option(row) for row in rows[count:])

    def action_ask(self, what: str) -> None:
        """Have something done with the conversation under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Asked(what, self.chosen))

    def action_select(self) -> None:
        """Open the conversation under the cursor."""
        self.action_ask("open")

    def action_leave(self, what: str) -> None:
        """Go on elsewhere."""
        self.post_message(self.Left(what))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Have more read before the reader meets the end."""
        event.stop()
        if event.option_index >= len(self._rows) - _NEAR_END:
            self.post_message(self.MoreDue())

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Have more read before the reader meets the end."""
        super().watch_scroll_y(old, new)
        if new > old and self.max_scroll_y - new < _NEAR_END:
            self.post_message(self.MoreDue())

    def _option(self, row: ChatRow) -> Option:
        is_heading = isinstance(row, DayHeading)
        is_in_view = isinstance(row, Conversation) and row.id == self._in_view
        return Option(ChatLine(row, is_in_view), disabled=is_heading)

    def _move_to(self, key: str | None, line: int | None) -> None:
        chats = {row.id: at for at, row in enumerate(self._rows) if isinstance(row, Conversation)}
        at = chats.get(key or "")
        if at is None and line is not None:
            at = next((index for index in chats.values() if index >= line), None)
        self.highlighted = at if at is not None else next(reversed(chats.values()), None) if line else None
        if self.highlighted is None and chats:
            self.highlighted = next(iter(chats.values()))
