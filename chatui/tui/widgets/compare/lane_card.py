"""One lane in a box: where it stands, its figures, and the end of what it says; drawn while in sight only."""

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from chatui.thought.steps.step import Role
from chatui.tui.comparing.lane_text import figures, name, outcome, sign, state_word
from chatui.tui.comparing.shown_lane import ShownLane
from chatui.tui.comparing.tail import TailRow, tail_rows
from chatui.tui.thought.words import ROLE_SIGNS
from chatui.tui.widgets.status_line import StateKind
from chatui.tui.wrapping import TAB, wrap_line

_GUTTER = 2
"""Cells for the sign of a step."""

_COLOURS = {
    StateKind.IDLE: "$text-muted",
    StateKind.BUSY: "$text-secondary",
    StateKind.DONE: "$text-muted",
    StateKind.WARNING: "$text-warning",
    StateKind.ERROR: "$text-error",
}
_ANSWER, _OUTVOTED = "bold $text-success", "bold $text-warning"

Row = tuple[tuple[str, str], ...]
"""Pieces of text, each with the component that gives its look."""


class LaneCard(Widget):
    """It draws nothing anew unless it is told that its lane has changed."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"lane-card--{role}" for role in Role),
        "lane-card--figures",
        "lane-card--thought",
        "lane-card--answer",
        "lane-card--error",
    }
    DEFAULT_CSS = """
    LaneCard {
        border: round $rule;
        border-title-color: $text-muted;
        border-subtitle-color: $foreground;
        border-subtitle-style: bold;
        padding: 0 1;
        & .lane-card--figures { color: $text-muted; }
        & .lane-card--thought { color: $foreground 70%; }
        & .lane-card--answer { color: $foreground; }
        & .lane-card--error { color: $text-error; }
        & .lane-card--plan { color: $text-primary; }
        & .lane-card--compute { color: $text-secondary; }
        & .lane-card--check { color: $text-success; }
        & .lane-card--backtrack { color: $text-warning; }
        & .lane-card--conclude { color: $text-accent; }
        & .lane-card--other { color: $foreground-muted; }
        &.-chosen { border: round $border; border-title-style: bold; }
    }
    """

    class Clicked(Message):
        """The person clicked a lane."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def __init__(self, lane: ShownLane) -> None:
        super().__init__()
        self.lane = lane
        self._now = 0.0
        self._rows: list[Row] | None = None
        """None: they are to be made when they are drawn."""
        self._strips: dict[Row, Strip] = {}
        """Of the rows that are in sight, at this width."""
        self._looks: dict[str, Style] = {}
        self._titles = ("", "", "", "")

    @property
    def titles(self) -> str:
        """What stands in its border: where it is, and its answer."""
        return f"{self._titles[0]} | {self._titles[2]}"

    def show(self, lane: ShownLane, now: float) -> None:
        """Show what a lane has become; only rows that are others than before are drawn."""
        self.lane, self._now = lane, now
        self._show_titles()
        before, self._rows = self._rows, None
        if before is None or not self.is_on_screen:
            self.refresh()
            return
        self._rows = self._made_rows()
        height = self.size.height
        pairs = zip(_padded(before, height), _padded(self._rows, height), strict=True)
        changed = [Region(0, y, self.size.width, 1) for y, (old, new) in enumerate(pairs) if old != new]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """One row."""
        if self._rows is None:
            self._rows = self._made_rows()
        row = self._rows[y] if y < len(self._rows) else ()
        strip = self._strips.get(row)
        if strip is None:
            base = self._look("")
            pieces = [Segment(text.replace("\t", TAB), base + self._look(look)) for text, look in row]
            strip = self._strips[row] = Strip(pieces).adjust_cell_length(self.size.width, base)
        return strip

    def on_resize(self) -> None:
        """Other rows fit."""
        self._rows = None
        self._strips.clear()

    def notify_style_update(self) -> None:
        """Another theme, or another state: the looks are made anew."""
        super().notify_style_update()
        self._looks.clear()
        self._strips.clear()

    def on_click(self, event: events.Click) -> None:
        """Choose it."""
        event.stop()
        self.post_message(self.Clicked(self.lane.number))

    def _show_titles(self) -> None:
        """Each of them draws the whole box when it is set.

        Their colours are not those of classes, which would give the box and all its components new styles.
        """
        lane = self.lane
        title = f"{name(lane)} {sign(lane)} {state_word(lane)}"
        title = f"{title} · {lane.label}" if lane.label else title
        answer = _OUTVOTED if lane.is_minority else _ANSWER
        titles = (title, _COLOURS[StateKind.of(lane.turn.phase)], outcome(lane), answer)
        if titles != self._titles:
            self._titles = titles
            self.border_title = Content.styled(titles[0], titles[1])
            self.border_subtitle = Content.styled(titles[2], titles[3])

    def _made_rows(self) -> list[Row]:
        width, height = self.size.width, self.size.height
        head = figures(self.lane, self._now, width)
        below = self._error_rows(width)[: max(0, height - 1)]
        room = height - 1 - len(below)
        tail = tail_rows(self.lane.turn, width - _GUTTER, room) if room > 0 else []
        rows: list[Row] = [((head, "figures"),), *map(_row, tail), *below]
        self._strips = {row: self._strips[row] for row in rows if row in self._strips}
        return rows

    def _error_rows(self, width: int) -> list[Row]:
        turn = self.lane.turn
        said = " ".join(filter(None, [turn.error, turn.hint]))
        rows = wrap_line(" ".join(said.split()), max(1, width)) if said else []
        return [((row, "error"),) for row in rows]

    def _look(self, name_: str) -> Style:
        """That of a component; empty: of the box itself."""
        if name_ not in self._looks:
            part = f"lane-card--{name_}"
            self._looks[name_] = (
                self.get_component_rich_style(part, partial=True) if name_ else self.rich_style
            )
        return self._looks[name_]


def _row(row: TailRow) -> Row:
    if row.role is None:
        return (("▌ ", "conclude"), (row.text, "answer"))
    sign_of_step = f"{ROLE_SIGNS[row.role]} " if row.is_head else "  "
    return ((sign_of_step, str(row.role)), (row.text, "thought"))


def _padded(rows: list[Row], height: int) -> list[Row]:
    return [*rows, *[()] * (height - len(rows))][:height]
