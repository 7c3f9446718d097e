"""Asks what to export and where to; nothing is written here."""

from collections.abc import Sequence
from pathlib import Path
from typing import Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from chatui.chat.display_text import display_text
from chatui.tui.commands import bindings
from chatui.tui.kept.transfers import FileForm, free_path
from chatui.tui.kept_commands import EXPORT_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.models.paths import common_beginning, completions
from chatui.tui.widgets.models.line_input import LineInput

_KEYS = "{export.complete} completes · Enter · {export.close} closes"


Form = TypeVar("Form", bound=FileForm)


class ExportScreen(ModalScreen[tuple[Form, Path] | None], Generic[Form]):
    """Forms above, path below; closes with what was chosen."""

    CSS_PATH = "transfer.tcss"
    BINDINGS = bindings(EXPORT_COMMANDS)

    def __init__(self, title: str, forms: Sequence[Form]) -> None:
        """`title` is that of what is exported, and `forms` are what it can be written as."""
        super().__init__()
        self._title = title
        self._forms = tuple(forms)
        self._confirmed = ""

    def compose(self) -> ComposeResult:
        """What, where, and what is wrong with it."""
        with Vertical(classes="transfer") as box:
            box.border_title = "Export"
            box.border_subtitle = key_names(self).text(_KEYS)
            yield OptionList(*self._forms, markup=False)
            yield LineInput(placeholder="path of the file", select_on_focus=False)
            yield Static("", classes="remark", markup=False)

    def on_mount(self) -> None:
        """The first form, at a path of its own."""
        forms = self.query_one(OptionList)
        forms.highlighted = 0
        forms.focus()

    def action_complete(self) -> None:
        """Go to the path; there, write out what all that fits begins with."""
        path = self.query_one(LineInput)
        if not path.has_focus:
            path.focus()
            return
        beginning = common_beginning(completions(path.value, self._form.suffix))
        if len(beginning) > len(path.value):
            self._write(beginning)
        else:
            self.query_one(OptionList).focus()

    @property
    def _form(self) -> Form:
        return self._forms[self.query_one(OptionList).highlighted or 0]

    @on(OptionList.OptionHighlighted)
    def _propose(self) -> None:
        title = self._form.stem or self._title
        name = free_path(Path.home(), title, self._form.suffix).name
        self._write(f"~/{name}")

    @on(OptionList.OptionSelected)
    def _to_path(self) -> None:
        self.query_one(LineInput).focus()

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        typed = event.value.strip()
        if not typed:
            return
        path = Path(typed).expanduser()
        if path.is_dir():
            self._remark(f"{path} is a folder. Add a name.")
        elif path.exists() and self._confirmed != typed:
            self._confirmed = typed
            self._remark(f"{path} is there already. Enter replaces it.")
        else:
            self.dismiss((self._form, path))

    def _write(self, text: str) -> None:
        path = self.query_one(LineInput)
        path.value, path.cursor_position = text, len(text)

    def _remark(self, text: str) -> None:
        self.query_one(".remark", Static).update(display_text(text))
