import math

import pytest

from chatui.chat.events import FinishReason, ThoughtDelta
from chatui.comparison.numbers import is_right, numbers_of, step_confidences
from tests.comparison.spoken_lanes import boxed, lane_of

THOUGHT = "First, add: 8 + 7 = 15.\n\nWait, let me check that.\n\nSo the answer is 15.\n\n"


def test_a_finished_lane_has_the_figures_of_its_end() -> None:
    numbers = numbers_of(lane_of(2, boxed("15"), THOUGHT, tokens=120), "15.0")
    assert (numbers.lane, numbers.seed, numbers.variant) == (2, 44, "tiny")
    assert (numbers.thought_tokens, numbers.answer_tokens, numbers.tokens) == (120, 4, 124)
    assert (numbers.steps, numbers.checks, numbers.backtracks) == (3, 1, 0)
    assert numbers.seconds == pytest.approx(1.24)
    assert numbers.tokens_per_s == 100
    assert numbers.final_answer == "15"
    assert numbers.is_right
    assert numbers.confidence is None


def test_a_running_lane_is_timed_by_whoever_asks() -> None:
    lane = lane_of(0, "", THOUGHT, reason=None, tokens=50)
    numbers = numbers_of(lane, "15", elapsed=2.0)
    assert (numbers.seconds, numbers.tokens_per_s) == (2.0, 25.0)
    assert (numbers.is_right, numbers.finish_reason) == (None, None)
    assert numbers_of(lane).seconds is None


def test_no_answer_is_wrong_and_without_a_reference_nothing_is() -> None:
    cut = numbers_of(lane_of(0, "", THOUGHT, reason=FinishReason.LENGTH), "15")
    assert cut.is_right is False
    assert numbers_of(lane_of(0, boxed("15"))).is_right is None
    assert is_right("1/2", "0.5") is True


def test_confidence_is_the_geometric_mean_of_the_probabilities() -> None:
    lane = lane_of(0, boxed("15"), THOUGHT, logprobs=(math.log(0.5), math.log(0.5), math.log(0.125)))
    assert numbers_of(lane).confidence == pytest.approx((0.5 * 0.5 * 0.125) ** (1 / 3))


def test_each_step_has_the_confidence_of_its_own_tokens_also_the_open_one() -> None:
    lane = lane_of(0, "", reason=None)
    for text, sure in [("First, add: 8 + 7 = 15.\n\n", 0.9), ("Wait, let me check that.\n\n", 0.3)]:
        lane.add(ThoughtDelta(0, text, 1, (math.log(sure),), (len(text) - 2,)))
    tail = "So the answer is 15, and that is all there is to say about it, I think"
    lane.add(ThoughtDelta(0, tail, 2, (math.log(0.8), math.log(0.2)), (2, len(tail))))
    assert len(lane.reading.steps) == 2
    assert step_confidences(lane) == pytest.approx([0.9, 0.3, 0.4])


def test_without_log_probabilities_no_step_has_any() -> None:
    assert step_confidences(lane_of(0, boxed("15"), THOUGHT)) == []
    assert step_confidences(lane_of(0, boxed("15"), logprobs=(0.0,))) == []
