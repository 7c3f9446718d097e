"""The last rows of a lane, thought and then answer, wrapped; whoever draws them is not known here.

Rows begin where a step, a line or every LEAPth character of a long one begins, so that rows in sight keep
their breaks while text comes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Role
from chatui.tui.turn import Turn
from chatui.tui.wrapping import wrap_line

LEAP = 1000


@dataclass(frozen=True, slots=True)
class TailRow:
    """One row of text, at most as wide as was asked for."""

    text: str
    role: Role | None
    """Of the thought's step; None: it is a row of the answer."""
    is_head: bool = False
    """Whether the step begins here."""


def tail_rows(turn: Turn, cells: int, height: int) -> list[TailRow]:
    """At most `height` rows, the newest last; costs what it is high, however long the texts are."""
    rows: list[TailRow] = []
    for row in _from_the_end(turn, max(1, cells)):
        if len(rows) >= height:
            break
        rows.append(row)
    return rows[::-1]


def _from_the_end(turn: Turn, cells: int) -> Iterator[TailRow]:
    for line in _lines_from_the_end(turn.answer.pieces):
        for row in reversed(wrap_line(line, cells)):
            yield TailRow(row, None)
    for text, role in _steps_from_the_end(turn.reading):
        wrapped = [row for line in text.strip().split("\n") for row in wrap_line(line, cells)]
        wrapped = [row for row in wrapped if row.strip()]
        for index in reversed(range(len(wrapped))):
            yield TailRow(wrapped[index], role, index == 0)


def _steps_from_the_end(reading: ThoughtReading) -> Iterator[tuple[str, Role]]:
    steps = reading.steps if reading.open_step is None else [*reading.steps[-1:], reading.open_step]
    held = reading.text_from(steps[-1].end) if steps else reading.text_from(0)
    for index in reversed(range(reading.n_steps)):
        step = reading.step(index)
        if step is not None:
            yield _end_of(step.text + held, LEAP), step.role
            held = ""
    if held:
        yield held, Role.OTHER


def _lines_from_the_end(pieces: list[str]) -> Iterator[str]:
    """The lines of a text in pieces, the last first, none of them blank, all of them short."""
    rest = ""
    for piece in reversed(pieces):
        rest = piece + rest
        if "\n" in piece:
            first, *lines = rest.split("\n")
            yield from (_end_of(line, LEAP) for line in reversed(lines) if line.strip())
            rest = first
    if rest.strip():
        yield _end_of(rest, LEAP)


def _end_of(text: str, most: int) -> str:
    """The end of a long text, from a place that stays while it grows."""
    return text if len(text) <= 2 * most else text[(len(text) // most - 1) * most :]
