"""What a person does with the settings of the conversation, for the screen that shows it."""

import time
from collections.abc import Callable
from functools import partial

from textual import on

from chatui.chat.display_text import display_text
from chatui.config.presets import Preset, load_presets
from chatui.errors import ChatuiError
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.toml_records import nearest
from chatui.tui.commands import bindings
from chatui.tui.input_commands import SETTINGS_COMMANDS
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.key_names import key_names
from chatui.tui.library_calls import CallEnded, LibraryCalls
from chatui.tui.messages import ChatShown, ModelsAsked, ModelUseAsked
from chatui.tui.screens.kept import KeptScreen
from chatui.tui.screens.settings import SettingsScreen
from chatui.tui.settings.chosen import ChosenSettings
from chatui.tui.settings.fields import FIELDS_BY_NAME, carried_over, changed, differing
from chatui.tui.settings.preset_options import with_preset
from chatui.tui.widgets.settings_mark import SettingsMark

_CANNOT_SWITCH = "This model cannot switch its thought off: it thinks before every answer."


class SettingsActions(KeptScreen):
    """Holds the settings that are in use beside those that the model began with."""

    BINDINGS = bindings(SETTINGS_COMMANDS)

    def __init__(
        self, session: StoredSession, store: StoreChoice, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(session, store, clock)
        self._defaults = self._flow.options
        self._preset = ""
        self._setting_calls = LibraryCalls(self)

    def model_reloads(self) -> None:
        """The model is being loaded again: follow that."""
        raise NotImplementedError

    def action_settings(self, first: str = "") -> None:
        """Show all of them."""
        current = ChosenSettings(self._flow.options, self._preset)
        self.app.push_screen(SettingsScreen(current, self._defaults, first), self._take_settings)

    def action_set(self, name: str, text: str = "") -> None:
        """Set one as it was typed; without a text, show all, that one first."""
        if not text:
            self.action_settings(name)
            return
        field = FIELDS_BY_NAME[name]

        def change(options: SessionOptions) -> SessionOptions:
            return changed(options, field, text)

        self._change(change, lambda options: f"{field.label}: {field.text(options) or 'none'}.")

    def action_think(self, think: bool) -> None:
        """Switch the thought on or off, where the model can."""
        if not think and self._flow.can_switch_thinking is False:
            self.say(_CANNOT_SWITCH)
            return
        word = "on" if think else "off"
        field = FIELDS_BY_NAME["think"]
        self._change(partial(changed, field=field, text=word), lambda _: f"The thought is {word}.")

    def action_use_preset(self, name: str = "") -> None:
        """Use a preset; without a name, show the settings, from which one can be chosen."""
        if not name:
            self.action_settings("preset")
            return
        self._setting_calls.ask("presets", load_presets, partial(self._use_preset, name), self._complain)

    def action_use_model(self, ref: str = "") -> None:
        """Talk with another model; without a name, show all of them."""
        self.post_message(ModelUseAsked(ref) if ref else ModelsAsked())

    def model_changed(self, options: SessionOptions) -> SessionOptions:
        """Another model's options, with what the person had changed; they are the defaults from now on."""
        carried = carried_over(self._flow.options, self._defaults, options)
        self._defaults = options
        return carried

    def show_settings(self) -> None:
        """Bring the mark of changed settings up to date."""
        options = self._flow.options
        fields = differing(options, self._defaults)
        changes = [f"{each.label.lower()} {each.text(options) or 'none'}" for each in fields]
        self.query_one(SettingsMark).show(changes, self._preset if changes else "")

    @on(CallEnded)
    def _take_setting_answer(self, message: CallEnded) -> None:
        self._setting_calls.take(message)

    @on(ChatShown)
    def _follow_settings(self) -> None:
        self.show_settings()

    @on(SettingsMark.Clicked)
    def _open_settings(self) -> None:
        self.action_settings()

    def _take_settings(self, chosen: ChosenSettings | None) -> None:
        if chosen is not None:
            self._apply(chosen, "")

    def _use_preset(self, name: str, presets: dict[str, Preset]) -> None:
        if name in presets:
            options = with_preset(self._flow.options, presets[name])
            self._apply(ChosenSettings(options, name), f"The preset {name} holds from the next turn on.")
        else:
            none = key_names(self).text("There are none yet: {chat.settings} shows where to save one.")
            hint = nearest(name, presets) if presets else none
            self.say(f"There is no preset {name!r}. {hint}")

    def _change(
        self,
        change: Callable[[SessionOptions], SessionOptions],
        words: Callable[[SessionOptions], str],
    ) -> None:
        try:
            options = change(self._flow.options)
        except ChatuiError as error:
            self._complain(error)
            return
        self._apply(ChosenSettings(options), f"{words(options)} It holds from the next turn on.")

    def _apply(self, chosen: ChosenSettings, words: str) -> None:
        options = self._flow.options
        if chosen.options == options and chosen.preset == self._preset:
            return
        self._preset = chosen.preset
        if chosen.options.load != options.load:
            words = "The model is loaded again, with the conversation as it stands."

        def applied(_: None) -> None:
            if chosen.options.load != options.load:
                self._flow.use(chosen.options)
                self.model_reloads()
            if words:
                self.say(words)
            self.show_settings()

        # A kept conversation keeps them too, and a disk may take its time.
        job = partial(self._flow.change, chosen.options, chosen.preset)
        self._setting_calls.ask("settings", job, applied, self._complain)

    def _complain(self, error: ChatuiError) -> None:
        self.say(display_text(str(error)), "error")
        self.show_settings()
