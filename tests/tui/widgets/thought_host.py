"""A thought in a tiny app: what a turn brings is given to the panel as the chat does it."""

from textual.app import App, ComposeResult
from textual.message import Message

from chatui.chat.events import Finished, FinishReason, ThoughtDelta
from chatui.tui.messages import ConfidenceAsked, CopyAsked
from chatui.tui.turn import Turn
from chatui.tui.widgets.thought_panel import ThoughtPanel


class PanelHost(App[None]):
    """A panel that shows one turn; the clock stands still unless the test moves it."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = "tokyo-night"
        self.panel = ThoughtPanel()
        self.turn = Turn("What is 478 + 367?")
        self.now = 0.0
        self.heard: list[Message] = []

    def compose(self) -> ComposeResult:
        """The panel alone."""
        yield self.panel

    def on_mount(self) -> None:
        """Show the turn, in which nothing came yet."""
        self.panel.show_turn(self.turn, self.now)

    def think(
        self, text: str, tokens: int = 1, logprobs: tuple[float, ...] = (), ends: tuple[int, ...] = ()
    ) -> None:
        """More of the thought comes."""
        self.turn.apply(ThoughtDelta(0, text, tokens, logprobs, ends), self.now)
        self.panel.follow(self.turn, self.now)

    def end(self, reason: FinishReason = FinishReason.STOP) -> None:
        """The turn is over."""
        self.turn.apply(Finished(0, reason), self.now)
        self.panel.follow(self.turn, self.now)

    def on_copy_asked(self, message: CopyAsked) -> None:
        """Keep it."""
        self.heard.append(message)

    def on_confidence_asked(self, message: ConfidenceAsked) -> None:
        """Keep it."""
        self.heard.append(message)
