"""A virtual, append-only log of wrapped text: drawing and appending cost the same however long it is."""

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from chatui.tui.wrapping import WrappedText

_NEAR_END_ROWS = 2
"""Nearer to the end than this, the log follows new text."""


class ThoughtLog(ScrollView, can_focus=True):
    """Text that grows. It follows while its end is in sight, and stays where a reader scrolled to."""

    ALLOW_SELECT = True

    DEFAULT_CSS = """
    ThoughtLog {
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-gutter: stable;
    }
    """

    has_new_below: var[bool] = var(False)
    """New text came below what is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[str] = []
        self._wrapped = WrappedText(1)
        self._follows = True

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._pieces)

    def set_text(self, text: str) -> None:
        """Show another text, from its end."""
        self._pieces = [text]
        self._follows, self.has_new_below = True, False
        self._rewrap()
        self._scroll_to_end()

    def append(self, text: str) -> None:
        """Add text at the end."""
        self._pieces.append(text)
        first = self._wrapped.append(text)
        self._update_size()
        self.refresh_lines(first, len(self._wrapped.rows) - first)
        if self._follows:
            self._scroll_to_end()
        else:
            self.has_new_below = True

    def render_line(self, y: int) -> Strip:
        """One row of the window."""
        width, index = self.size.width, self.scroll_offset.y + y
        if index >= len(self._wrapped.rows):
            return Strip.blank(width, self.rich_style)
        row = self._wrapped.rows[index]
        selection = self.text_selection
        span = selection.get_span(index) if selection is not None else None
        if span is None:
            strip = Strip([Segment(row, self.rich_style)], self._wrapped.row_width(index))
        else:
            strip = self._selected_row(row, span)
        return strip.crop_extend(0, width, self.rich_style).apply_offsets(0, index)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse selected, row by row as it is wrapped."""
        return selection.extract("\n".join(self._wrapped.rows)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection."""
        self.refresh()

    def watch_scroll_target_y(self, target: float) -> None:
        """Follow from now on if a scroll goes to the end, else stay where it goes.

        The target and not the place: new text would fight a scroll that is still on its way.
        """
        self._follows = self.max_scroll_y - target <= _NEAR_END_ROWS
        if self._follows:
            self.has_new_below = False

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again for another width, keeping the place."""
        if self._wrapped.width == self.scrollable_content_region.width:
            return
        place = self.scroll_y / max(1, len(self._wrapped.rows))
        self._rewrap()
        if self._follows:
            self._scroll_to_end()
        else:
            self.scroll_to(y=place * len(self._wrapped.rows), animate=False)

    def _selected_row(self, row: str, span: tuple[int, int]) -> Strip:
        start, end = span
        text = Text(row, self.rich_style, end="")
        style = self.screen.get_component_rich_style("screen--selection")
        text.stylize(style, start, len(row) if end == -1 else end)
        return Strip(text.render(self.app.console))

    def _rewrap(self) -> None:
        self._wrapped = WrappedText(self.scrollable_content_region.width)
        self._wrapped.append(self.text)
        self._update_size()
        self.refresh()

    def _update_size(self) -> None:
        self.virtual_size = Size(self._wrapped.width, len(self._wrapped.rows))

    def _scroll_to_end(self) -> None:
        # By force, for the scroll bar that would allow it may not have been drawn yet.
        self.scroll_end(animate=False, immediate=True, x_axis=False, force=True)
