"""A screen with Markdown that is written while it is looked at; it knows none of its widgets."""

from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget


class MarkdownScreen(Screen[None]):
    """A click on a text that has just gone hits nothing."""

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """What is under the mouse, but for a widget that Markdown has just replaced.

        Textual 8.2.8 ends with an error on a click there (its issue 6643).
        """
        widget, offset = super().get_widget_and_offset_at(x, y)
        if widget is not None and not widget.is_attached:
            return None, None
        return widget, offset
