"""The lanes as tabs in one line, for whoever reads one of them; it knows nothing of their text."""

from collections.abc import Sequence

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from chatui.tui.comparing.lane_text import sign
from chatui.tui.comparing.shown_lane import ShownLane
from chatui.tui.widgets.compare.lane_card import LaneCard

_MOST_ANSWER = 12
"""Characters of an answer that a tab shows."""


class LaneTabs(Widget):
    """Number, sign and answer of each lane. Where they are too many, those around the chosen one."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LaneTabs { height: 1; padding: 0 1; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lanes: Sequence[ShownLane] = ()
        self._chosen = 0

    def show(self, lanes: Sequence[ShownLane], chosen: int) -> None:
        """Show what the lanes have become, and which one is read."""
        self._lanes, self._chosen = lanes, chosen
        self.refresh()

    def render(self) -> RenderResult:
        """The tabs that have room."""
        return Content(" ").join(
            Content.styled(text, "bold reverse" if index == self._chosen else "")
            for index, text in self._tabs()
        )

    def on_click(self, event: events.Click) -> None:
        """Read the lane under the mouse."""
        event.stop()
        right = self.gutter.left
        for index, text in self._tabs():
            left, right = right, right + Content(text).cell_length
            if left <= event.x < right:
                self.post_message(LaneCard.Clicked(index))
            right += 1

    def _tabs(self) -> list[tuple[int, str]]:
        texts = [_text(lane) for lane in self._lanes]
        first = min(self._chosen, max(0, len(texts) - 1))
        used = Content(texts[first]).cell_length if texts else 0
        last = first
        while True:
            # Grown to both sides in turn, so that the chosen one stays in sight.
            left = Content(texts[first - 1]).cell_length + 1 if first > 0 else None
            right = Content(texts[last + 1]).cell_length + 1 if last + 1 < len(texts) else None
            if right is not None and used + right <= self.size.width:
                last, used = last + 1, used + right
            elif left is not None and used + left <= self.size.width:
                first, used = first - 1, used + left
            else:
                return [(index, texts[index]) for index in range(first, last + 1)] if texts else []


def _text(lane: ShownLane) -> str:
    answer = lane.final_answer if lane.is_over else ""
    short = answer if len(answer) <= _MOST_ANSWER else answer[: _MOST_ANSWER - 1] + "…"
    return f" {lane.number} {sign(lane)} {short} " if short else f" {lane.number} {sign(lane)} "
