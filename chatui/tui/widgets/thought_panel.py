"""The panel that shows one turn's thought while it streams and after; it does not know which turn that is."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chatui.tui.state_text import thought_text
from chatui.tui.turn import Phase, Turn
from chatui.tui.widgets.thought_log import ThoughtLog

_BEFORE = "The model's thought streams here, beside its answer."
_NONE = "The model answered without a thought."
_NEW_BELOW = "↓ new below · End"


class ThoughtPanel(Vertical):
    """A header with state, seconds, tokens and rate, over the thought. It never folds by itself."""

    BORDER_TITLE = "Thought"

    DEFAULT_CSS = """
    ThoughtPanel {
        #thought-header { height: auto; max-height: 2; padding: 0 1; }
        #thought-header { background: $panel; color: $text-secondary; }
        #thought-empty { height: 1fr; padding: 1 1; color: $text-muted; }
        ThoughtLog { height: 1fr; padding: 0 0 0 1; color: $foreground 85%; }
        #thought-empty { display: none; }
        &.-empty #thought-empty { display: block; }
        &.-empty ThoughtLog { display: none; }
        &.-empty #thought-header { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__(classes="-empty")

    def compose(self) -> ComposeResult:
        """Header, note for an empty panel, and log."""
        yield Static("", id="thought-header", markup=False)
        yield Static(_BEFORE, id="thought-empty", markup=False)
        yield ThoughtLog()

    def on_mount(self) -> None:
        """Watch the log for text out of sight."""
        self.watch(self.log_widget, "has_new_below", self._mark_new_below)

    @property
    def log_widget(self) -> ThoughtLog:
        """The log with the thought's text."""
        return self.query_one(ThoughtLog)

    def show_turn(self, turn: Turn, now: float) -> None:
        """Show another turn's thought."""
        self.log_widget.set_text(turn.thought.text)
        self.update_state(turn, now)

    def append(self, text: str) -> None:
        """Add text to the thought that is shown."""
        self.remove_class("-empty")
        self.log_widget.append(text)

    def update_state(self, turn: Turn, now: float) -> None:
        """Bring the header up to date."""
        has_thought = bool(turn.thought.pieces)
        self.set_class(not has_thought, "-empty")
        self.set_class(turn.phase is Phase.THINKING, "-thinking")
        without = turn.phase is Phase.DONE or bool(turn.answer.pieces)
        self.query_one("#thought-empty", Static).update(Content(_NONE if without else _BEFORE))
        self.query_one("#thought-header", Static).update(Content(thought_text(turn, now)))

    def clear(self) -> None:
        """Show that there is no thought yet."""
        self.log_widget.set_text("")
        self.query_one("#thought-empty", Static).update(Content(_BEFORE))
        self.add_class("-empty")
        self.remove_class("-thinking")

    def _mark_new_below(self, has_new_below: bool) -> None:
        self.border_subtitle = _NEW_BELOW if has_new_below else ""
