"""What the keys do, for what had the focus and for everywhere."""

from collections.abc import Mapping

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from chatui.tui.commands import HELP_COMMANDS, bindings
from chatui.tui.key_names import key_names
from chatui.tui.key_table import KeyRow, key_rows
from chatui.tui.screens.styled_once import StyledOnce


class HelpScreen(StyledOnce[None], ModalScreen[None]):
    """A list of keys, made from the bindings that were active when it was opened."""

    CSS_PATH = "help.tcss"
    BINDINGS = bindings(HELP_COMMANDS)

    def __init__(self, focused: Widget | None, active: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        here = [binding for binding in active.values() if binding.node is focused]
        name = _NAMES.get(type(focused).__name__, "Here")
        self._groups = [
            (name, key_rows(binding for binding in here if binding.binding.id)),
            ("Everywhere", key_rows(binding for binding in active.values() if binding.node is not focused)),
            (f"{name}, also", key_rows(binding for binding in here if not binding.binding.id)),
        ]

    def compose(self) -> ComposeResult:
        """One table for each group that has keys."""
        with VerticalScroll(id="help") as box:
            box.border_title = "Keys"
            box.border_subtitle = key_names(self).text("{help.close} closes")
            first = True
            for name, rows in self._groups:
                if rows:
                    yield Static(name, classes="group -first" if first else "group", markup=False)
                    yield Static(_table(rows), classes="keys", markup=False)
                    first = False


_NAMES = {
    "Prompt": "In the prompt",
    "Transcript": "In the conversation",
    "ThoughtLog": "In the thought",
    "StepOutline": "In the outline",
    "SearchInput": "In the search",
    "OptionList": "In the examples",
    "CopyList": "In the list",
    "ModelList": "In the list",
    "LineInput": "In the text field",
    "Stepper": "On a value",
    "DetailsPanel": "In the details",
    "LanesView": "Among the lanes",
    "AnswerPane": "In the answer",
    "VoteList": "In the vote",
    "AlignmentLog": "In the alignment",
    "NumbersTable": "In the figures",
    "KeptList": "In the list",
    "ModelChoice": "In the models",
    "ValueInput": "In the text field",
}


def _table(rows: list[KeyRow]) -> Table:
    table = Table.grid("keys", "what", padding=(0, 3, 0, 0))
    for column in table.columns[:1]:
        column.style, column.no_wrap = "bold", True
    for row in rows:
        table.add_row(Text(row.keys), Text(row.what))
    return table
