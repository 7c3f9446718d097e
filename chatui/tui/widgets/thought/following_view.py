"""A view that follows what grows below, until its reader scrolls away; what grows is not known here."""

from textual.geometry import Size
from textual.reactive import var
from textual.scroll_view import ScrollView

_NEAR_END_ROWS = 2
"""Nearer to the end than this, the view follows."""


class FollowingView(ScrollView, can_focus=True):
    """Rows that are drawn when they come into sight. It never moves under a reader who scrolled away."""

    DEFAULT_CSS = """
    FollowingView { scrollbar-gutter: stable; scrollbar-size-horizontal: 1; }
    """

    has_new_below: var[bool] = var(False)
    """New rows came below what is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.is_following = True

    def grow_to(self, size: Size) -> None:
        """There is more: show it where its end was in sight, else mark that it is there."""
        has_grown = size.height > self.virtual_size.height
        if has_grown and size.width == self.virtual_size.width and self._keeps_scroll_bar(size.height):
            # Nothing else moves: laying the whole screen out for each row would take time from the model.
            self.set_reactive(FollowingView.virtual_size, size)
            self.vertical_scrollbar.window_virtual_size = size.height
        else:
            self.virtual_size = size
        if self.is_following:
            self.scroll_to_end()
        elif has_grown:
            self.has_new_below = True

    def _keeps_scroll_bar(self, height: int) -> bool:
        return self.show_vertical_scrollbar or height <= self.scrollable_content_region.height

    def scroll_to_end(self) -> None:
        """Show the end, and follow it."""
        self.is_following, self.has_new_below = True, False
        # By force, for the scroll bar that would allow it may not have been drawn yet.
        self.scroll_end(animate=False, immediate=True, x_axis=False, force=True)

    def show_row(self, row: int) -> None:
        """Bring a row to the top, or as near to it as the end allows."""
        self.scroll_to(y=min(row, self.max_scroll_y), animate=False, immediate=True, force=True)

    def watch_scroll_target_y(self, target: float) -> None:
        """Follow from now on if a scroll goes to the end, else stay where it goes.

        The target and not the place: new text would fight a scroll that is still on its way.
        """
        self.is_following = self.max_scroll_y - target <= _NEAR_END_ROWS
        if self.is_following:
            self.has_new_below = False

    def action_half_page(self, step: int) -> None:
        """Scroll half of what is in sight, down (1) or up (-1)."""
        self.scroll_relative(y=step * max(1, self.size.height // 2), animate=False)
