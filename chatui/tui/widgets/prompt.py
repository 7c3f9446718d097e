"""Where the question is typed: it grows with the text and remembers what was asked."""

from textual import events
from textual.binding import Binding
from textual.widgets import TextArea

from chatui.chat.display_text import display_text
from chatui.tui.commands import PROMPT_COMMANDS, bindings
from chatui.tui.messages import QuestionAsked
from chatui.tui.prompt_history import PromptHistory

_OTHER_USES = {"up", "down", "pageup", "pagedown", "ctrl+y"}
"""Keys that do something else in the prompt, or scroll the conversation, than in other text areas."""

_EDITING = [
    binding
    for binding in TextArea.BINDINGS
    if isinstance(binding, Binding) and not _OTHER_USES & set(binding.key.split(","))
]


_ORDERED_ACTIONS = {
    key: command.action
    for command in PROMPT_COMMANDS
    if command.action in ("send", "newline")
    for key in command.keys.split(",")
}


class Prompt(TextArea, inherit_bindings=False):
    """A multi-line prompt. `accept` empties it once a question was taken; until then the text stays."""

    BINDINGS = _EDITING + bindings(PROMPT_COMMANDS)

    DEFAULT_CSS = """
    Prompt {
        height: auto;
        min-height: 3;
        max-height: 10;
        border: round $foreground 25%;
        background: transparent;
        &:focus { border: round $border; }
    }
    """

    def __init__(self) -> None:
        super().__init__(soft_wrap=True, highlight_cursor_line=False, tab_behavior="focus")
        self.placeholder = "Ask something that takes thought"
        self._asked = PromptHistory()

    def accept(self, question: str) -> None:
        """The text up to here was taken as a question: remember it and keep what was typed since."""
        self.remember(question)
        self._replace(self.text.removeprefix(question))

    def remember(self, question: str) -> None:
        """Add a question to the history."""
        self._asked.add(question)

    def give_back(self, question: str) -> None:
        """Put a question that got no answer back, unless something else was typed meanwhile."""
        if not self.text:
            self._replace(question)

    def action_send(self) -> None:
        """Post the question."""
        if self.text.strip():
            self.post_message(QuestionAsked(self.text))

    def action_newline(self) -> None:
        """Break the line at the cursor."""
        self.insert("\n")

    def action_cursor_up(self, select: bool = False) -> None:
        """Up; in the first row, the question asked before."""
        first_row = self.wrapped_document.location_to_offset(self.cursor_location).y == 0
        earlier = self._asked.earlier(self.text) if first_row and not select else None
        if earlier is None:
            super().action_cursor_up(select)
        else:
            self._replace(earlier)

    def action_cursor_down(self, select: bool = False) -> None:
        """Down; in the last row, the question asked after."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        later = self._asked.later() if row == self.wrapped_document.height - 1 and not select else None
        if later is None:
            super().action_cursor_down(select)
        else:
            self._replace(later)

    async def _on_key(self, event: events.Key) -> None:
        # Not left to key bindings, which are run elsewhere: an Enter that follows fast on a letter would
        # overtake it and send the text without it.
        action = _ORDERED_ACTIONS.get(event.key)
        if action is None:
            return
        event.stop()
        event.prevent_default()
        await self.run_action(action)

    async def _on_paste(self, event: events.Paste) -> None:
        # A pasted escape sequence would reach the terminal as soon as the prompt is drawn.
        event.prevent_default()
        text = event.text.replace("\r\n", "\n").replace("\r", "\n")
        await super()._on_paste(events.Paste(display_text(text)))

    def _replace(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)
