"""Draws one line of the list of chats, cut to its width; it knows no list."""

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from chatui.chat.display_text import display_text
from chatui.tui.cells import one_row
from chatui.tui.kept.chat_rows import ChatRow, DayHeading

COMPARISON_MARK = "≡ "
"""Before a comparison: several lanes."""


class ChatLine(Visual):
    """A conversation's title, or the name of a group; always one line."""

    def __init__(self, row: ChatRow, is_in_view: bool = False) -> None:
        self._row = row
        self._is_in_view = is_in_view

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """One line."""
        return 1

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """The line in cells."""
        return self._content(width).render_strips(width, 1, style, options)

    def _content(self, width: int) -> Content:
        if isinstance(self._row, DayHeading):
            return Content.styled(one_row(self._row.text, width), "bold $foreground 60%")
        sign = "▸ " if self._is_in_view else "  "
        mark = COMPARISON_MARK if self._row.is_comparison else ""
        title = one_row(display_text(self._row.title), width - 2 - len(mark))
        shown = (title, "bold" if self._is_in_view else "")
        return Content.assemble((sign, "$text-accent"), (mark, "$text-secondary"), shown)
