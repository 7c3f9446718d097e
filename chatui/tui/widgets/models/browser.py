"""The list of models with its filter, or what the hub found; it asks nobody and does nothing to models."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from chatui.chat.display_text import display_text
from chatui.library.values import HubRow, ModelRow
from chatui.tui.key_names import key_names
from chatui.tui.models.board import Board
from chatui.tui.models.listing import Doing, ListRow
from chatui.tui.widgets.models.line_input import LineInput
from chatui.tui.widgets.models.model_list import ModelList

_FILTER = "Filter: a name, Q4_K_M, fits, on disk, mit …"
_SEARCH = "Search the hub: words, then Enter"


class Browser(Vertical):
    """Filter as you type over the models; in the hub's mode, words that Enter searches for."""

    DEFAULT_CSS = """
    Browser {
        #filter { border: none; height: 1; padding: 0 1; margin: 0 0 1 0; background: $foreground 5%; }
        #filter:focus { background: $primary 20%; }
        #models-empty { padding: 1 2; color: $text-muted; display: none; height: 1fr; }
        &.-empty #models-empty { display: block; }
        &.-empty #models { display: none; }
    }
    """

    class SearchAsked(Message):
        """The person wants the hub searched."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    def __init__(self, *, is_offline: bool) -> None:
        super().__init__(id="browser")
        self._board = Board(is_offline=is_offline)
        self._doing = Doing()

    def compose(self) -> ComposeResult:
        """Filter, list, and a sentence for an empty list."""
        yield LineInput(placeholder=_FILTER, id="filter", select_on_focus=False)
        yield ModelList("models")
        yield Static("", id="models-empty", markup=False)

    @property
    def models(self) -> ModelList:
        """The list."""
        return self.query_one("#models", ModelList)

    @property
    def is_hub(self) -> bool:
        """The hub is searched, and the models are not shown."""
        return self._board.is_hub

    @property
    def is_typing(self) -> bool:
        """Keys go into the field."""
        return self.query_one("#filter").has_focus

    @property
    def line(self) -> ListRow | None:
        """The line under the cursor."""
        return self.models.chosen

    @property
    def row(self) -> ModelRow | None:
        """The model under the cursor; None for a repository of the hub."""
        return self.row_of(self.line.ref) if self.line and not self.is_hub else None

    @property
    def hub_row(self) -> HubRow | None:
        """The repository under the cursor; None for a model."""
        return self._board.hub_row(self.line.ref) if self.line and self.is_hub else None

    def row_of(self, ref: str) -> ModelRow | None:
        """The model of that name, if the list has it."""
        return self._board.row(ref, self._doing)

    def show_rows(self, rows: Sequence[ModelRow], choose: str | None = None) -> None:
        """Show other models; the cursor stays on its model, or goes to `choose`."""
        self._board.rows = rows
        self._show(choose)

    def show_doing(self, doing: Doing, choose: str | None = None) -> None:
        """Show how far everything is."""
        self._doing = doing
        self._show(choose)

    def show_found(self, rows: Sequence[HubRow] | None) -> None:
        """Show what the hub found; None: it could not be asked."""
        self._board.hub, self._board.is_searching = rows, False
        self._show()
        if rows:
            self.focus_list()

    def enter_hub(self) -> None:
        """Wait for words to search the hub for."""
        self._board.is_hub, self._board.hub = True, None
        self._show_field(_SEARCH)
        self.query_one("#filter").focus()

    def leave_hub(self) -> None:
        """Show the models again."""
        self._board.is_hub = self._board.is_searching = False
        self._show_field(_FILTER)

    def step_out(self) -> bool:
        """Out of the filter, then out of the hub; False when there is nothing to leave."""
        field = self.query_one("#filter", LineInput)
        if self.is_hub:
            self.leave_hub()
        elif field.value or (field.has_focus and not self.has_class("-empty")):
            self._show_field(_FILTER)
        else:
            return False
        self.focus_list()
        return True

    def focus_field(self) -> None:
        """Type words."""
        self.query_one("#filter").focus()

    def focus_list(self) -> None:
        """Move in the list; in the field while there is nothing in the list."""
        target = self.query_one("#filter") if self.has_class("-empty") else self.models
        # A list that was empty a moment ago is not shown yet, and what is not shown takes no focus.
        self.call_after_refresh(target.focus)

    @on(Input.Changed, "#filter")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        if not self.is_hub:
            self._board.filter = event.value.strip()
            self._show()

    @on(Input.Submitted, "#filter")
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        words = event.value.strip()
        if not self.is_hub:
            self.focus_list()
        elif words and not self._board.is_offline:
            self._board.searched, self._board.is_searching, self._board.hub = words, True, None
            self._show()
            self.post_message(self.SearchAsked(words))

    def _show_field(self, placeholder: str) -> None:
        field = self.query_one("#filter", LineInput)
        field.placeholder = placeholder
        field.value = self._board.filter = ""
        self._show()

    def _show(self, choose: str | None = None) -> None:
        lines = self._board.lines(self._doing)
        self.border_title = self._board.title
        self.set_class(not lines, "-empty")
        why = self._board.empty_text(key_names(self))
        self.query_one("#models-empty", Static).update(Content(display_text(why)))
        self.models.show(lines, choose)
