"""A tiny app that shows one widget."""

from textual.app import ComposeResult
from textual.message import Message
from textual.widget import Widget

from chatui.tui.messages import QuestionAsked, TurnChosen
from chatui.tui.themed_app import ThemedApp
from chatui.tui.widgets.prompt import Prompt


class Host(ThemedApp):
    """Shows a widget and keeps the messages that came up from it."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        """The widget alone."""
        yield self._widget

    def on_question_asked(self, message: QuestionAsked) -> None:
        """Keep it."""
        self.heard.append(message)

    def on_prompt_submitted(self, message: Prompt.Submitted) -> None:
        """Keep it."""
        self.heard.append(message)

    def on_turn_chosen(self, message: TurnChosen) -> None:
        """Keep it."""
        self.heard.append(message)
