"""One line for each lane, with a bar and figures, for terminals that are too narrow for boxes."""

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from chatui.tui.comparing.lane_text import gauge
from chatui.tui.comparing.shown_lane import ShownLane
from chatui.tui.widgets.compare.lane_card import LaneCard
from chatui.tui.widgets.status_line import StateKind


class LaneStrip(ScrollView, can_focus=False):
    """The chosen lane's line is reversed; a click chooses."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"lane-strip--{kind}" for kind in StateKind),
        "lane-strip--chosen",
    }
    DEFAULT_CSS = """
    LaneStrip {
        height: auto;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        & .lane-strip--busy { color: $text-secondary; }
        & .lane-strip--done { color: $text-success; }
        & .lane-strip--warning { color: $text-warning; }
        & .lane-strip--error { color: $text-error; }
        & .lane-strip--chosen { text-style: reverse; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lanes: Sequence[ShownLane] = ()
        self._chosen = 0
        self._now = 0.0
        self._longest = 0

    def show(self, lanes: Sequence[ShownLane], chosen: int, now: float) -> None:
        """Show what the lanes have become, and which one is chosen."""
        self._lanes, self._chosen, self._now = lanes, chosen, now
        self._longest = max((lane.tokens for lane in lanes), default=0)
        self.virtual_size = Size(self.size.width, len(lanes))
        self._bring_into_sight()
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A row for each lane."""
        return len(self._lanes)

    def render_line(self, y: int) -> Strip:
        """One lane."""
        index, width, base = round(self.scroll_offset.y) + y, self.size.width, self.rich_style
        if index >= len(self._lanes):
            return Strip.blank(width, base)
        lane = self._lanes[index]
        kind = StateKind.of(lane.turn.phase)
        look = base + self.get_component_rich_style(f"lane-strip--{kind}", partial=True)
        if index == self._chosen:
            look += self.get_component_rich_style("lane-strip--chosen", partial=True)
        text = gauge(lane, self._longest, width, self._now)
        return Strip([Segment(text, look)]).adjust_cell_length(width, look)

    def on_click(self, event: events.Click) -> None:
        """Choose the lane under the mouse."""
        offset = event.get_content_offset(self)
        index = round(self.scroll_offset.y) + offset.y if offset is not None else len(self._lanes)
        if index < len(self._lanes):
            self.post_message(LaneCard.Clicked(index))

    def _bring_into_sight(self) -> None:
        top, height = round(self.scroll_offset.y), max(1, self.size.height)
        row = min(max(top, self._chosen - height + 1), self._chosen)
        if row != top:
            self.scroll_to(y=row, animate=False, immediate=True, force=True)
