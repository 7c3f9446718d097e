"""A thought in a tiny app: what a turn brings is given to the panel as the chat does it."""

from textual.app import ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.widgets import Static

from chatui.chat.events import Finished, FinishReason, ThoughtDelta
from chatui.tui.messages import ConfidenceAsked, CopyAsked
from chatui.tui.themed_app import ThemedApp
from chatui.tui.turn import Turn
from chatui.tui.widgets.thought.outline import StepOutline
from chatui.tui.widgets.thought_panel import ThoughtPanel

THOUGHT = (
    "First, I add the ones: 8 + 7 = 15.\n\n"
    "Then the tens: 7 + 6 + 1 = 14, carry 1.\n\n"
    "Wait, let me double-check the tens.\n\n"
    "Hmm, maybe there is another way: 478 + 367 = 480 + 365.\n\n"
    "Let me verify: 480 + 365 = 845.\n\n"
    "Therefore, the answer is 845."
)
"""Six steps: a plan or computations, a check, a backtrack, a check, a conclusion."""


class PanelHost(ThemedApp):
    """A panel that shows one turn; the clock stands still unless the test moves it."""

    def __init__(self) -> None:
        super().__init__()
        self.theme = "tokyo-night"
        self.panel = ThoughtPanel()
        self.turn = Turn("What is 478 + 367?")
        self.now = 0.0
        self.copied: list[tuple[str, str]] = []
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

    @property
    def header(self) -> str:
        """What stands over the thought."""
        return str(self.panel.query_one("#thought-header", Static).render())

    @property
    def warning(self) -> str:
        """The line on a loop; empty while it is hidden."""
        line = self.panel.query_one("#thought-loop", Static)
        return str(line.render()) if line.display else ""

    @property
    def outline(self) -> StepOutline:
        """The list of steps."""
        return self.panel.query_one(StepOutline)

    @property
    def rows(self) -> list[str]:
        """What the log shows."""
        log = self.panel.log_widget
        return [log.render_line(y).text.rstrip() for y in range(log.size.height)]

    def on_copy_asked(self, message: CopyAsked) -> None:
        """Keep it."""
        self.copied.append((message.text, message.what))

    def on_confidence_asked(self, message: ConfidenceAsked) -> None:
        """Keep it."""
        self.heard.append(message)


async def begin(pilot: Pilot[None], app: PanelHost, thought: str = THOUGHT, *, ends: bool = True) -> None:
    """The thought is there, and the focus in it."""
    app.think(thought, 60)
    if ends:
        app.end()
    app.panel.log_widget.focus()
    await pilot.pause()
