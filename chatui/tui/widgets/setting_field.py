"""One setting: its name, its value as text, its default and what it means; it knows no session."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from chatui.chat.display_text import display_text
from chatui.tui.widgets.models.line_input import LineInput


class LongInput(TextArea):
    """A text of several lines whose pasted text is cleaned."""

    def __init__(self, text: str) -> None:
        super().__init__(text, soft_wrap=True, highlight_cursor_line=False, tab_behavior="focus")

    async def _on_paste(self, event: events.Paste) -> None:
        # A pasted escape sequence would reach the terminal as soon as the field is drawn.
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        await super()._on_paste(events.Paste(display_text(text)))


class ValueInput(LineInput):
    """A line whose Down key goes to the next field, which is the screen's affair."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no list below."""
        return action != "to_list"


class SettingField(Vertical):
    """Shows the explanation, or in its place what is wrong with the value."""

    DEFAULT_CSS = """
    SettingField {
        height: auto;
        margin: 0 0 1 0;
        .setting-line { height: auto; }
        .setting-name { width: 17; color: $foreground; }
        .setting-name.-changed { color: $text-accent; text-style: bold; }
        .setting-default { width: auto; margin: 0 0 0 2; color: $text-muted; }
        .setting-default:ansi { text-style: dim; }
        .setting-about { height: auto; padding: 0 0 0 2; color: $text-muted; }
        .setting-about:ansi { text-style: dim; }
        .setting-about.-wrong { color: $text-error; text-style: none; }
        ValueInput {
            width: 14; height: 1; border: none; padding: 0 1; background: $foreground 10%;
            &:ansi { text-style: underline; }
            &:focus { background: $primary 35%; border: none; }
        }
        LongInput {
            width: 1fr; height: auto; min-height: 1; max-height: 5; border: none; padding: 0 1;
            background: $foreground 10%;
            &:ansi { background: ansi_default; border-left: thick ansi_blue; }
            &:focus { background: $primary 35%; border: none; }
        }
        &.-text ValueInput { width: 30; }
    }
    """

    class Changed(Message):
        """The person typed another value."""

        def __init__(self, field: "SettingField") -> None:
            super().__init__()
            self.field = field

    def __init__(self, name: str, label: str, value: str, *, default: str, about: str, is_long: bool) -> None:
        super().__init__(id=f"setting-{name.replace('_', '-')}")
        self.setting = name
        self._label = label
        self._value = value
        self._default = default
        self._about = about
        self._is_long = is_long

    def compose(self) -> ComposeResult:
        """Name, value and default in one line, the rest below."""
        with Horizontal(classes="setting-line"):
            yield Static(self._label, classes="setting-name", markup=False)
            if self._is_long:
                yield LongInput(display_text(self._value))
            else:
                yield ValueInput(display_text(self._value), select_on_focus=True)
                yield Static(self._default, classes="setting-default", markup=False)
        yield Static(self._about, classes="setting-about", markup=False)

    @property
    def value(self) -> str:
        """What stands in it."""
        if self._is_long:
            return self.query_one(LongInput).text
        return self.query_one(ValueInput).value

    def fill(self, value: str) -> None:
        """Put another value into it."""
        if self._is_long:
            self.query_one(LongInput).load_text(display_text(value))
        else:
            self.query_one(ValueInput).value = display_text(value)

    def judge(self, error: str, is_changed: bool) -> None:
        """Say what is wrong, empty: nothing, and whether the value is another than the default."""
        about = self.query_one(".setting-about", Static)
        about.set_class(bool(error), "-wrong")
        about.update(Content(display_text(error) or self._about))
        self.query_one(".setting-name", Static).set_class(is_changed, "-changed")

    def focus_value(self) -> None:
        """Begin to type in it."""
        self.query_one(LongInput if self._is_long else ValueInput).focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _tell(self, event: Message) -> None:
        event.stop()
        self.post_message(self.Changed(self))
