"""Lanes' figures in a table that is sorted by any column; where the figures come from is not known here."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from rich.style import Style
from rich.text import Text
from textual import on
from textual.widgets import DataTable

from chatui.comparison.number_columns import (
    NumberColumn,
    column_named,
    fitting_columns,
    in_order,
    known_columns,
    width_of,
)
from chatui.comparison.numbers import LaneNumbers
from chatui.tui.commands import bindings
from chatui.tui.compare_view_commands import NUMBERS_COMMANDS
from chatui.tui.comparing.vote_messages import LaneTaken

_GAP = 2
"""Cells that a column has beside its text."""
_MARKS = {False: " ▴", True: " ▾"}
"""Of the column that the table is sorted by, ascending and descending."""


class NumbersTable(DataTable[Text], inherit_bindings=False):
    """A line for each lane; columns that do not fit are left out, the least important ones first."""

    ALLOW_SELECT = False
    BINDINGS = bindings(NUMBERS_COMMANDS)
    COMPONENT_CLASSES: ClassVar[set[str]] = {"numbers-table--right", "numbers-table--wrong"}

    DEFAULT_CSS = """
    NumbersTable {
        height: auto;
        max-height: 60%;
        & .numbers-table--right { color: $text-success; }
        & .numbers-table--wrong { color: $text-error; }
    }
    """

    def __init__(self) -> None:
        super().__init__(cursor_type="row", fixed_columns=1, cell_padding=1)
        self._lanes: Sequence[LaneNumbers] = ()
        self._sorted_by = column_named("lane")
        self._is_descending = False
        self._columns: tuple[NumberColumn, ...] = ()
        self._widths: list[int] = []
        self._order: list[int] = []
        """The lanes as they stand."""

    @property
    def lane(self) -> int | None:
        """The lane under the cursor; None while there is none."""
        return self._order[self.cursor_row] if 0 <= self.cursor_row < len(self._order) else None

    def show(self, lanes: Sequence[LaneNumbers]) -> None:
        """Bring it up to date; the cursor stays on its lane."""
        self._lanes = lanes
        self._draw()

    def on_resize(self) -> None:
        """Another width has room for other columns."""
        self._draw()

    def action_sort(self, step: int) -> None:
        """Sort by the next column (1), or the one before (-1)."""
        names = [column.name for column in self._columns]
        if names:
            at = names.index(self._sorted_by.name) if self._sorted_by.name in names else -step
            self._sort_by(names[(at + step) % len(names)])

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._is_descending = not self._is_descending
        self._draw()

    @on(DataTable.HeaderSelected)
    def _take_header(self, event: DataTable.HeaderSelected) -> None:
        event.stop()
        name = event.column_key.value
        if name == self._sorted_by.name:
            self.action_reverse()
        elif name is not None:
            self._sort_by(name)

    @on(DataTable.RowSelected)
    def _take_row(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.post_message(LaneTaken(int(event.row_key.value or 0)))

    def _sort_by(self, name: str) -> None:
        self._sorted_by = column_named(name)
        self._is_descending = False
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if not self.is_mounted or width <= 0:
            return
        ordered = in_order(self._lanes, self._sorted_by, descending=self._is_descending)
        known = [self._titled(column) for column in known_columns(ordered)]
        columns = fitting_columns(known, ordered, width, _GAP)
        is_alike = [lane.lane for lane in ordered] == self._order and _titles(columns) == _titles(
            self._columns
        )
        needed = [width_of(column, ordered) for column in columns]
        if is_alike and all(need <= has for need, has in zip(needed, self._widths, strict=True)):
            self._update(columns, ordered)
        else:
            self._fill(columns, ordered)

    def _fill(self, columns: tuple[NumberColumn, ...], lanes: Sequence[LaneNumbers]) -> None:
        here, x = self.lane, self.scroll_x
        self.clear(columns=True)
        self._columns, self._widths = columns, [width_of(column, lanes) for column in columns]
        for column, width in zip(columns, self._widths, strict=True):
            self.add_column(Text(column.title, justify=_side(column)), key=column.name, width=width)
        for lane in lanes:
            self.add_row(*(self._cell(column, lane) for column in columns), key=str(lane.lane))
        self._order = [lane.lane for lane in lanes]
        if here in self._order:
            self.move_cursor(row=self._order.index(here), animate=False)
        self.scroll_to(x=x, animate=False)

    def _update(self, columns: tuple[NumberColumn, ...], lanes: Sequence[LaneNumbers]) -> None:
        for row, lane in enumerate(lanes):
            before = self.get_row_at(row)
            for column, old in zip(columns, before, strict=True):
                cell = self._cell(column, lane)
                if old != cell:
                    self.update_cell(str(lane.lane), column.name, cell)

    def _cell(self, column: NumberColumn, lane: LaneNumbers) -> Text:
        return Text(
            column.cell(lane),
            style=self._look(column, lane),
            justify=_side(column),
            no_wrap=True,
        )

    def _look(self, column: NumberColumn, lane: LaneNumbers) -> Style:
        if column.name != "right" or lane.is_right is None:
            return Style()
        kind = "right" if lane.is_right else "wrong"
        return self.get_component_rich_style(f"numbers-table--{kind}", partial=True)

    def _titled(self, column: NumberColumn) -> NumberColumn:
        if column.name != self._sorted_by.name:
            return column
        return replace(column, title=column.title + _MARKS[self._is_descending])


def _side(column: NumberColumn) -> Literal["left", "right"]:
    return "right" if column.is_number else "left"


def _titles(columns: Sequence[NumberColumn]) -> list[str]:
    return [column.title for column in columns]
