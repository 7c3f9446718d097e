"""The columns of a table of lanes' figures: words, order and which fit; no terminal and no page is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from chatui.chat.display_text import one_line
from chatui.chat.events import FinishReason
from chatui.comparison.lane import LaneState
from chatui.comparison.numbers import LaneNumbers
from chatui.comparison.vote_text import percent, rightness
from chatui.thought.steps.widths import cells, cut_to_cells

_MOST_TEXT = 24
"""Cells of an answer or a variant; more is cut."""

SortKey = float | str | bool


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """One column."""

    name: str
    """By which it is called."""
    title: str
    cell: Callable[[LaneNumbers], str]
    """For a person, in one line; empty where nothing is known."""
    key: Callable[[LaneNumbers], SortKey | None]
    """What it is sorted by; None is last in either direction."""
    rank: int
    """The higher, the sooner it is left out where room is short; 0: never."""
    is_number: bool = True


def state_text(numbers: LaneNumbers) -> str:
    """Where the lane stands, in one or two words."""
    reason = numbers.finish_reason
    if reason is None:
        return "reading" if numbers.state is LaneState.READING else str(numbers.state)
    return _ENDS[reason]


_ENDS = {
    FinishReason.STOP: "done",
    FinishReason.LENGTH: "cut off",
    FinishReason.CONTEXT: "context full",
    FinishReason.BUDGET: "budget spent",
    FinishReason.CANCELLED: "stopped",
    FinishReason.ERROR: "failed",
}


def _figure(value: float | None, decimals: int = 0) -> str:
    return "" if value is None else f"{value:,.{decimals}f}"


def _answer(numbers: LaneNumbers) -> str:
    return cut_to_cells(one_line(numbers.final_answer or ""), _MOST_TEXT)


def _variant(numbers: LaneNumbers) -> str:
    return cut_to_cells(one_line(numbers.variant), _MOST_TEXT)


def _sure(numbers: LaneNumbers) -> str:
    return "" if numbers.confidence is None else percent(numbers.confidence)


NUMBER_COLUMNS = (
    NumberColumn("lane", "lane", lambda of: str(of.lane), lambda of: of.lane, 0),
    NumberColumn("variant", "variant", _variant, _variant, 2, is_number=False),
    NumberColumn("seed", "seed", lambda of: str(of.seed), lambda of: of.seed, 9),
    NumberColumn("state", "state", state_text, state_text, 4, is_number=False),
    NumberColumn("thought", "thought", lambda of: f"{of.thought_tokens:,}", lambda of: of.thought_tokens, 0),
    NumberColumn(
        "answer_tokens", "answer", lambda of: f"{of.answer_tokens:,}", lambda of: of.answer_tokens, 8
    ),
    NumberColumn("steps", "≈steps", lambda of: f"{of.steps:,}", lambda of: of.steps, 2),
    NumberColumn("checks", "≈checks", lambda of: f"{of.checks:,}", lambda of: of.checks, 3),
    NumberColumn("backtracks", "≈backs", lambda of: f"{of.backtracks:,}", lambda of: of.backtracks, 5),
    NumberColumn("seconds", "s", lambda of: _figure(of.seconds, 1), lambda of: of.seconds, 2),
    NumberColumn("rate", "tok/s", lambda of: _figure(of.tokens_per_s), lambda of: of.tokens_per_s, 7),
    NumberColumn("confidence", "sure", _sure, lambda of: of.confidence, 1),
    NumberColumn("final", "final answer", _answer, lambda of: _answer(of) or None, 0, is_number=False),
    NumberColumn(
        "right", "right?", lambda of: rightness(of.is_right), lambda of: of.is_right, 1, is_number=False
    ),
)
"""In their order. The sign ≈ says that steps, checks and backtracks are a heuristic."""


@cache
def column_named(name: str) -> NumberColumn:
    """A column by its name; KeyError where there is none."""
    return {column.name: column for column in NUMBER_COLUMNS}[name]


def known_columns(lanes: Sequence[LaneNumbers]) -> tuple[NumberColumn, ...]:
    """The columns that say something of these lanes: a variant, where several are compared, and so on."""
    has_variants = len({of.variant for of in lanes}) > 1
    return tuple(
        column
        for column in NUMBER_COLUMNS
        if (column.name != "variant" or has_variants)
        and (column.name != "confidence" or any(of.confidence is not None for of in lanes))
        and (column.name != "right" or any(of.is_right is not None for of in lanes))
    )


def width_of(column: NumberColumn, lanes: Sequence[LaneNumbers]) -> int:
    """The cells that a column takes."""
    return max([cells(column.title), *(cells(column.cell(of)) for of in lanes)])


def fitting_columns(
    columns: Sequence[NumberColumn], lanes: Sequence[LaneNumbers], width: int, gap: int
) -> tuple[NumberColumn, ...]:
    """The columns, without the least important ones where `width` cells are too few; `gap` cells go to each.

    Those of rank 0 stay, even where they need more.
    """
    widths = {column.name: width_of(column, lanes) + gap for column in columns}
    shown = list(columns)
    while sum(widths[column.name] for column in shown) > width:
        least = max(shown, key=lambda column: column.rank, default=None)
        if least is None or least.rank == 0:
            break
        shown.remove(least)
    return tuple(shown)


def in_order(lanes: Sequence[LaneNumbers], column: NumberColumn, *, descending: bool) -> list[LaneNumbers]:
    """The lanes sorted; equal ones by their numbers, and those of which nothing is known last."""
    known = [of for of in lanes if column.key(of) is not None]
    unknown = [of for of in lanes if column.key(of) is None]
    known.sort(key=lambda of: of.lane)
    # Sorting is stable in both directions.
    known.sort(key=lambda of: _comparable(column.key(of)), reverse=descending)
    return known + sorted(unknown, key=lambda of: of.lane)


def _comparable(key: SortKey | None) -> tuple[float, str]:
    return (0.0, key.casefold()) if isinstance(key, str) else (float(key or 0), "")
