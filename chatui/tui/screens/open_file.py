"""Asks for the path of a file, with completion; what is done with the file is not known here."""

from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError
from chatui.tui.commands import OPEN_FILE_COMMANDS, bindings
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.models.paths import common_beginning, completions
from chatui.tui.widgets.models.line_input import LineInput

_KEYS = "{open.complete} completes · Enter opens · {open.close} closes"


class OpenFileScreen(ModalScreen[Path | None]):
    """A path and the files that it may mean; Tab completes, Enter opens."""

    CSS_PATH = "open_file.tcss"
    BINDINGS = bindings(OPEN_FILE_COMMANDS)

    def __init__(self, title: str = "Open a GGUF file", suffix: str = ".gguf") -> None:
        super().__init__()
        self._title = title
        self._suffix = suffix
        self._calls = LibraryCalls(self)
        self._found: list[str] = []

    def compose(self) -> ComposeResult:
        """Path above, what fits below."""
        with Vertical(id="open") as box:
            box.border_title = self._title
            box.border_subtitle = key_names(self).text(_KEYS)
            yield LineInput(
                value="~/", placeholder=f"path of a {self._suffix} file", id="path", select_on_focus=False
            )
            yield OptionList(id="found", markup=False)

    def on_mount(self) -> None:
        """Begin to type at once."""
        self.query_one("#path", Input).focus()

    def action_complete(self) -> None:
        """Write out what all that fits begins with."""
        path = self.query_one("#path", Input)
        beginning = common_beginning(self._found)
        if len(beginning) > len(path.value):
            self._write(beginning)
        elif path.has_focus and self._found:
            self.query_one("#found", OptionList).focus()
        else:
            path.focus()

    @on(CallEnded)
    def _take(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(Input.Changed, "#path")
    def _look(self, event: Input.Changed) -> None:
        # A folder of a network drive may take its time.
        typed = event.value
        self._calls.ask("paths", lambda: completions(typed, self._suffix), self._show, self._show_none)

    @on(Input.Submitted, "#path")
    def _open(self, event: Input.Submitted) -> None:
        if event.value.strip():
            self.dismiss(Path(event.value.strip()))

    @on(OptionList.OptionSelected, "#found")
    def _choose(self, event: OptionList.OptionSelected) -> None:
        chosen = self._found[event.option_index]
        if not chosen.endswith("/"):
            self.dismiss(Path(chosen))
            return
        self._write(chosen)

    def _write(self, text: str) -> None:
        path = self.query_one("#path", Input)
        path.value, path.cursor_position = text, len(text)
        path.focus()

    def _show(self, found: list[str]) -> None:
        self._found = found
        options = [Option(Content(display_text(path))) for path in found]
        self.query_one("#found", OptionList).set_options(options)

    def _show_none(self, error: ChatuiError) -> None:
        self._show([])
