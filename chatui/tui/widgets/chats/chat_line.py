"""Draws one line of the list of chats, cut to its width; it knows no list."""

from textual.content import Content

from chatui.chat.display_text import display_text
from chatui.tui.cells import one_row
from chatui.tui.kept.chat_rows import ChatRow, DayHeading
from chatui.tui.widgets.line import Line

COMPARISON_MARK = "≡ "
"""Before a comparison: several lanes."""


class ChatLine(Line):
    """A conversation's title, or the name of a group."""

    def __init__(self, row: ChatRow, is_in_view: bool = False) -> None:
        self._row = row
        self._is_in_view = is_in_view

    def content(self, width: int) -> Content:
        """The title behind a sign, or the group's name; cut to `width` cells."""
        if isinstance(self._row, DayHeading):
            return Content.styled(one_row(self._row.text, width), "bold $foreground 60%")
        sign = "▸ " if self._is_in_view else "  "
        mark = COMPARISON_MARK if self._row.is_comparison else ""
        title = one_row(display_text(self._row.title), width - 2 - len(mark))
        shown = (title, "bold" if self._is_in_view else "")
        return Content.assemble((sign, "$text-accent"), (mark, "$text-secondary"), shown)
