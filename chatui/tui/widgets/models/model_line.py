"""Draws one line of the list of models in columns that fit its width; it knows no list."""

from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from chatui.chat.display_text import display_text
from chatui.library.figures import left_text, percent_text
from chatui.tui.models.listing import Heading, ListRow, RowState
from chatui.tui.models.pull_text import bar_text, short_text
from chatui.tui.models.verdicts import MARKS
from chatui.tui.widgets.line import Line


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths of the columns after the title, in cells; 0: not shown."""

    parameters: int
    quantization: int
    size: int
    verdict: int
    state: int


_BY_WIDTH = (
    (96, Columns(7, 9, 8, 13, 24)),
    (76, Columns(0, 9, 8, 13, 17)),
    (72, Columns(0, 8, 8, 12, 12)),
    (0, Columns(0, 0, 8, 12, 9)),
)
"""The widest first: from how many cells, and the columns there."""

_BAR = 10

_SIGNS = {
    RowState.IN_USE: ("▶", "$text-success"),
    RowState.ON_DISK: ("●", "$text-success"),
    RowState.BROKEN: ("!", "$text-error"),
    RowState.VERIFYING: ("◌", "$text-accent"),
    RowState.PULLING: ("↓", "$text-accent"),
    RowState.FAILED: ("!", "$text-error"),
    RowState.PART: ("◐", "$text-warning"),
    RowState.ABSENT: ("○", "$foreground 60%"),
}


class ModelLine(Line):
    """One model, or the heading of a group."""

    def __init__(self, line: ListRow | Heading) -> None:
        self._line = line

    def content(self, width: int) -> Content:
        """The model's columns, or the group's name with a rule, for `width` cells."""
        line = self._line
        return heading(line, width) if isinstance(line, Heading) else row_content(line, width)


def heading(line: Heading, width: int) -> Content:
    """The name of a group, and a rule up to the end."""
    rule = "─" * max(0, width - len(line.text) - 1)
    return Content.assemble((line.text, "bold $foreground 60%"), " ", (rule, "$foreground 15%"))


def row_content(row: ListRow, width: int) -> Content:
    """A model in columns; `width` in cells."""
    columns = next(columns for least, columns in _BY_WIDTH if width >= least)
    fixed = 2 + columns.parameters + columns.quantization + columns.size + columns.verdict + columns.state
    sign, sign_style = _SIGNS[row.state]
    mark = MARKS[row.fit.verdict]
    title_style = "" if row.state.is_here or row.state is RowState.PULLING else "$foreground 80%"
    return Content.assemble(
        (f"{sign} ", sign_style),
        (_middle(display_text(row.title), width - fixed), title_style),
        (_left(display_text(row.parameters), columns.parameters), "$foreground 60%"),
        (_left(display_text(row.quantization), columns.quantization), "$foreground 60%"),
        _right(row.size, columns.size),
        "  ",
        (_left(mark.text, columns.verdict - 2), mark.style),
        *_state_cells(row, columns.state),
    )


def _state_cells(row: ListRow, width: int) -> list[tuple[str, str]]:
    """What is under way, with a bar where there is room for one."""
    if row.remark:
        return [(_left(display_text(row.remark), width), "$foreground 60%")]
    _, style = _SIGNS[row.state]
    if row.done is None or width < _BAR + 6:
        return [(_left(_state_word(row, width), width), style)]
    full, empty = bar_text(row.done, _BAR)
    text = f" {_state_word(row, width)}"
    if row.progress and row.progress.seconds_left is not None and width >= 24:
        text = f" {percent_text(row.done)} {left_text(row.progress.seconds_left)}"
    return [(full, style), (empty, "$foreground 30%"), (_left(text, width - _BAR), style)]


def _state_word(row: ListRow, width: int) -> str:
    match row.state:
        case RowState.PULLING if row.progress is not None:
            return short_text(row.progress)
        case RowState.VERIFYING if row.done is not None:
            return f"{percent_text(row.done)} checked" if width >= 12 else percent_text(row.done)
        case RowState.PART if row.done is not None:
            return f"{percent_text(row.done)} here"
        case _:
            return str(row.state)


def _middle(text: str, width: int) -> str:
    """As `_left`, but cut in the middle: what tells models of a family apart stands at the end."""
    flat = " ".join(text.split())
    room = width - 2
    if cell_len(flat) <= width - 1 or room < 8:
        return _left(flat, width)
    end = flat[-4 * room :]
    while cell_len(end) > room // 2:
        end = end[1:]
    # From the beginning of a word, where one begins.
    if not flat[-len(end) - 1].isspace() and " " in end:
        end = end.partition(" ")[2]
    return set_cell_size(f"{set_cell_size(flat, room - cell_len(end)).rstrip()}…{end.lstrip()}", width)


def _left(text: str, width: int) -> str:
    """`text` in exactly `width` cells, the last of them blank, cut with an ellipsis."""
    if width <= 0:
        return ""
    flat = text.replace("\n", " ").replace("\t", " ")
    cut = set_cell_size(flat, width - 1)
    if cut.rstrip() != flat.rstrip() and width > 2:
        cut = set_cell_size(flat, width - 2).rstrip() + "…"
    return set_cell_size(cut, width)


def _right(text: str, width: int) -> str:
    return text.rjust(width)
