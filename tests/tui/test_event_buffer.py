from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    LoadProgress,
    Notice,
    PromptProgress,
    ThoughtDelta,
)
from chatui.tui.event_buffer import EventBuffer

DELTAS = st.builds(
    lambda kind, lane, text: kind(lane, text, 1),
    st.sampled_from([ThoughtDelta, AnswerDelta]),
    st.integers(0, 1),
    st.text(max_size=3),
)


def drained(events: list[Event]) -> list[Event]:
    buffer = EventBuffer()
    for event in events:
        buffer.add(event)
    return buffer.drain()


def test_a_thousand_tokens_become_one_event() -> None:
    assert drained([ThoughtDelta(0, "x", 1)] * 1000) == [ThoughtDelta(0, "x" * 1000, 1000)]


def test_only_the_latest_progress_is_kept() -> None:
    assert drained([LoadProgress(0.1), LoadProgress(0.5)]) == [LoadProgress(0.5)]
    assert drained([PromptProgress(1, 9), PromptProgress(9, 9)]) == [PromptProgress(9, 9)]


def test_order_and_other_events_are_kept() -> None:
    events: list[Event] = [Notice("a"), Notice("b"), Finished(0, FinishReason.STOP)]
    assert drained(events) == events


def test_draining_empties() -> None:
    buffer = EventBuffer()
    buffer.add(Notice("once"))
    buffer.drain()
    assert buffer.drain() == []


@given(st.lists(DELTAS))
def test_joining_loses_nothing(events: list[ThoughtDelta | AnswerDelta]) -> None:
    def text(of: list[Event], kind: type[Event], lane: int) -> tuple[str, int]:
        mine = [event for event in of if isinstance(event, ThoughtDelta | AnswerDelta)]
        mine = [event for event in mine if type(event) is kind and event.lane == lane]
        return "".join(event.text for event in mine), sum(event.tokens for event in mine)

    joined = drained(list(events))
    for kind in (ThoughtDelta, AnswerDelta):
        for lane in (0, 1):
            assert text(joined, kind, lane) == text(list(events), kind, lane)
