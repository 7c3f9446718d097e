"""The part of the compare screen that shows lanes as they come; what a person does with them is not here."""

import asyncio
import time
from collections.abc import Callable
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import ContentSwitcher

from chatui.chat.display_text import display_text
from chatui.comparison.numbers import numbers_of, step_confidences
from chatui.comparison.tally import Tally, tally_of
from chatui.tui.comparing.messages import LanesAdded, ViewAsked
from chatui.tui.comparing.shown_lane import ShownLane, mark_groups
from chatui.tui.comparing.source import LaneSource
from chatui.tui.comparing.views import View
from chatui.tui.flow_follower import FLUSH_S
from chatui.tui.messages import FlushDue
from chatui.tui.screens.markdown_screen import MarkdownScreen
from chatui.tui.widgets.compare.alignment_view import AlignmentView, ThoughtSide
from chatui.tui.widgets.compare.compare_title import CompareTitle
from chatui.tui.widgets.compare.lane_reader import LaneReader
from chatui.tui.widgets.compare.lane_status import LaneStatus
from chatui.tui.widgets.compare.lanes_view import LanesView
from chatui.tui.widgets.compare.numbers_view import NumbersView
from chatui.tui.widgets.compare.vote_bar import VoteBar
from chatui.tui.widgets.compare.vote_table import VoteTable
from chatui.tui.widgets.key_bar import KeyBar

_HEIGHTS = [(0, "-short"), (16, "-tall")]
"""From how many rows; below 16, the title and the keys give way."""

_MEASURE_S = 1.0
"""How often a table of figures is worth making anew: it costs what the thoughts are long."""


class CompareLanes(MarkdownScreen):
    """Views over a vote, a line of figures and the keys. What is out of sight is not brought up to date."""

    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(
        self, source: LaneSource, clock: Callable[[], float] = time.monotonic, first: int | None = None
    ) -> None:
        """`first` is the lane to be read first; None: all lanes are shown."""
        super().__init__()
        self._first = first
        self.source = source
        self.chosen = 0
        self.view = View.LANES
        self._clock = clock
        self._flush: Timer | None = None
        self._measured_at = 0.0
        self._confidences: dict[int, list[float | None]] = {}
        """Of the lanes that are over, step by step."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield CompareTitle()
        with ContentSwitcher(initial=View.LANES.id, id="views"):
            yield LanesView()
            yield LaneReader()
            with Vertical(id=View.VOTE.id):
                yield VoteTable()
            with Vertical(id=View.ALIGN.id):
                yield AlignmentView()
            with Vertical(id=View.NUMBERS.id):
                yield NumbersView()
        with Vertical(id="standing"):
            yield VoteBar()
        yield LaneStatus()
        yield KeyBar()

    async def on_mount(self) -> None:
        """Show the lanes, and follow those that run."""
        await self.show_lanes()
        reads = self._first is not None and self._first < len(self.lanes)
        self.ask_for(View.READER if reads else View.LANES, self._first if reads else None)
        self.resume()

    async def on_unmount(self) -> None:
        """End what runs; what came stays kept."""
        await asyncio.to_thread(self.source.close)

    @property
    def lanes(self) -> list[ShownLane]:
        """All of them, by their numbers."""
        return self.source.lanes

    @property
    def tally(self) -> Tally:
        """How the vote stands."""
        return tally_of([lane.lane for lane in self.lanes], self.source.by_hand, self.source.reference)

    def say(self, text: str, kind: Literal["information", "warning", "error"] = "information") -> None:
        """Tell something in passing; an error stays longer."""
        timeout = 12 if kind == "error" else 4
        self.notify(display_text(text), markup=False, timeout=timeout, severity=kind)

    @on(LanesAdded)
    async def show_lanes(self) -> None:
        """Show lanes that came to those that are shown."""
        await self.query_one(LanesView).show(self.lanes, self.chosen, self._clock())
        self.show_status()
        self.show_vote()
        self.resume()

    def resume(self) -> None:
        """Something runs: look again until it is over."""
        if self.source.is_running:
            if self._flush is None:
                self._flush = self.set_interval(FLUSH_S, self._ask_for_flush)
            self._flush.resume()

    def ask_for(self, view: View, lane: int | None = None) -> None:
        """Have a view shown, and a lane chosen before; may be called in an action.

        Actions run in a task of the app. Whatever waits for widgets is done in messages of the screen, one
        after the other, or it would find lanes half built or half gone.
        """
        self.post_message(ViewAsked(view, lane))

    @on(ViewAsked)
    def _show_asked(self, message: ViewAsked) -> None:
        """Show another view, and once it is drawn fill it: both at once would hold the loop up."""
        if message.lane is not None:
            self.chosen = message.lane
        self.view = message.view
        self.query_one(ContentSwitcher).current = message.view.id
        self.show_title()
        # Not by a class of the screen, which would give every widget below it its styles anew.
        self.query_one("#standing").display = message.view is not View.VOTE
        self.call_after_refresh(self._fill)

    async def _fill(self) -> None:
        match self.view:
            case View.LANES:
                lanes = self.query_one(LanesView)
                lanes.choose(self.chosen)
                lanes.follow(range(len(self.lanes)), self._clock())
                lanes.focus()
            case View.READER:
                reader = self.query_one(LaneReader)
                await reader.show(self.lanes, self.chosen, self._clock())
                reader.focus_thought()
            case View.VOTE:
                self.query_one(VoteTable).show(self.tally)
                self.query_one(VoteTable).focus_list()
            case View.ALIGN:
                self._align()
                self.query_one(AlignmentView).log_widget.focus()
            case View.NUMBERS:
                self._measure()
                self.query_one(NumbersView).focus_table()
        self.refresh_bindings()

    def show_title(self) -> None:
        """Bring the top line up to date."""
        star = "★" if self.source.is_starred else ""
        mark = " ".join(filter(None, [star, self.source.mark]))
        self.query_one(CompareTitle).show(self.view, display_text(self.source.question), mark)

    def show_vote(self) -> None:
        """Bring the vote up to date."""
        tally = self.tally
        mark_groups(self.lanes, tally)
        self.query_one("#standing VoteBar", VoteBar).show(tally)
        if self.view is View.VOTE:
            self.query_one(VoteTable).show(tally)
        elif self.view is View.LANES:
            self.query_one(LanesView).follow(range(len(self.lanes)), self._clock())

    def show_status(self) -> None:
        """Bring the line of figures up to date."""
        error = str(self.source.error) if self.source.error else ""
        self.query_one(LaneStatus).show(
            self.lanes, self._clock(), is_running=self.source.is_running, error=display_text(error)
        )

    @on(FlushDue)
    async def _poll(self) -> None:
        before = {lane.number for lane in self.lanes if lane.is_over}
        changed = self.source.take(self._clock())
        changed |= {lane.number for lane in self.lanes if not lane.is_over}
        await self._follow(changed)
        if {lane.number for lane in self.lanes if lane.is_over} != before:
            self.show_vote()
            self._align()
            self._measure()
            self.refresh_bindings()
        self.show_status()
        self.show_title()
        if not self.source.is_running and self._flush is not None:
            self._flush.pause()
            self.refresh_bindings()

    async def _follow(self, changed: set[int]) -> None:
        if self.view is View.LANES:
            self.query_one(LanesView).follow(changed, self._clock())
        elif self.view is View.READER:
            await self.query_one(LaneReader).follow(self._clock())
        elif self.view is View.NUMBERS and self._clock() - self._measured_at >= _MEASURE_S:
            self._measure()

    def _align(self) -> None:
        if self.view is View.ALIGN:
            sides = (ThoughtSide(lane.number, tuple(lane.turn.reading.steps)) for lane in self.lanes)
            self.query_one(AlignmentView).show(list(sides))

    def _measure(self) -> None:
        if self.view is not View.NUMBERS:
            return
        self._measured_at = now = self._clock()
        lanes = [numbers_of(lane.lane, self.source.reference, lane.seconds(now)) for lane in self.lanes]
        for lane in self.lanes:
            if lane.is_over and lane.number not in self._confidences:
                self._confidences[lane.number] = step_confidences(lane.lane)
        self.query_one(NumbersView).show(lanes, self.tally, self._confidences)

    def _ask_for_flush(self) -> None:
        # A timer calls from a task of its own; whatever waits for widgets is done in messages of the screen.
        self.post_message(FlushDue())
