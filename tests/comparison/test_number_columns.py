import math

from chatui.comparison.number_columns import (
    NUMBER_COLUMNS,
    column_named,
    fitting_columns,
    in_order,
    known_columns,
    width_of,
)
from chatui.comparison.numbers import numbers_of
from tests.comparison.spoken_lanes import boxed, lane_of

SURE = (math.log(0.8),)
LANES = [
    numbers_of(lane_of(0, boxed("845"), "First.", tokens=300), "845"),
    numbers_of(lane_of(1, "", "First.", tokens=100, reason=None), "845"),
    numbers_of(lane_of(2, boxed("844"), "First.", tokens=300), "845"),
    numbers_of(lane_of(3, boxed("9"), "First.", logprobs=SURE, label="other"), "845"),
]


def order(name: str, *, descending: bool = False) -> list[int]:
    return [of.lane for of in in_order(LANES, column_named(name), descending=descending)]


def test_sorting_keeps_equal_ones_in_order_and_unknown_ones_last() -> None:
    assert order("thought") == [3, 1, 0, 2]
    assert order("thought", descending=True) == [0, 2, 1, 3]
    assert order("right", descending=True) == [0, 2, 3, 1]
    assert order("confidence", descending=True) == [3, 0, 1, 2]
    assert order("final") == [2, 0, 3, 1]


def test_columns_that_say_nothing_are_left_out() -> None:
    plain = [numbers_of(lane_of(0, boxed("845")))]
    names = {column.name for column in known_columns(plain)}
    assert {column.name for column in NUMBER_COLUMNS} - names == {"variant", "confidence", "right"}
    assert known_columns(LANES) == NUMBER_COLUMNS


def test_narrow_terminals_lose_the_least_important_columns_first() -> None:
    shown = fitting_columns(NUMBER_COLUMNS, LANES, 80, 2)
    names = [column.name for column in shown]
    assert sum(width_of(column, LANES) + 2 for column in shown) <= 80
    assert "seed" not in names
    assert {"lane", "thought", "steps", "seconds", "confidence", "final", "right"} <= set(names)
    least = [column.name for column in fitting_columns(NUMBER_COLUMNS, LANES, 10, 2)]
    assert least == ["lane", "thought", "final"]
    assert fitting_columns(NUMBER_COLUMNS, LANES, 200, 2) == NUMBER_COLUMNS


def test_a_cell_is_one_line_without_controls() -> None:
    lane = numbers_of(lane_of(0, boxed("a\n\x1b[1mb")))
    assert column_named("final").cell(lane) == "a [1mb"
