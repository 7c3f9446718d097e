"""Steps are matched in their order, both thoughts are treated alike, and the work has a bound."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.align import MATCHED_ABOVE, MOST_CELLS, Pair, align, band
from chatui.thought.steps.splitter import steps_of
from tests.thought.trace_files import TRACES

_STEPS = st.lists(
    st.sampled_from(
        [
            "Add 3 + 4 = 7.",
            "Adding 3 + 4 gives 7.",
            "3 + 4 = 8",
            "Wait.",
            "The user asks.",
            "x = 5",
            "Paris",
            "Paris it is",
        ]
    ),
    max_size=9,
)


def matches(rows: list[Pair]) -> set[tuple[int | None, int | None]]:
    return {(row.left, row.right) for row in rows if row.is_match}


def test_a_step_more_and_a_step_less() -> None:
    left = ["Find the sum of 3 and 4.", "The digits are small.", "Adding, 3 + 4 = 7.", "So the sum is 7."]
    right = ["Find the sum of 3 and 4.", "Adding, 3 + 4 = 7.", "Check: 7 - 4 = 3 holds.", "So the sum is 7."]
    rows = [(row.left, row.right) for row in align(left, right)]
    assert rows == [(0, 0), (1, None), (2, 1), (None, 2), (3, 3)]


def test_steps_that_are_not_alike_are_not_matched() -> None:
    rows = align(["Paris is a city.", "Rome"], ["Bananas are yellow."])
    assert [(row.left, row.right, row.similarity) for row in rows] == [
        (0, None, 0),
        (1, None, 0),
        (None, 0, 0),
    ]


@pytest.mark.parametrize("name", ["fractions", "code", "chinese", "looping"])
def test_a_thought_matches_itself(name: str) -> None:
    steps = [step.text for step in steps_of(TRACES[name])]
    assert align(steps, steps) == [Pair(at, at, 1.0) for at in range(len(steps))]


@given(_STEPS, _STEPS)
def test_every_step_is_in_one_row_in_its_order(left: list[str], right: list[str]) -> None:
    rows = align(left, right)
    assert [row.left for row in rows if row.left is not None] == list(range(len(left)))
    assert [row.right for row in rows if row.right is not None] == list(range(len(right)))
    assert all(row.similarity > MATCHED_ABOVE for row in rows if row.is_match)


@given(_STEPS, _STEPS)
def test_swapping_the_thoughts_swaps_the_matches(left: list[str], right: list[str]) -> None:
    swapped = {(row.right, row.left) for row in align(right, left) if row.is_match}
    assert matches(align(left, right)) == swapped


@given(_STEPS)
def test_nothing_beside_a_thought(steps: list[str]) -> None:
    assert align(steps, []) == [Pair(at, None, 0.0) for at in range(len(steps))]
    assert align([], steps) == [Pair(None, at, 0.0) for at in range(len(steps))]


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_the_band_is_bounded_and_connected(rows: int, columns: int) -> None:
    bands = [band(row, rows, columns) for row in range(rows + 1)]
    assert 0 in bands[0]
    assert columns in bands[-1]
    assert all(one.start <= other.start < one.stop <= other.stop for one, other in pairwise(bands))
    assert sum(map(len, bands)) <= MOST_CELLS + 3 * (rows + columns + 1)


def test_three_hundred_steps_are_compared_in_full() -> None:
    assert band(0, 300, 300) == band(300, 300, 300) == range(301)


def test_long_thoughts_are_matched_in_a_band() -> None:
    left = [f"Step {number} adds {number} + 1 = {number + 1}." for number in range(400)]
    right = left[:200] + ["Paris is a city."] * 5 + left[200:]
    rows = align(left, right)
    assert matches(rows) == {(at, at + 5 * (at >= 200)) for at in range(400)}
