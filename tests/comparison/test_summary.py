"""What the lanes came to."""

from chatui.chat.events import AnswerDelta, Finished, FinishReason, ThoughtDelta, Usage
from chatui.comparison.contestants import LaneSpec
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.lane import Lane
from chatui.comparison.summary import Summary, summary_of
from tests.comparison.lanes import variant


def lane(
    number: int,
    answer: str,
    thought: str = "Hmm.",
    *,
    length: int = 10,
    reason: FinishReason = FinishReason.STOP,
) -> Lane:
    made = Lane(LaneSpec(number, variant(), number))
    made.add(ThoughtDelta(0, thought, length))
    if answer:
        made.add(AnswerDelta(0, answer, 1))
    made.add(Finished(0, reason, usage=Usage(5, 0, length, 1)))
    return made


def boxed(*answers: str) -> list[Lane]:
    return [lane(number, f"\\boxed{{{answer}}}") for number, answer in enumerate(answers)]


def summary(lanes: list[Lane], rule: EarlyStop | None = None, stopped: tuple[int, ...] = ()) -> Summary:
    return summary_of(lanes, rule or EarlyStop(), stopped)


def test_the_majority_wins_and_the_minority_is_named() -> None:
    found = summary(boxed("0.5", "2", "1/2", "3", "\\frac{1}{2}"))
    assert found.winner
    assert found.winner.lanes == (0, 2, 4)
    assert found.minority == (1, 3)
    assert not found.is_won_by_length


def test_in_a_tie_nobody_wins_and_those_behind_are_the_minority() -> None:
    found = summary(boxed("1", "1", "2", "2", "3"))
    assert found.winner is None
    assert found.minority == (4,)


def test_under_the_rule_of_the_shortest_the_shortest_decides_a_tie() -> None:
    lanes = [lane(0, "\\boxed{1}", length=30), lane(1, "\\boxed{2}", length=20)]
    found = summary(lanes, EarlyStop(thoughts=2))
    assert found.winner
    assert (found.winner.answer, found.is_won_by_length, found.minority) == ("2", True, (0,))


def test_a_group_by_hand_is_not_decided_by_length() -> None:
    lanes = [lane(0, "A long story."), lane(1, "Another one.")]
    assert summary_of(lanes, EarlyStop(thoughts=1), by_hand={0: "story", 1: "story"}).winner
    assert summary_of(lanes, EarlyStop(thoughts=1), by_hand={0: "a", 1: "b"}).winner is None


def test_a_thought_that_reached_another_answer_is_named() -> None:
    differing = lane(0, "\\boxed{6}", "So the answer is 5.")
    found = summary([differing, lane(1, "\\boxed{5}", "So the answer is 5.")])
    assert found.differing == (0,)


def test_what_was_saved_goes_by_the_longest_that_ended() -> None:
    lanes = [
        *boxed("5"),
        lane(1, "\\boxed{5}", length=40),
        lane(2, "", length=21, reason=FinishReason.CANCELLED),
        lane(3, "", length=50, reason=FinishReason.CANCELLED),
        lane(4, "", length=7, reason=FinishReason.CANCELLED),
    ]
    found = summary(lanes, stopped=(2, 3))
    assert found.stopped_early == (2, 3)
    assert found.saved_tokens == (40 + 1) - (21 + 1)


def test_without_an_end_nothing_can_be_estimated() -> None:
    cut = lane(0, "", reason=FinishReason.CANCELLED)
    assert summary([cut], stopped=(0,)).saved_tokens is None
    assert summary(boxed("5")).saved_tokens is None


def test_a_lane_that_ended_before_the_stop_reached_it_was_not_stopped() -> None:
    assert summary(boxed("5", "5"), stopped=(1,)).stopped_early == ()
