"""Asks before something that cannot be undone; what that is, is not known here."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from chatui.chat.display_text import display_text
from chatui.tui.commands import CONFIRM_COMMANDS, bindings
from chatui.tui.models.questions import Question


class ConfirmScreen(ModalScreen[bool]):
    """A question; No has the focus, so that a hasty Enter does nothing."""

    CSS_PATH = "confirm.tcss"
    BINDINGS = bindings(CONFIRM_COMMANDS)

    def __init__(self, question: Question) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        """The sentences and two buttons."""
        with VerticalScroll(id="question", can_focus=False):
            yield Static(display_text(self._question.title), id="question-title", markup=False)
            yield Static(display_text(self._question.text), markup=False)
            with Horizontal(id="answers"):
                yield Button("No", id="no", flat=True)
                yield Button(self._question.yes, id="yes", variant="error", flat=True)

    def on_mount(self) -> None:
        """The harmless answer first."""
        self.query_one("#no", Button).focus()

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)

    @on(Button.Pressed)
    def _press(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
