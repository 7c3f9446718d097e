"""The line in which a search is typed, and how many matches it has; where it searches is not known here."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from chatui.tui.commands import bindings
from chatui.tui.thought_commands import FIND_COMMANDS
from chatui.tui.widgets.models.line_input import LineInput

_EDITING = [item for item in Input.BINDINGS if isinstance(item, Binding) and item.key != "enter"]


class SearchInput(LineInput, inherit_bindings=False):
    """Takes the phrase; Enter takes the reader to the next match, Esc ends the search."""

    BINDINGS: ClassVar[list[BindingType]] = [*_EDITING, *bindings(FIND_COMMANDS)]

    class Closed(Message):
        """The person wants no search."""

    def action_close(self) -> None:
        """End the search."""
        self.post_message(self.Closed())


class SearchBar(Horizontal):
    """A sign, the phrase, and the count."""

    DEFAULT_CSS = """
    SearchBar {
        height: 1;
        padding: 0 1;
        background: $panel;
        .sign { width: 2; color: $text-accent; text-style: bold; }
        SearchInput { width: 1fr; height: 1; border: none; padding: 0; background: transparent; }
        .count { width: auto; padding: 0 0 0 1; color: $text-muted; }
    }
    """

    class Changed(Message):
        """Another phrase is to be looked for."""

        def __init__(self, phrase: str) -> None:
            super().__init__()
            self.phrase = phrase

    class Submitted(Message):
        """The person wants to see the next match."""

    def compose(self) -> ComposeResult:
        """From left to right."""
        yield Static("/", classes="sign", markup=False)
        yield SearchInput(compact=True)
        yield Static("", classes="count", markup=False)

    def begin(self) -> None:
        """Take the focus; the phrase of the last search is there and marked."""
        field = self.query_one(SearchInput)
        field.focus()
        field.action_select_all()

    def put(self, phrase: str) -> None:
        """Show what is looked for, without asking for it."""
        with self.prevent(Input.Changed):
            self.query_one(SearchInput).value = phrase

    def show_count(self, number: int | None, total: int) -> None:
        """Which match is shown, from 0 (None: no one), of how many."""
        if not self.query_one(SearchInput).value:
            text = ""
        elif not total:
            text = "no match"
        else:
            text = f"{total:,} found" if number is None else f"{number + 1:,} of {total:,}"
        self.query_one(".count", Static).update(Content(text))

    @on(Input.Changed)
    def _pass_phrase(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed(event.value))

    @on(Input.Submitted)
    def _pass_submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Submitted())
