"""What the keys do, for what had the focus and for everywhere."""

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widget import Widget
from textual.widgets import Static

from chatui.tui.commands import HELP_COMMANDS, bindings
from chatui.tui.key_table import KeyRow, key_rows

_KEY_WIDTH = 22


class HelpScreen(ModalScreen[None]):
    """A list of keys, made from the bindings that were active when it was opened."""

    CSS_PATH = "help.tcss"
    BINDINGS = bindings(HELP_COMMANDS)

    def __init__(self, focused: Widget | None, active: Mapping[str, ActiveBinding]) -> None:
        super().__init__()
        here = [binding for binding in active.values() if binding.node is focused]
        everywhere = [binding for binding in active.values() if binding.node is not focused]
        name = type(focused).__name__ if focused else ""
        self._groups = [(_NAMES.get(name, name), key_rows(here)), ("Everywhere", key_rows(everywhere))]

    def compose(self) -> ComposeResult:
        """One table for each group that has keys."""
        with VerticalScroll(id="help") as box:
            box.border_title = "Keys"
            box.border_subtitle = "Esc closes"
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
    "OptionList": "In the examples",
}


def _table(rows: list[KeyRow]) -> Content:
    lines = (Content.assemble((f"{row.keys:<{_KEY_WIDTH}} ", "$text-accent"), row.what) for row in rows)
    return Content("\n").join(lines)
