"""Where two thoughts part: what only one has, what differs, and what conflicts."""

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.divergence import Divergence, Kind, compare, medoid
from chatui.thought.comparison.features import Marks, features_of, similarity

_SUM = "Find the sum of 17 and 24."
_STEPS = st.lists(
    st.sampled_from([_SUM, "17 + 24 = 41", "17 + 24 = 43", "Wait.", "x = 5", "x = 7", "Paris"]), max_size=8
)


def test_thoughts_that_agree_have_no_fork() -> None:
    found = compare([_SUM, "17 + 24 = 41"], [_SUM, "So 17 + 24 = 41."])
    assert (found.divergences, found.fork) == ((), None)


def test_steps_of_one_alone_are_no_fork() -> None:
    found = compare([_SUM, "17 + 24 = 41"], [_SUM, "Bananas are yellow.", "17 + 24 = 41", "Paris is a city."])
    assert found.divergences == (Divergence(Kind.EXTRA, 1, 2), Divergence(Kind.EXTRA, 3, 4))
    assert found.fork is None


def test_different_results_are_a_fork() -> None:
    found = compare([_SUM, "17 + 24 = 41", "So it is 41."], [_SUM, "17 + 24 = 43", "So it is 43."])
    assert found.fork == Divergence(Kind.CONFLICT, 1, 2)


def test_different_ways_are_a_fork() -> None:
    left = [_SUM, "Bananas are yellow.", "17 + 24 = 41"]
    right = [_SUM, "Paris is a city.", "Rome as well.", "17 + 24 = 41"]
    found = compare(left, right)
    assert found.divergences == (Divergence(Kind.DIFFERENT, 1, 4),)
    assert found.fork == found.divergences[0]


@given(_STEPS, _STEPS)
def test_the_order_of_the_thoughts_does_not_matter(left: list[str], right: list[str]) -> None:
    one, other = compare(left, right), compare(right, left)
    assert one.divergences == other.divergences
    assert compare(left, left).divergences == ()


@given(_STEPS, _STEPS)
def test_divergences_are_in_order_and_hold_every_gap(left: list[str], right: list[str]) -> None:
    found = compare(left, right)
    rows = [row for each in found.divergences for row in range(each.first, each.stop)]
    assert rows == sorted(set(rows))
    assert {at for at, row in enumerate(found.rows) if not row.is_match} <= set(rows)


def test_the_medoid_is_the_thought_in_the_middle() -> None:
    thoughts = [["Paris is a city.", "x = 3"], [_SUM, "x = 3", "17 + 24 = 41"], [_SUM, "17 + 24 = 41"]]
    assert medoid(thoughts) == 1
    assert medoid([[], []]) == 0
    with pytest.raises(ValueError, match="empty"):
        medoid([])


@given(st.lists(_STEPS, min_size=1, max_size=5), st.data())
def test_the_medoid_does_not_depend_on_the_order(thoughts: list[list[str]], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(thoughts))
    marks = Marks()

    def closeness(thought: list[str]) -> float:
        marked = [marks.of(map(features_of, steps)) for steps in (thought, *thoughts)]
        return fsum(similarity(marked[0], other) for other in marked[1:])

    # Of several in the middle either may be found.
    assert closeness(shuffled[medoid(shuffled)]) == closeness(thoughts[medoid(thoughts)])
