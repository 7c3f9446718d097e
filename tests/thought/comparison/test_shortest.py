"""short-m@k counts the shortest thoughts, and the shortest decides a tie."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.ballots import Ballot
from chatui.thought.comparison.shortest import ShortVote, short_m_at_k, shortest_lanes
from chatui.thought.comparison.vote import vote


def run(answers: list[str | None], lengths: list[int], m: int) -> ShortVote:
    ballots = [Ballot(lane, answer) for lane, answer in enumerate(answers)]
    return short_m_at_k(ballots, dict(enumerate(lengths)), m)


def test_the_shortest_lanes() -> None:
    assert shortest_lanes({0: 90, 1: 10, 2: 50, 3: 10}, 3) == (1, 3, 2)
    assert shortest_lanes({5: 1}, 3) == (5,)
    assert shortest_lanes({}, 1) == ()


def test_the_longer_do_not_count() -> None:
    found = run(["3", "4", "4", "3", "3"], [50, 10, 20, 60, 70], 3)
    assert found.lanes == (1, 2, 0)
    assert found.winner is not None
    assert (found.winner.answer, found.winner.lanes) == ("4", (1, 2))


def test_the_shortest_decides_a_tie() -> None:
    found = run(["3", "4"], [20, 10], 2)
    assert found.winner is not None
    assert found.winner.answer == "4"
    assert found.vote.winner is None
    one = run(["3", "4", "4"], [5, 10, 10], 1)
    assert one.winner is not None
    assert one.winner.answer == "3"


def test_nothing_to_vote_for() -> None:
    assert run([None, "3"], [1, 2], 1).winner is None
    assert run([], [], 3).winner is None


@given(st.lists(st.tuples(st.sampled_from(["3", "4", None]), st.integers(1, 9)), min_size=1, max_size=8))
def test_all_lanes_are_the_plain_vote(lanes: list[tuple[str | None, int]]) -> None:
    answers, lengths = [answer for answer, _ in lanes], [length for _, length in lanes]
    found = run(answers, lengths, len(lanes))
    plain = vote([Ballot(lane, answer) for lane, answer in enumerate(answers)])
    assert found.vote == plain
    assert found.winner in plain.leaders or not plain.leaders
