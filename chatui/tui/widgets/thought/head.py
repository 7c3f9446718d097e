"""What stands over a thought: its state and figures, and a warning while it goes round; none of its text."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from chatui.tui.key_names import key_names
from chatui.tui.pace import Pace
from chatui.tui.state_text import thought_text
from chatui.tui.static_text import set_text
from chatui.tui.thought.words import HEURISTIC, counts_text, loop_text
from chatui.tui.turn import Turn


class ThoughtHead(Vertical):
    """Two lines of text at most, mostly one."""

    DEFAULT_CSS = """
    ThoughtHead {
        height: auto;
        #thought-header { height: auto; max-height: 3; padding: 0 1; }
        #thought-header { background: $panel; color: $text-secondary; }
        #thought-loop { height: auto; max-height: 3; padding: 0 1; color: $text-warning; text-style: bold; }
        #thought-loop { display: none; }
        &.-looping #thought-loop { display: block; }
    }
    """

    def __init__(self, stop: str) -> None:
        """`stop` is the id of the command that ends a thought."""
        super().__init__()
        self._stop = stop
        self._figures = ""
        self._pace = Pace()
        self._place: tuple[int, int] | None = None
        self._span = ""
        """What a loop says again and again, which is cut out once: its first two copies begin at `_place`."""

    def compose(self) -> ComposeResult:
        """Figures, and the warning below."""
        yield Static("", id="thought-header", markup=False)
        yield Static("", id="thought-loop", markup=False)

    def on_mount(self) -> None:
        """Say what the steps are."""
        self.query_one("#thought-header").tooltip = HEURISTIC

    def show(self, turn: Turn, now: float) -> None:
        """Bring everything up to date; figures of a thought that streams, at their pace."""
        if self._pace.is_due((id(turn), turn.phase, turn.thought_end), now) or turn.phase.is_over:
            self._figures = thought_text(turn, now)
            self.show_counts(turn)
        self._show_loop(turn)

    def show_counts(self, turn: Turn) -> None:
        """More of the thought was read: only the counts are new."""
        parts = filter(None, [self._figures, counts_text(turn.reading)])
        set_text(self.query_one("#thought-header", Static), " · ".join(parts))

    def _show_loop(self, turn: Turn) -> None:
        loop = turn.reading.loop
        self.set_class(loop is not None, "-looping")
        if loop is None:
            self._place = None
            return
        if self._place != (loop.start, loop.second):
            self._place = (loop.start, loop.second)
            self._span = turn.reading.text[loop.start : loop.second]
        text = loop_text(loop, self._span, not turn.phase.is_over, key_names(self), self._stop)
        set_text(self.query_one("#thought-loop", Static), text)
