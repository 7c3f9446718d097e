"""One turn in the conversation: question, answer and notes."""

from textual.app import ComposeResult
from textual.containers import Vertical

from chatui.tui.messages import TurnChosen
from chatui.tui.state_text import outcome_text
from chatui.tui.turn import Phase, Turn
from chatui.tui.widgets.assistant_message import AssistantMessage
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.user_message import UserMessage


class TurnView(Vertical):
    """Shows a turn; a click chooses it."""

    DEFAULT_CSS = """
    TurnView {
        height: auto;
        padding: 0 0 1 0;
        border-left: outer transparent;
        &.-chosen { border-left: outer $secondary; }
    }
    """

    def __init__(self, turn: Turn) -> None:
        super().__init__()
        self.turn = turn
        self._notices_shown = 0

    def compose(self) -> ComposeResult:
        """Question and answer; notes are mounted as they come."""
        yield UserMessage(self.turn.question)
        yield AssistantMessage()

    def on_click(self) -> None:
        """Choose this turn."""
        self.post_message(TurnChosen(self.turn))

    async def append_answer(self, text: str) -> None:
        """Add to the answer."""
        await self.query_one(AssistantMessage).append(text)

    async def update_state(self, now: float) -> None:
        """Bring state and notices up to date."""
        self.query_one(AssistantMessage).update_state(self.turn, now)
        for text in self.turn.notices[self._notices_shown :]:
            self._notices_shown += 1
            await self.mount(Note(text), before=self.query_one(AssistantMessage))

    def toggle_source(self) -> None:
        """Show the answer as the model wrote it, or as Markdown again."""
        self.query_one(AssistantMessage).toggle_source()

    async def finish(self, now: float) -> None:
        """The turn is over: draw the answer whole, and say what cut it short."""
        await self.query_one(AssistantMessage).finish()
        await self.update_state(now)
        message, hint = outcome_text(self.turn)
        if message:
            kind = "error" if self.turn.phase is Phase.INTERRUPTED else "warning"
            await self.mount(Note(message, hint, kind))
