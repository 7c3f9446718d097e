"""How long the lanes thought, as dots, and how sure one of them was; it measures nothing itself."""

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from chatui.comparison.length_plot import RUNNING_MARKS, confidence_line, length_plot
from chatui.comparison.numbers import LaneNumbers
from chatui.comparison.tally import Tally
from chatui.tui.comparing.vote_rows import MUTED, Piece, group_style


class LengthView(Static):
    """Hidden where it would say no more than a table does."""

    DEFAULT_CSS = """
    LengthView { height: auto; padding: 0 1; }
    """

    def __init__(self, *, is_ascii: bool = False) -> None:
        super().__init__("", markup=False)
        self.display = False
        self._is_ascii = is_ascii
        self._lanes: Sequence[LaneNumbers] = ()
        self._tally: Tally | None = None
        self._lane: int | None = None
        self._confidences: Sequence[float | None] = ()

    @property
    def text(self) -> str:
        """What it shows; empty where it is hidden."""
        return str(self.content) if self.display else ""

    def show(self, lanes: Sequence[LaneNumbers], tally: Tally) -> None:
        """Bring the dots up to date."""
        self._lanes, self._tally = lanes, tally
        self._draw()

    def show_confidence(self, lane: int | None, confidences: Sequence[float | None] = ()) -> None:
        """Show how sure a lane was, step by step; None: no lane."""
        self._lane, self._confidences = lane, confidences
        self._draw()

    def on_resize(self) -> None:
        """Another width, another plot."""
        self._draw()

    def _draw(self) -> None:
        # Its own width is 0 while it is hidden.
        room = self.parent.content_size.width - 2 if isinstance(self.parent, Widget) else 0
        width = self.content_size.width or room
        pieces = [*self._dots(width), *self._confidence(width)]
        self.display = bool(pieces)
        self.update(Content.assemble(*pieces[:-1]) if pieces else "")

    def _dots(self, width: int) -> list[Piece]:
        plot = None
        if self._tally is not None:
            plot = length_plot(self._lanes, self._tally, width, is_ascii=self._is_ascii)
        if plot is None:
            return []
        pieces: list[Piece] = []
        for row in plot.dots:
            pieces += [(mark, "" if mark == " " else _style(mark)) for mark in row]
            pieces.append(("\n", ""))
        for line in plot.axis:
            pieces += [(line, MUTED), ("\n", "")]
        return pieces

    def _confidence(self, width: int) -> list[Piece]:
        if self._lane is None:
            return []
        line = confidence_line(self._lane, self._confidences, width, is_ascii=self._is_ascii)
        return [(line, ""), ("\n", "")] if line else []


def _style(mark: str) -> str:
    return MUTED if mark in RUNNING_MARKS else f"bold {group_style(mark)}"
