"""Equal answers are counted together, whoever comes first, and no vote is claimed where there is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.ballots import Ballot
from chatui.thought.comparison.vote import Vote, is_decided, vote

_ANSWERS = st.sampled_from(
    ["0.5", "1/2", r"\frac12", "50%", "3", "3.0", "B", "(B)", "b", None, "x " * 20, "..."]
)


def of(*answers: str | None, by_hand: dict[int, str | None] | None = None) -> Vote:
    return vote([Ballot(lane, answer) for lane, answer in enumerate(answers)], by_hand or {})


def shape(counted: Vote) -> list[tuple[str, tuple[int, ...]]]:
    return [(group.answer, group.lanes) for group in counted.groups]


def test_equal_answers_are_one_group() -> None:
    counted = of("0.5", "3", r"\frac12", "1/2", None, "1/2")
    assert shape(counted) == [("1/2", (0, 2, 3, 5)), ("3", (1,))]
    assert counted.ungrouped == (4,)
    assert counted.winner == counted.groups[0]
    assert counted.agreement == 4 / 6


def test_a_tie_has_no_winner() -> None:
    counted = of("3", "4", "4", "3", "5")
    assert counted.winner is None
    assert [group.answer for group in counted.leaders] == ["3", "4"]
    assert counted.agreement == 2 / 5


@pytest.mark.parametrize(
    "answers", [("3", "4", "5"), ("3", None), ("3", "a " * 20, "b " * 20), (None, None), ()]
)
def test_no_false_vote(answers: tuple[str | None, ...]) -> None:
    assert of(*answers).winner is None


def test_long_text_is_not_grouped_even_where_it_is_equal() -> None:
    counted = of("word " * 20, "word " * 20)
    assert (counted.groups, counted.ungrouped, counted.agreement) == ((), (0, 1), 0.0)


def test_a_single_lane_has_its_answer() -> None:
    winner = of("3").winner
    assert winner is not None
    assert (winner.answer, winner.count) == ("3", 1)


def test_grouping_by_hand() -> None:
    counted = of("red", "crimson", None, "blue", "blue", by_hand={1: "Red", 2: "red", 4: None})
    assert shape(counted) == [("red", (0, 1, 2)), ("blue", (3,))]
    assert counted.ungrouped == (4,)
    assert of("0.5", None, by_hand={1: "1/2"}).groups[0].lanes == (0, 1)
    assert of(None, None, by_hand={0: "any long text " * 9, 1: "any long text " * 9}).winner is not None


def test_two_ballots_of_one_lane() -> None:
    with pytest.raises(ValueError, match="lane 1 has two ballots"):
        vote([Ballot(1, "3"), Ballot(1, "4")])


@given(st.lists(_ANSWERS, max_size=9), st.data())
def test_the_order_of_ballots_changes_nothing(answers: list[str | None], data: st.DataObject) -> None:
    ballots = [Ballot(lane, answer) for lane, answer in enumerate(answers)]
    by_hand = data.draw(st.dictionaries(st.integers(0, 8), _ANSWERS, max_size=3))
    counted = vote(ballots, by_hand)
    assert vote(data.draw(st.permutations(ballots)), by_hand) == counted
    placed = [lane for group in counted.groups for lane in group.lanes] + list(counted.ungrouped)
    assert sorted(placed) == list(range(len(answers)))
    assert 0 <= counted.agreement <= 1
    assert counted.lanes == len(answers)


@pytest.mark.parametrize(
    ("answers", "unfinished", "decided"),
    [
        ((), 4, False),
        (("3",), 1, False),
        (("3", "3"), 1, True),
        (("3", "3"), 2, False),
        (("3", "3", "3", "4"), 2, False),
        (("3", "3", "3", "4"), 1, True),
        (("3", "4"), 0, True),
        ((None, None), 0, True),
        ((None, "3", "3", "3"), 2, True),
    ],
)
def test_when_the_vote_is_decided(answers: tuple[str | None, ...], unfinished: int, decided: bool) -> None:
    assert is_decided(of(*answers), unfinished) is decided


@given(st.lists(_ANSWERS, min_size=1, max_size=7), st.lists(_ANSWERS, min_size=1, max_size=4))
def test_what_is_decided_stays(answers: list[str | None], later: list[str | None]) -> None:
    before = of(*answers)
    if is_decided(before, len(later)):
        winner, final = before.winner, of(*answers, *later).winner
        assert winner is not None
        assert final is not None
        assert winner.key == final.key
