"""What the shades of a thought mean, and how sure the model was of a step; it draws no thought."""

from collections.abc import Callable

from textual.content import Content
from textual.widgets import Static

from chatui.tui.thought.view import DOUBT_MARKS, Mark
from chatui.tui.thought.words import legend_text, scale
from chatui.tui.turn import Turn


class ShadeLegend(Static):
    """A few lines at most, below the thought."""

    DEFAULT_CSS = """
    ShadeLegend { height: auto; max-height: 3; padding: 0 1; color: $text-muted; display: none; }
    """

    def __init__(self) -> None:
        super().__init__("", id="thought-legend", markup=False)

    def show(self, turn: Turn, index: int, shade: Callable[[Mark], str]) -> None:
        """Explain the shades, and tell of a step, counted from 0; `shade` is how a mark looks."""
        legend = Content(legend_text(turn.confidence, index + 1, turn.reading.step(index)))
        if len(turn.confidence):
            marks = zip(scale(), DOUBT_MARKS, strict=True)
            legend += Content(" ").join(Content.styled(text, shade(mark)) for text, mark in marks)
        self.update(legend)
