"""A line for each lane on a terminal, redrawn while they run; what they come to is not known here."""

import time
from collections import Counter
from collections.abc import Callable, Sequence

from chatui.chat.display_text import one_line
from chatui.cli.compare.sentences import end_words
from chatui.cli.console import Console
from chatui.comparison.lane import Lane, LaneState
from chatui.thought.steps.widths import cells, cut_to_cells

_EVERY_S = 0.1
"""Faster than anyone reads, and slow enough to leave the cores to the model."""
_LABEL_CELLS = 20


class Gauges:
    """Draws the lanes as the console's progress, ten times a second at most."""

    def __init__(
        self, console: Console, lanes: Sequence[Lane], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._console = console
        self._lanes = lanes
        self._clock = clock
        self._next_at = 0.0
        self._spans: dict[int, tuple[float, float]] = {}

    def show(self) -> None:
        """Draw, unless that was done a moment ago."""
        now = self._clock()
        for lane in self._lanes:
            if lane.tokens and not lane.state.is_over:
                self._spans[lane.number] = (self._spans.get(lane.number, (now, now))[0], now)
        if now < self._next_at or not self._console.has_progress:
            return
        self._next_at = now + _EVERY_S
        rows = [self._row(lane) for lane in self._lanes]
        if len(rows) > self._console.progress_height:
            rows = [self._sum()]
        width = max(self._console.progress_width - 1, 2)
        self._console.progress("\n".join(cut_to_cells(row, width) for row in rows))

    def _row(self, lane: Lane) -> str:
        digits = len(str(len(self._lanes) - 1))
        began, latest = self._spans.get(lane.number, (0.0, 0.0))
        seconds = latest - began
        rate = f"{lane.tokens / seconds:.1f} tok/s" if seconds > 0 else ""
        name = f"{lane.number:>{digits}} {self._label(lane)}"
        figures = f"{lane.tokens:>6,} tok {seconds:>5.0f} s {rate:>12}"
        return f"{name}{_state(lane):<12} {figures}  {_detail(lane)}".rstrip()

    def _label(self, lane: Lane) -> str:
        """Which model or setting it is, in a column, where lanes differ in that."""
        labels = {one_line(each.spec.variant.label) for each in self._lanes}
        if len(labels) == 1:
            return ""
        width = min(max(map(cells, labels)), _LABEL_CELLS)
        label = cut_to_cells(one_line(lane.spec.variant.label), width)
        return f"{label}{' ' * (width - cells(label))} "

    def _sum(self) -> str:
        states = Counter(_state(lane) for lane in self._lanes)
        counts = ", ".join(f"{count} {state}" for state, count in states.items())
        return f"{counts}; {sum(lane.tokens for lane in self._lanes):,} tokens"


def _state(lane: Lane) -> str:
    match lane.state:
        case LaneState.LOADING | LaneState.READING:
            return f"{lane.state.name.lower()} {lane.fraction:.0%}"
        case LaneState.FINISHED:
            return "over"
        case _:
            return lane.state.value


def _detail(lane: Lane) -> str:
    if lane.state.is_over:
        answer = lane.ballot.answer
        return one_line(end_words(lane) if answer is None else answer)
    step = lane.reading.open_step
    return one_line(step.gist) if step and lane.state is LaneState.THINKING else ""
