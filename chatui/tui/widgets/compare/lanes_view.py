"""All lanes: boxes side by side, or on a narrow terminal a line for each over the box of the chosen one."""

from collections.abc import Collection, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.message import Message

from chatui.tui.commands import bindings
from chatui.tui.compare_commands import LANES_COMMANDS
from chatui.tui.comparing.shown_lane import ShownLane
from chatui.tui.style_sheet import style_alone
from chatui.tui.widgets.compare.lane_card import LaneCard
from chatui.tui.widgets.compare.lane_strip import LaneStrip

NARROW_BELOW = 100
"""Columns; with fewer, one lane is shown at a time."""
_LEAST_WIDTH = 34
_LEAST_HEIGHT = 8


class _Grid(VerticalScroll, can_focus=False):
    """Boxes in rows; it scrolls where they are more than fit."""


class LanesView(Vertical, can_focus=True):
    """One lane is chosen. Boxes that are out of sight cost nothing."""

    BINDINGS = bindings(LANES_COMMANDS)
    DEFAULT_CSS = """
    LanesView {
        height: 1fr;
        LaneStrip { display: none; max-height: 50%; }
        _Grid { layout: grid; height: 1fr; scrollbar-size-vertical: 1; grid-size: 1; }
        &.-narrow LaneStrip { display: block; }
        &.-narrow LaneCard { display: none; border: none; border-top: round $rule; padding: 0 1; }
        &.-narrow LaneCard.-chosen { display: block; border: none; border-top: round $border; }
    }
    """

    class Chosen(Message):
        """Another lane is the chosen one."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Taken(Chosen):
        """The person wants to read a lane."""

    def __init__(self) -> None:
        super().__init__(id="lanes")
        self.chosen = 0
        self._lanes: Sequence[ShownLane] = ()
        self._columns = 1
        self._now = 0.0

    def compose(self) -> ComposeResult:
        """The lines, the boxes."""
        yield LaneStrip()
        yield _Grid()

    async def show(self, lanes: Sequence[ShownLane], chosen: int, now: float) -> None:
        """Show other lanes, or more of them."""
        self._lanes = lanes
        grid = self.query_one(_Grid)
        shown = list(grid.query(LaneCard))
        if any(card.lane is not lane for card, lane in zip(shown, lanes, strict=False)):
            await grid.remove_children()
            shown = []
        await grid.mount_all([LaneCard(lane) for lane in lanes[len(shown) :]])
        self._arrange()
        self.follow(range(len(lanes)), now)
        self.choose(min(chosen, max(0, len(lanes) - 1)))

    def follow(self, changed: Collection[int], now: float) -> None:
        """Bring lanes up to date."""
        self._now = now
        is_narrow = self.has_class("-narrow")
        for card in self.query(LaneCard):
            if card.lane.number in changed and (not is_narrow or card.lane.number == self.chosen):
                card.show(card.lane, now)
        if is_narrow:
            self.query_one(LaneStrip).show(self._lanes, self.chosen, now)

    def choose(self, number: int) -> None:
        """Choose a lane, and bring it into sight."""
        self.chosen = number
        for card in self.query(LaneCard):
            is_chosen = card.lane.number == number
            card.set_class(is_chosen, "-chosen")
            if is_chosen:
                card.show(card.lane, self._now)
                card.scroll_visible(animate=False)
        self.query_one(LaneStrip).show(self._lanes, number, self._now)

    def action_move(self, right: int, down: int) -> None:
        """Choose the lane beside, above or below."""
        step = right + down * (1 if self.has_class("-narrow") else self._columns)
        if 0 <= self.chosen + step < len(self._lanes):
            self._choose_other(self.chosen + step)

    def action_go(self, number: int) -> None:
        """Choose a lane by number; -1: the last."""
        if self._lanes:
            self._choose_other(number if number >= 0 else len(self._lanes) + number)

    def action_take(self) -> None:
        """Read the chosen lane."""
        if self._lanes:
            self.post_message(self.Taken(self.chosen))

    def on_resize(self, event: events.Resize) -> None:
        """Other lanes fit beside each other."""
        if not event.size:
            return  # hidden: another view is in sight
        self.set_class(event.size.width < NARROW_BELOW, "-narrow")
        self._arrange()
        self.follow(range(len(self._lanes)), self._now)

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The boxes look the same with the focus: to style them all would hold the loop up for 10 ms."""
        style_alone(self)

    @on(LaneCard.Clicked)
    def _click(self, message: LaneCard.Clicked) -> None:
        message.stop()
        self.focus()
        if message.number == self.chosen:
            self.action_take()
        else:
            self._choose_other(message.number)

    def _choose_other(self, number: int) -> None:
        self.choose(number)
        self.post_message(self.Chosen(number))

    def _arrange(self) -> None:
        count, (width, height) = max(1, len(self._lanes)), self.size
        fitting = 1 if self.has_class("-narrow") else max(1, width // _LEAST_WIDTH)
        rows = -(-count // fitting)
        self._columns = -(-count // rows)
        grid = self.query_one(_Grid)
        grid.styles.grid_size_columns = self._columns
        is_low = not self.has_class("-narrow") and height // rows < _LEAST_HEIGHT
        grid.styles.grid_rows = str(_LEAST_HEIGHT) if is_low else "1fr"
