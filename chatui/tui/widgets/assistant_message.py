"""The model's answer, with a line that says how it came about; the thought is shown elsewhere."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chatui.tui.state_text import outcome_figures
from chatui.tui.static_text import set_text
from chatui.tui.turn import Phase, Turn
from chatui.tui.widgets.streaming_markdown import StreamingMarkdown


class AssistantMessage(Vertical):
    """An answer as Markdown while it streams and after."""

    DEFAULT_CSS = """
    AssistantMessage {
        height: auto;
        padding: 0 1;
        StreamingMarkdown { height: auto; padding: 0; margin: 0; background: transparent; }
        .source { height: auto; display: none; }
        &.-source .source { display: block; }
        &.-source StreamingMarkdown { display: none; }
        .state { height: auto; color: $text-muted; }
    }
    """

    def __init__(self, whole: str = "") -> None:
        """With a text, the answer is whole already."""
        super().__init__()
        self._whole = whole

    def compose(self) -> ComposeResult:
        """Answer and state."""
        yield StreamingMarkdown(self._whole)
        yield Static("", classes="source", markup=False)
        yield Static("", classes="state", markup=False)

    async def append(self, text: str) -> None:
        """Add to the answer."""
        await self.query_one(StreamingMarkdown).add(text)
        self._show_source()

    def toggle_source(self) -> None:
        """Show the text as the model wrote it, or as Markdown again."""
        self.toggle_class("-source")
        self._show_source()

    def _show_source(self) -> None:
        if self.has_class("-source"):
            text = self.query_one(StreamingMarkdown).written
            self.query_one(".source", Static).update(Content(text))

    async def finish(self) -> None:
        """The answer is whole."""
        await self.query_one(StreamingMarkdown).finish()

    def update_state(self, turn: Turn, now: float) -> None:
        """Bring the line below the answer up to date; while it streams, a word is enough."""
        text = outcome_figures(turn, now) if turn.phase.is_over else _now_text(turn)
        set_text(self.query_one(".state", Static), text)


def _now_text(turn: Turn) -> str:
    if turn.phase is Phase.WAITING:
        return "waiting for the model…"
    return f"{turn.phase}…"
