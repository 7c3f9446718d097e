"""Two of several thoughts beside each other, aligned in a thread; it knows no lane that runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chatui.comparison.thoughts import medoid_of
from chatui.thought.steps.step import Step
from chatui.tui.commands import bindings
from chatui.tui.compare_view_commands import PAIR_COMMANDS
from chatui.tui.comparing.aligned import align_steps
from chatui.tui.comparing.alignment_rows import AlignmentRows
from chatui.tui.comparing.alignment_words import HEURISTIC, divergence_text, legend, summary
from chatui.tui.widgets.compare.alignment_log import AlignmentLog

_TOO_FEW = "Two thoughts are needed to align; there is one when a lane has begun to think."


@dataclass(frozen=True, slots=True)
class ThoughtSide:
    """A thought that can be shown on either side."""

    lane: int
    steps: tuple[Step, ...]

    @property
    def name(self) -> str:
        """What it is called, in words."""
        return f"lane {self.lane}"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the thread found."""

    left: int
    right: int
    rows: AlignmentRows


class AlignmentView(Vertical):
    """A line of figures, the thoughts, and what the signs mean."""

    ALLOW_SELECT = False
    BINDINGS = bindings(PAIR_COMMANDS)

    DEFAULT_CSS = """
    AlignmentView {
        #alignment-head { height: auto; max-height: 3; padding: 0 1; background: $panel; }
        #alignment-head { color: $text-secondary; }
        #alignment-legend { height: auto; max-height: 3; padding: 0 1; color: $text-muted; }
        AlignmentLog { height: 1fr; padding: 0 0 0 1; }
    }
    """

    class _Aligned(Message):
        def __init__(self, outcome: _Outcome) -> None:
            super().__init__()
            self.outcome = outcome

    class PairChanged(Message):
        """Other lanes are beside each other."""

        def __init__(self, left: int, right: int) -> None:
            super().__init__()
            self.left = left
            self.right = right

    def __init__(self) -> None:
        super().__init__()
        self._sides: dict[int, ThoughtSide] = {}
        self._left: int | None = None
        self._right: int | None = None
        self._shown: tuple[int, int] | None = None
        self._is_aligning = self._is_outdated = False

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield Static(_TOO_FEW, id="alignment-head", markup=False)
        yield AlignmentLog()
        yield Static("", id="alignment-legend", markup=False)

    def on_mount(self) -> None:
        """Say what all of it rests on."""
        self.query_one("#alignment-head").tooltip = HEURISTIC
        self._align()

    @property
    def log_widget(self) -> AlignmentLog:
        """The rows."""
        return self.query_one(AlignmentLog)

    @property
    def pair(self) -> tuple[int, int] | None:
        """The lanes that are shown."""
        return self._shown

    def show(self, sides: Sequence[ThoughtSide]) -> None:
        """Take in the thoughts as they are now; the same two stay beside each other, in their place.

        A thought without a step cannot be shown. May be called as often as something changed: thoughts are
        aligned one pair at a time, in a thread, and what was overtaken meanwhile is left out.
        """
        self._sides = {side.lane: side for side in sides if side.steps}
        self._align()

    def show_pair(self, left: int | None, right: int | None) -> None:
        """Show these lanes; None: on the left the medoid, on the right the first other one."""
        self._left, self._right = left, right
        self._align()

    def action_other(self, step: int) -> None:
        """Show the next thought on the right (1), or the one before (-1)."""
        if self._shown is not None:
            left, right = self._shown
            lanes = [lane for lane in self._sides if lane != left]
            self.show_pair(left, lanes[(lanes.index(right) + step) % len(lanes)])

    def action_swap(self) -> None:
        """Left becomes right."""
        if self._shown is not None:
            left, right = self._shown
            self.show_pair(right, left)

    def action_medoid(self) -> None:
        """Show the medoid on the left."""
        self.show_pair(None, self._right)

    def _align(self) -> None:
        if not self.is_mounted:
            return
        if self._is_aligning:
            self._is_outdated = True
            return
        self._is_outdated = False
        if len(self._sides) < 2:
            self._shown = None
            self.log_widget.show(None)
            self._say()
            return
        self._is_aligning = True
        if self._shown is None:
            self._say_head(f"Aligning {len(self._sides)} thoughts …")
        width = self.log_widget.scrollable_content_region.width
        work = partial(self._work, tuple(self._sides.values()), self._left, self._right, width)
        self.run_worker(work, thread=True, name="alignment")

    def _work(self, sides: Sequence[ThoughtSide], left: int | None, right: int | None, width: int) -> None:
        """In a thread."""
        self.post_message(self._Aligned(_find(sides, left, right, width)))

    @on(_Aligned)
    def _take(self, message: _Aligned) -> None:
        message.stop()
        outcome = message.outcome
        self._is_aligning = False
        pair = (outcome.left, outcome.right)
        is_same_pair = pair == self._shown
        self._shown = pair
        self._right = outcome.right
        self.log_widget.show(outcome.rows, is_same_pair=is_same_pair)
        self._say()
        if not is_same_pair:
            self.post_message(self.PairChanged(*pair))
        if self._is_outdated:
            self._align()

    @on(AlignmentLog.Moved)
    def _follow(self, message: AlignmentLog.Moved) -> None:
        message.stop()
        self._say()

    def _say(self) -> None:
        aligned, pair = self.log_widget.aligned, self._shown
        if aligned is None or pair is None:
            self._say_head(_TOO_FEW)
            self.query_one("#alignment-legend", Static).update("")
            return
        left, right = (f"lane {lane}" for lane in pair)
        chosen = self.log_widget.chosen
        where = "" if chosen is None else f" · {divergence_text(aligned, chosen)}"
        medoid = " (the medoid)" if self._left is None else ""
        self._say_head(summary(aligned, left + medoid, right) + where)
        self.query_one("#alignment-legend", Static).update(Content(legend(left, right)))

    def _say_head(self, text: str) -> None:
        self.query_one("#alignment-head", Static).update(Content(text))


def _find(sides: Sequence[ThoughtSide], left: int | None, right: int | None, width: int) -> _Outcome:
    """Choose what nobody chose, align, and lay out."""
    by_lane: dict[int | None, ThoughtSide] = {side.lane: side for side in sides}
    one = by_lane.get(left) or sides[medoid_of([side.steps for side in sides]) or 0]
    other = by_lane.get(right)
    if other is None or other is one:
        other = next(side for side in sides if side is not one)
    return _Outcome(one.lane, other.lane, AlignmentRows(align_steps(one.steps, other.steps), width))
