"""The settings of one conversation, checked while they are typed; what becomes of them is not known here."""

from functools import partial
from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input

from chatui.chat.display_text import display_text
from chatui.config.presets import Preset, load_presets, save_preset
from chatui.errors import ChatuiError, PromptError
from chatui.session import SessionOptions
from chatui.tui.commands import bindings
from chatui.tui.input_commands import SETTINGS_SCREEN_COMMANDS
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.screens.help import HelpScreen
from chatui.tui.screens.presets import PresetsScreen
from chatui.tui.screens.styled_once import StyledOnce
from chatui.tui.settings.chosen import ChosenSettings
from chatui.tui.settings.fields import FIELDS, Field, changed, with_r1_defaults
from chatui.tui.settings.preset_options import preset_of, with_preset
from chatui.tui.widgets.key_bar import KeyBar
from chatui.tui.widgets.setting_field import SettingField

_LONG = ("system",)
_PRESET = "preset"

_ABOUT_PRESET = (
    "A name to keep these settings under: {settings.save} saves them, {settings.preset} lists all."
)


class SettingsScreen(StyledOnce[ChosenSettings | None], ModalScreen[ChosenSettings | None]):
    """Ends with the settings that the person wants, or None where they stay."""

    CSS_PATH = "settings.tcss"
    BINDINGS = bindings(SETTINGS_SCREEN_COMMANDS)
    AUTO_FOCUS = ""  # the field that was asked for has it

    def __init__(self, current: ChosenSettings, defaults: SessionOptions, first: str = "") -> None:
        """`first` names the field that has the focus; empty: the temperature."""
        super().__init__()
        self._current = current
        self._defaults = defaults
        self._first = first or "temperature"
        self._calls = LibraryCalls(self)

    def compose(self) -> ComposeResult:
        """The fields, the preset's name, the keys."""
        with Vertical(id="settings") as box:
            box.border_title = "Settings of this conversation"
            with VerticalScroll(id="settings-fields", can_focus=False):
                for field in FIELDS:
                    yield self._widget(field)
                yield SettingField(
                    _PRESET,
                    "Preset",
                    self._current.preset,
                    default="",
                    about=key_names(self).text(_ABOUT_PRESET),
                    is_long=False,
                )
            yield KeyBar()

    def on_mount(self) -> None:
        """Begin in the field that was asked for."""
        self._of(_PRESET).add_class("-text")
        self._judge()
        self._of(self._first).focus_value()

    @on(CallEnded)
    def _take_answer(self, message: CallEnded) -> None:
        self._calls.take(message)

    @on(SettingField.Changed)
    def _judge(self) -> None:
        """Say of each field what is wrong with it."""
        for field in FIELDS:
            widget = self._of(field.name)
            try:
                options = changed(self._current.options, field, widget.value)
                widget.judge("", field.text(options) != field.text(self._defaults))
            except PromptError as error:
                widget.judge(str(error), True)

    @on(Input.Submitted)
    def _next(self) -> None:
        self.focus_next()

    def action_apply(self) -> None:
        """Close with what is typed; with something wrong, go there."""
        options = self._typed()
        if options is not None:
            self.dismiss(ChosenSettings(options, self._of(_PRESET).value.strip()))

    def action_close(self) -> None:
        """Close, and leave everything as it was."""
        self.dismiss(None)

    def action_reset(self, whose: str) -> None:
        """Fill in the defaults of the model, or those of R1."""
        options = self._defaults if whose == "model" else with_r1_defaults(self._current.options)
        self._fill(options, "")

    def action_save(self) -> None:
        """Keep what is typed under the name of the preset."""
        options, name = self._typed(), self._of(_PRESET).value.strip()
        if options is None:
            return
        if not name:
            self._say("A preset needs a name. Type one, then save again.", "warning")
            self._of(_PRESET).focus_value()
            return
        job = partial(save_preset, name, preset_of(options))
        self._calls.ask("save", job, lambda _: self._say(f"The preset {name} is saved."), self._complain)

    def action_preset(self) -> None:
        """Choose a preset."""
        self._calls.ask("presets", load_presets, self._choose_preset, self._complain)

    def action_help(self) -> None:
        """Show the keys."""
        self.app.push_screen(HelpScreen(self.focused, self.active_bindings))

    def _choose_preset(self, presets: dict[str, Preset]) -> None:
        if not presets:
            self._say("There are no presets yet. Type a name below, then save one.")
            return

        def fill(name: str | None) -> None:
            if name is not None:
                self._fill(with_preset(self._defaults, presets[name]), name)

        self.app.push_screen(PresetsScreen(presets), fill)

    def _fill(self, options: SessionOptions, preset: str) -> None:
        for field in FIELDS:
            if not field.reloads and field.name != "seed":
                self._of(field.name).fill(field.text(options))
        self._of(_PRESET).fill(preset)

    def _typed(self) -> SessionOptions | None:
        """The options as they are typed, or None where something is wrong, and then the focus is there."""
        options = self._current.options
        for field in FIELDS:
            widget = self._of(field.name)
            try:
                options = changed(options, field, widget.value)
            except PromptError as error:
                self._say(str(error), "warning")
                widget.focus_value()
                return None
        return options

    def _of(self, name: str) -> SettingField:
        return self.query_one(f"#setting-{name.replace('_', '-')}", SettingField)

    def _widget(self, field: Field) -> SettingField:
        default = f"R1: {field.r1 or 'none'}" if field.r1 is not None else ""
        by_model = field.text(self._defaults)
        if field.name != "seed" and (field.r1 is None or by_model != field.r1):
            default = " · ".join(filter(None, [default, f"default: {by_model or 'none'}"]))
        return SettingField(
            field.name,
            field.label,
            field.text(self._current.options),
            default=display_text(default),
            about=field.explanation,
            is_long=field.name in _LONG,
        )

    def _complain(self, error: ChatuiError) -> None:
        self._say(str(error), "warning")

    def _say(self, text: str, severity: Literal["information", "warning"] = "information") -> None:
        self.notify(display_text(text), markup=False, severity=severity)
