"""How a lane stands after each event."""

import pytest

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    LoadProgress,
    Notice,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
    Usage,
)
from chatui.comparison.contestants import LaneSpec
from chatui.comparison.lane import Lane, LaneState
from chatui.errors import EngineCrashed
from tests.comparison.lanes import variant


@pytest.fixture
def lane() -> Lane:
    return Lane(LaneSpec(3, variant(), 7))


@pytest.mark.parametrize(
    ("event", "state", "fraction"),
    [
        (LoadProgress(0.25), LaneState.LOADING, 0.25),
        (PromptProgress(5, 20), LaneState.READING, 0.25),
        (PromptProgress(0, 0), LaneState.READING, 1.0),
        (ThoughtDelta(0, "Hmm", 1), LaneState.THINKING, 0.0),
        (ThoughtEnded(0, ThoughtEnd.CLOSED, 1, 0.1), LaneState.WAITING, 0.0),
        (AnswerDelta(0, "5", 1), LaneState.ANSWERING, 0.0),
        (Finished(0, FinishReason.STOP), LaneState.FINISHED, 0.0),
    ],
)
def test_an_event_says_where_the_lane_stands(
    lane: Lane, event: Event, state: LaneState, fraction: float
) -> None:
    lane.add(event)
    assert (lane.state, lane.fraction) == (state, fraction)


def test_text_tokens_and_log_probabilities_add_up(lane: Lane) -> None:
    for event in (
        Notice("Mind this."),
        ThoughtDelta(0, "Let me", 2, (-0.5, -0.25), (3, 6)),
        ThoughtDelta(0, " add.", 1, (-0.125,), (5,)),
        ThoughtEnded(0, ThoughtEnd.CLOSED, 3, 0.1),
        AnswerDelta(0, "It is", 2),
        AnswerDelta(0, " \\boxed{5}.", 3),
    ):
        lane.add(event)
    assert (lane.thought, lane.answer) == ("Let me add.", "It is \\boxed{5}.")
    assert (lane.thought_tokens, lane.answer_tokens, lane.tokens) == (3, 5, 8)
    assert (lane.token_ends, lane.logprobs) == ([3, 6, 11], [-0.5, -0.25, -0.125])
    assert lane.notices == ["Mind this."]
    assert lane.thought_over
    assert (lane.ballot.lane, lane.ballot.answer) == (3, "5")
    assert lane.finish_reason is None
    assert not lane.has_vote


def test_the_end_counts_exactly_and_gives_a_vote(lane: Lane) -> None:
    lane.add(AnswerDelta(0, "5", 1))
    lane.add(Finished(0, FinishReason.STOP, 7, Usage(10, 0, 4, 2)))
    assert (lane.thought_tokens, lane.answer_tokens) == (4, 2)
    assert lane.has_vote
    assert lane.reading.is_over


def test_an_end_without_counts_leaves_those_of_the_deltas(lane: Lane) -> None:
    lane.add(ThoughtDelta(0, "Let me add.", 3))
    lane.add(Finished(0, FinishReason.CANCELLED))
    assert lane.thought_tokens == 3


@pytest.mark.parametrize("reason", [reason for reason in FinishReason if reason is not FinishReason.STOP])
def test_a_lane_that_was_cut_off_has_no_vote(lane: Lane, reason: FinishReason) -> None:
    lane.add(AnswerDelta(0, "5", 1))
    lane.add(Finished(0, reason))
    assert lane.state.is_over
    assert not lane.has_vote


def test_a_repetition_has_no_vote() -> None:
    again = Lane(LaneSpec(4, variant(), 7, repeats=3))
    again.add(Finished(0, FinishReason.STOP))
    assert not again.has_vote


def test_a_failure_keeps_what_was_said(lane: Lane) -> None:
    lane.add(ThoughtDelta(0, "Let me add.", 3))
    lane.fail(EngineCrashed("The engine is gone."))
    assert (lane.state, lane.finish_reason, lane.thought) == (
        LaneState.FAILED,
        FinishReason.ERROR,
        "Let me add.",
    )
    assert [step.text for step in lane.reading.steps] == ["Let me add."]
