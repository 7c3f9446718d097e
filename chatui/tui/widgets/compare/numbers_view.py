"""The figures of all lanes: table, plot of lengths, the chosen lane's confidence; it measures nothing."""

from collections.abc import Mapping, Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import DataTable, Static

from chatui.comparison.numbers import LaneNumbers
from chatui.comparison.tally import Tally
from chatui.tui.widgets.compare.length_view import LengthView
from chatui.tui.widgets.compare.numbers_table import NumbersTable

_NOTE = "thought, answer: tokens · ≈: steps, checks and turning back by a heuristic · sure: mean probability"


class NumbersView(Vertical):
    """From top to bottom: table, plot, what the columns mean."""

    DEFAULT_CSS = """
    NumbersView {
        .note { height: auto; padding: 0 1; color: $text-muted; }
        LengthView { max-height: 50%; }
    }
    """

    def __init__(self, *, is_ascii: bool = False) -> None:
        super().__init__()
        self._is_ascii = is_ascii
        self._confidences: Mapping[int, Sequence[float | None]] = {}

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield NumbersTable()
        yield LengthView(is_ascii=self._is_ascii)
        yield Static(_NOTE, classes="note", markup=False)

    def show(
        self,
        lanes: Sequence[LaneNumbers],
        tally: Tally,
        confidences: Mapping[int, Sequence[float | None]] | None = None,
    ) -> None:
        """Bring it up to date; `confidences` as in `step_confidences`, by lane."""
        self._confidences = confidences or {}
        self.query_one(NumbersTable).show(lanes)
        self.query_one(LengthView).show(lanes, tally)
        self._show_confidence()

    def on_resize(self) -> None:
        """The plot, which hears of no size while it is hidden, may have room now."""
        self._show_confidence()

    def focus_table(self) -> None:
        """Give the table the focus."""
        self.query_one(NumbersTable).focus()

    @on(DataTable.RowHighlighted)
    def _show_confidence(self) -> None:
        lane = self.query_one(NumbersTable).lane
        self.query_one(LengthView).show_confidence(
            lane, self._confidences.get(lane, ()) if lane is not None else ()
        )
