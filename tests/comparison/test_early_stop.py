"""When a comparison has seen enough."""

from chatui.chat.events import (
    AnswerDelta,
    Finished,
    FinishReason,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
)
from chatui.comparison.contestants import LaneSpec
from chatui.comparison.early_stop import EarlyStop, enough
from chatui.comparison.lane import Lane
from tests.comparison.lanes import variant

AFTER_TWO = EarlyStop(thoughts=2)
DECIDED = EarlyStop(when_decided=True)


def lanes_of(count: int) -> list[Lane]:
    lanes = [Lane(LaneSpec(number, variant(), number)) for number in range(count)]
    for lane in lanes:
        lane.add(ThoughtDelta(0, "Hmm", 1))
    return lanes


def end_thought(lane: Lane, reason: ThoughtEnd = ThoughtEnd.CLOSED) -> None:
    lane.add(ThoughtEnded(0, reason, 1, 0.0))


def answer(lane: Lane, text: str, reason: FinishReason = FinishReason.STOP) -> None:
    end_thought(lane)
    lane.add(AnswerDelta(0, f"\\boxed{{{text}}}", 1))
    lane.add(Finished(0, reason))


def test_no_rule_is_met_by_itself() -> None:
    lanes = lanes_of(3)
    for lane in lanes[:2]:
        answer(lane, "5")
    assert enough(EarlyStop(), lanes) is None


def test_the_others_are_stopped_when_two_thoughts_are_over() -> None:
    lanes = lanes_of(4)
    end_thought(lanes[1])
    assert enough(AFTER_TWO, lanes) is None
    answer(lanes[3], "5")
    found = enough(AFTER_TWO, lanes)
    assert found
    assert found.lanes == (0, 2)
    assert found.why == "2 of 4 thoughts are over."


def test_who_answers_already_goes_on() -> None:
    lanes = lanes_of(3)
    end_thought(lanes[0])
    lanes[1].add(AnswerDelta(0, "five", 1))
    found = enough(AFTER_TWO, lanes)
    assert found
    assert found.lanes == (2,)


def test_a_thought_that_was_cut_is_not_over_and_one_whose_answer_was_cut_is() -> None:
    lanes = lanes_of(3)
    end_thought(lanes[0], ThoughtEnd.CUT)
    lanes[0].add(Finished(0, FinishReason.LENGTH))
    end_thought(lanes[1])
    assert enough(AFTER_TWO, lanes) is None
    lanes = lanes_of(3)
    answer(lanes[0], "5", FinishReason.LENGTH)
    answer(lanes[1], "5", FinishReason.CANCELLED)
    assert enough(AFTER_TWO, lanes)


def test_an_answer_without_a_thought_counts() -> None:
    lanes = [Lane(LaneSpec(number, variant(), number)) for number in range(3)]
    lanes[0].add(AnswerDelta(0, "5", 1))
    lanes[1].add(AnswerDelta(0, "5", 1))
    lanes[1].add(Finished(0, FinishReason.STOP))
    found = enough(AFTER_TWO, lanes)
    assert found
    assert found.lanes == (2,)


def test_a_vote_is_decided_when_the_rest_cannot_change_it() -> None:
    lanes = lanes_of(5)
    answer(lanes[0], "5")
    answer(lanes[1], "5.0")
    assert enough(DECIDED, lanes) is None
    answer(lanes[2], "5")
    found = enough(DECIDED, lanes)
    assert found
    assert found.lanes == (3, 4)


def test_nothing_is_left_to_stop_when_all_are_over() -> None:
    lanes = lanes_of(2)
    for lane in lanes:
        answer(lane, "5")
    assert enough(EarlyStop(1, True), lanes) is None


def test_a_repetition_neither_counts_nor_is_stopped() -> None:
    lanes = [*lanes_of(2), Lane(LaneSpec(2, variant(), 0, repeats=0))]
    answer(lanes[0], "5")
    answer(lanes[2], "5")
    assert enough(AFTER_TWO, lanes) is None
    assert enough(EarlyStop(1), lanes) == enough(EarlyStop(1), lanes[:2])
