"""The models of this disk, any of which can be chosen; where they come from is not known here."""

from collections.abc import Sequence

from textual.widgets import SelectionList
from textual.widgets.selection_list import Selection

from chatui.chat.display_text import display_text
from chatui.library.figures import bytes_text
from chatui.library.values import ModelRow
from chatui.tui.commands import bindings
from chatui.tui.compare_commands import COMPARE_MODEL_COMMANDS


class ModelChoice(SelectionList[str], inherit_bindings=False):
    """One line for each model; up and down at an end go on to the next field."""

    BINDINGS = bindings(COMPARE_MODEL_COMMANDS)
    DEFAULT_CSS = """
    ModelChoice { height: auto; max-height: 6; border: none; padding: 0; background: transparent; }
    ModelChoice:focus { border: none; background: $primary 15%; }
    """

    def __init__(self, chosen: Sequence[str]) -> None:
        super().__init__(*(Selection(display_text(ref), ref, True) for ref in chosen))

    def show(self, rows: Sequence[ModelRow]) -> None:
        """Show what is on this disk; what was chosen stays so."""
        chosen = list(self.selected)
        here = [row for row in rows if row.is_downloaded]
        named = {row.ref for row in here}
        selections = [Selection(display_text(ref), ref, True) for ref in chosen if ref not in named]
        selections += [Selection(_line(row), row.ref, row.ref in chosen) for row in here]
        self.clear_options()
        self.add_options(selections)


def _line(row: ModelRow) -> str:
    size = "" if row.size_bytes is None else bytes_text(row.size_bytes)
    return display_text(" · ".join(filter(None, [row.ref, row.title, row.quantization, size])))
