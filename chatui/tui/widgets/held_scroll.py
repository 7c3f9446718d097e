"""A scroll that follows its end, or keeps a child where it was seen; it does not know what is in it."""

from typing import NamedTuple

from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.reactive import var
from textual.widget import Widget

_NEAR_END_ROWS = 2
"""Nearer to the end than this, nothing new is out of sight."""


class _Held(NamedTuple):
    """A child, and its row as seen from the top of the window."""

    child: Widget
    row: float


class HeldScroll(VerticalScroll):
    """Follows what grows at its end until the reader scrolls away, then never moves under them.

    Children are laid out long after they are mounted, in any order, and each that comes above what is read
    would push it away: a child that is held keeps its row until the reader scrolls.
    """

    DEFAULT_CSS = """
    HeldScroll { overflow-x: hidden; scrollbar-gutter: stable; }
    """

    has_new_below: var[bool] = var(False)
    """New text came below what is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.is_following = True
        self._held: _Held | None = None
        self._is_own_scroll = False

    @property
    def has_end(self) -> bool:
        """Whether the last child is the end of all there is."""
        return True

    @property
    def is_growing(self) -> bool:
        """Whether what comes is new to the reader, and not only drawn late."""
        return True

    def follow(self) -> None:
        """Show the end, and follow it."""
        self._held = None
        self.is_following, self.has_new_below = True, False
        self.call_after_refresh(self._show_end)

    def hold(self, child: Widget, row: float) -> None:
        """Keep a child on a row of the window, whatever is laid out above it, until the reader scrolls."""
        self.is_following, self.has_new_below = False, False
        self._held = _Held(child, row)
        self.hold_still()

    def hold_in_place(self, child: Widget) -> None:
        """Keep a child where it is seen; not while the end is followed or another child is held."""
        if self._held is None and not self.is_following:
            self.hold(child, child.virtual_region.y - self.scroll_y)

    def hold_still(self) -> None:
        """Scroll to where the held child is on its row again."""
        if self._held is not None and not self._held.child.is_attached:
            self._held = None
        if self._held is None or not self._held.child.virtual_region.height:
            return  # not laid out yet
        self._is_own_scroll = True
        row = self._held.child.virtual_region.y - self._held.row
        self.scroll_to(y=row, animate=False, immediate=True, force=True)
        self._is_own_scroll = False

    def watch_scroll_target_y(self, target: float) -> None:
        """Follow from now on if a scroll goes to the end, else stay where it goes.

        The target and not the place: new text would fight a scroll that is still on its way.
        """
        if self._is_own_scroll:
            return
        self._held = None
        self.is_following = self.has_end and self.max_scroll_y - target <= _NEAR_END_ROWS
        if self.is_following:
            self.has_new_below = False

    def watch_virtual_size(self, old: Size, new: Size) -> None:
        """The children grew, perhaps long after their text came: follow, or mark that there is more."""
        if self.is_following:
            self.call_after_refresh(self._show_end)
            return
        self.hold_still()
        if new.height > old.height and self.is_growing:
            self.has_new_below = True

    def _show_end(self) -> None:
        # What is read may have changed since this was asked for.
        if self.is_following:
            self.scroll_end(animate=False, force=True, immediate=True)
