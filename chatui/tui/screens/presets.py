"""A list of presets to choose from, or to remove; what a preset changes is not known here."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from chatui.chat.display_text import display_text, one_line
from chatui.config.presets import Preset, remove_preset
from chatui.errors import ChatuiError
from chatui.tui.commands import bindings
from chatui.tui.input_commands import PRESET_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls

_LONGEST_SYSTEM = 30

_KEYS = "{presets.take} fills it in · {presets.remove} removes it · {presets.close} closes"


class PresetsScreen(ModalScreen[str | None]):
    """Ends with the name of the preset that was chosen, or None."""

    CSS_PATH = "settings.tcss"
    BINDINGS = bindings(PRESET_COMMANDS)

    def __init__(self, presets: Mapping[str, Preset]) -> None:
        super().__init__()
        self._presets = dict(presets)
        self._names = sorted(presets, key=str.casefold)
        self._calls = LibraryCalls(self)

    def compose(self) -> ComposeResult:
        """One line for each."""
        with Vertical(id="presets") as box:
            box.border_title = "Presets"
            box.border_subtitle = key_names(self).text(_KEYS)
            yield OptionList(*map(self._option, self._names), markup=False)

    def action_select(self) -> None:
        """Choose the line."""
        self.query_one(OptionList).action_select()

    def action_remove(self) -> None:
        """Forget the preset of the line."""
        name = self._chosen
        if name is not None:
            self._calls.ask(
                f"remove {name}", lambda: remove_preset(name), lambda _: self._removed(name), self._complain
            )

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._names[event.option_index])

    @property
    def _chosen(self) -> str | None:
        highlighted = self.query_one(OptionList).highlighted
        return None if highlighted is None else self._names[highlighted]

    def _removed(self, name: str) -> None:
        self.query_one(OptionList).remove_option_at_index(self._names.index(name))
        self._names.remove(name)
        self.notify(display_text(f"The preset {name} is removed."), markup=False)
        if not self._names:
            self.dismiss(None)

    def _option(self, name: str) -> Option:
        return Option(Content.assemble(display_text(name), "  ", (_summary(self._presets[name]), "dim")))

    def _complain(self, error: ChatuiError) -> None:
        self.notify(display_text(str(error)), markup=False, severity="warning")


def _summary(preset: Preset) -> str:
    figures = [] if preset.sampling.temperature is None else [f"temperature {preset.sampling.temperature:g}"]
    if preset.sampling.thought_budget is not None:
        figures.append(f"budget {preset.sampling.thought_budget:,}")
    if preset.system:
        figures.append(one_line(preset.system)[:_LONGEST_SYSTEM])
    return " · ".join(figures)
