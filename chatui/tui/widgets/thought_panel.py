"""The panel that shows one turn's thought while it streams and after; it does not know which turn that is."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from chatui.tui.commands import bindings
from chatui.tui.key_names import key_names
from chatui.tui.messages import ConfidenceAsked, CopyAsked
from chatui.tui.static_text import set_text
from chatui.tui.style_sheet import set_class_alone
from chatui.tui.thought.confidence import Confidence
from chatui.tui.thought_commands import THOUGHT_COMMANDS
from chatui.tui.turn import Phase, Turn
from chatui.tui.widgets.thought.head import ThoughtHead
from chatui.tui.widgets.thought.legend import ShadeLegend
from chatui.tui.widgets.thought.outline import StepOutline
from chatui.tui.widgets.thought.search_bar import SearchBar, SearchInput
from chatui.tui.widgets.thought_log import ThoughtLog

_BEFORE = "The model's thought streams here, beside its answer."
_NONE = "The model answered without a thought."
_NEW_BELOW = "↓ new below · {thought.end}"

READ_AT_ONCE = 4000
"""Characters that are cut into steps before the screen may do something else; about 25 ms."""
_READ_S = 0.05

_HEAD_FROM = 10
"""Rows of a panel that has room for more than one line over the text."""
_BOTH_FROM = 20
"""Rows of a panel that has room for outline and text."""


class ThoughtPanel(Vertical):
    """A header with state and figures, over the thought in steps. Nothing folds by itself."""

    BORDER_TITLE = "Thought"
    # So that dragging its border selects nothing.
    ALLOW_SELECT = False
    BINDINGS = bindings(THOUGHT_COMMANDS)

    DEFAULT_CSS = """
    ThoughtPanel {
        #thought-empty { height: 1fr; padding: 1 1; color: $text-muted; }
        ThoughtLog { height: 1fr; padding: 0 0 0 1; color: $foreground 85%; }
        StepOutline { height: 40%; border: none; border-bottom: solid $rule; padding: 0 0 0 1; }
        StepOutline { border-subtitle-color: $text-muted; display: none; }
        StepOutline:focus { border-bottom: solid $border; }
        SearchBar { display: none; }
        &.-flat ThoughtHead Static, &.-flat ShadeLegend { max-height: 1; }
        &.-shaded ShadeLegend { display: block; }
        &.-outlined StepOutline { display: block; }
        &.-outlined.-low StepOutline { height: 1fr; }
        &.-outlined.-low ThoughtLog { display: none; }
        &.-searching SearchBar { display: block; }
    }
    """

    def __init__(self, stop: str = "chat.stop") -> None:
        """`stop` is the id of the command that ends a thought."""
        super().__init__()
        self._stop = stop
        self._turn = Turn("")
        self._reader: Timer | None = None

    def compose(self) -> ComposeResult:
        """From top to bottom; what has no use at the moment is hidden."""
        yield Static(_BEFORE, id="thought-empty", markup=False)
        with Vertical(id="thought-body") as body:
            body.display = False
            yield ThoughtHead(self._stop)
            yield StepOutline()
            yield ThoughtLog()
            yield ShadeLegend()
            yield SearchBar()

    def on_mount(self) -> None:
        """Watch the log for text out of sight."""
        self.watch(self.log_widget, "has_new_below", self._mark_new_below)

    @property
    def log_widget(self) -> ThoughtLog:
        """The log with the thought's text."""
        return self.query_one(ThoughtLog)

    @property
    def _is_empty(self) -> bool:
        return not any(piece and not piece.isspace() for piece in self._turn.thought.pieces)

    @property
    def _outline(self) -> StepOutline:
        return self.query_one(StepOutline)

    @property
    def _search(self) -> SearchBar:
        return self.query_one(SearchBar)

    def show_turn(self, turn: Turn, now: float) -> None:
        """Show another turn's thought; a long one is cut into steps bit by bit."""
        self._turn = turn
        is_read = turn.read_on(READ_AT_ONCE)
        log = self.log_widget
        log.show(turn.reading, turn.confidence)
        self._show_outline(log.current_step)
        self._read_later(is_read)
        self._show_state(now)

    def follow(self, turn: Turn, now: float) -> None:
        """Bring text and header up to date with the turn that is shown."""
        self._turn = turn
        self._read_more()
        self._show_state(now)

    def clear(self) -> None:
        """Show that there is no thought yet."""
        self.show_turn(Turn(""), 0)

    def on_resize(self) -> None:
        """The outline takes the log's place where there is no room for both; the head shrinks to a line."""
        self.set_class(self.size.height < _BOTH_FROM, "-low")
        self.set_class(self.size.height < _HEAD_FROM, "-flat")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What there is to close, and a match to go to."""
        match action:
            case "close":
                return self.has_class("-searching") or self.has_class("-outlined")
            case "match":
                return self.has_class("-searching")
            case _:
                return True

    def action_outline(self) -> None:
        """Show the outline, or hide it."""
        if self.has_class("-outlined"):
            self._close("-outlined")
        elif not self._is_empty:
            self.add_class("-outlined")
            self._show_outline(self.log_widget.current_step)
            self._outline.focus()

    def action_search(self) -> None:
        """Ask what to look for."""
        if not self._is_empty:
            self.add_class("-searching")
            self.refresh_bindings()
            self._search.begin()

    def reveal(self, phrase: str) -> None:
        """Search for a phrase and show the first place where it stands."""
        self.add_class("-searching")
        self._search.put(phrase)
        self.log_widget.find(phrase)
        self.log_widget.focus()
        # Once the line of the search has taken its row from the log.
        self.call_after_refresh(self._show_first_match)

    def action_match(self, step: int) -> None:
        """Go to the next match, or the one before."""
        self.log_widget.show_match(step)
        self._show_count()

    @on(SearchInput.Closed)
    def action_close(self) -> None:
        """Close the search, else the outline."""
        if self.has_class("-searching"):
            self.log_widget.find("")
            self._close("-searching")
        else:
            self._close("-outlined")

    def action_copy_step(self) -> None:
        """Copy the current step."""
        index = self.log_widget.current_step
        step = self._turn.reading.step(index) if self.log_widget.view.has_steps else None
        if step is None:
            self.action_copy_thought()
        else:
            self.post_message(CopyAsked(step.text.strip(), f"Step {index + 1}"))

    def action_copy_thought(self) -> None:
        """Copy all of the thought."""
        if not self._is_empty:
            self.post_message(CopyAsked(self._turn.thought.text.strip(), "The thought"))

    def action_toggle_steps(self) -> None:
        """Show steps, or the text as the model wrote it."""
        view = self.log_widget.view
        self.log_widget.show_as(has_steps=not view.has_steps, wraps=view.wraps)

    def action_toggle_wrap(self) -> None:
        """Break long lines, or let them go on to the right."""
        view = self.log_widget.view
        self.log_widget.show_as(has_steps=view.has_steps, wraps=not view.wraps)

    def action_toggle_confidence(self) -> None:
        """Show how sure the model was, or do not; asks for it from the next question on."""
        view = self.log_widget.view
        view.has_shades = not view.has_shades
        self.set_class(view.has_shades, "-shaded")
        self._show_outline(self._outline.cursor)
        self.log_widget.refresh()
        self._show_legend()
        self.post_message(ConfidenceAsked(view.has_shades))

    @property
    def _shown_confidence(self) -> Confidence | None:
        return self._turn.confidence if self.log_widget.view.has_shades else None

    @on(StepOutline.Highlighted)
    def _look_at(self, message: StepOutline.Highlighted) -> None:
        message.stop()
        if not self.has_class("-low"):
            self.log_widget.show_step(message.index)

    @on(StepOutline.Taken)
    def _read_at(self, message: StepOutline.Taken) -> None:
        message.stop()
        self._close("-outlined")
        self.call_after_refresh(self.log_widget.show_step, message.index)

    @on(SearchBar.Changed)
    def _find(self, message: SearchBar.Changed) -> None:
        message.stop()
        self.log_widget.find(message.phrase)
        self.action_match(1)

    @on(SearchBar.Submitted)
    def _found(self, message: SearchBar.Submitted) -> None:
        message.stop()
        self.log_widget.focus()

    @on(ThoughtLog.Moved)
    def _follow_reader(self, message: ThoughtLog.Moved) -> None:
        message.stop()
        self._show_legend()

    def _show_first_match(self) -> None:
        self.log_widget.show_row(0)
        self.action_match(1)

    def _close(self, name: str) -> None:
        self.remove_class(name)
        self.log_widget.focus()
        self.refresh_bindings()

    def _show_outline(self, at: int) -> None:
        # What is hidden does not follow: each of its rows would have the whole screen laid out.
        if self.has_class("-outlined"):
            self._outline.show(self._turn.reading, self._shown_confidence, at)

    def _read_more(self) -> None:
        """Cut more of the thought into steps, and show it."""
        is_read = self._turn.read_on(READ_AT_ONCE)
        self.log_widget.grow()
        if self.has_class("-outlined"):
            self._outline.grow()
        if self.has_class("-searching"):
            self._show_count()
        self._read_later(is_read)

    def _read_the_rest(self) -> None:
        self._read_more()
        self.query_one(ThoughtHead).show_counts(self._turn)

    def _read_later(self, is_read: bool) -> None:
        if not is_read:
            self._reader = self._reader or self.set_interval(_READ_S, self._read_the_rest)
            self._reader.resume()
        elif self._reader is not None:
            self._reader.pause()

    def _show_state(self, now: float) -> None:
        turn = self._turn
        # Shown and hidden as a whole: a class would have all that is in the panel get its styles anew.
        self.query_one("#thought-body").display = not self._is_empty
        self.query_one("#thought-empty").display = self._is_empty
        set_class_alone(self, turn.phase is Phase.THINKING, "-thinking")
        without = turn.phase is Phase.DONE or bool(turn.answer.pieces)
        set_text(self.query_one("#thought-empty", Static), _NONE if without else _BEFORE)
        self.query_one(ThoughtHead).show(turn, now)

    def _show_legend(self) -> None:
        if self.has_class("-shaded"):
            log = self.log_widget
            self.query_one(ShadeLegend).show(self._turn, log.current_step, log.painter.shade)

    def _show_count(self) -> None:
        view = self.log_widget.view
        self._search.show_count(view.chosen_match, len(view.matches.starts))

    def _mark_new_below(self, has_new_below: bool) -> None:
        self.border_subtitle = key_names(self).text(_NEW_BELOW) if has_new_below else ""
