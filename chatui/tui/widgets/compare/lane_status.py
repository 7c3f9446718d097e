"""The line that sums the lanes up while they run and after; it knows no lane by itself."""

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from chatui.tui.comparing.lane_text import saved_text, summary
from chatui.tui.comparing.shown_lane import ShownLane


class LaneStatus(Static):
    """How many are over and how fast they are; once all are over, what stopping early has saved."""

    DEFAULT_CSS = """
    LaneStatus { height: 1; padding: 0 2; color: $text-muted; }
    LaneStatus.-long { height: 2; }
    LaneStatus.-busy { color: $text-accent; }
    LaneStatus.-error { color: $text-error; }
    """

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self.text = ""

    def show(self, lanes: Sequence[ShownLane], now: float, *, is_running: bool, error: str = "") -> None:
        """Bring it up to date."""
        saved = saved_text(lanes) if not is_running else ""
        self.text = error or " · ".join(filter(None, [summary(lanes, now), saved]))
        self.set_class(is_running, "-busy")
        self.set_class(bool(error), "-error")
        self.set_class(len(self.text) > self.size.width > 0, "-long")
        # Its height follows from the class: laying the screen out anew ten times a second would cost more.
        self.update(Content(self.text), layout=False)
