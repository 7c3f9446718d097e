"""Merging loses nothing, keeps each lane's order and holds nothing back for long."""

from itertools import accumulate, groupby

from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
)
from chatui.engine.coalesce import DeltaMerger

INTERVAL_S = 0.025


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


LANES = st.integers(0, 2)
FIELDS = {
    "lane": LANES,
    "text": st.text(max_size=3),
    "tokens": st.integers(0, 2),
    "logprobs": st.lists(st.floats(-9, 0), max_size=2).map(tuple),
    "token_ends": st.lists(st.integers(0, 3), max_size=2).map(tuple),
}
EVENTS = st.one_of(
    st.builds(ThoughtDelta, **FIELDS),
    st.builds(AnswerDelta, **FIELDS),
    st.builds(ThoughtEnded, LANES, st.just(ThoughtEnd.CLOSED), st.just(1), st.just(0.0)),
    st.builds(Finished, LANES, st.just(FinishReason.STOP)),
)
TIMELINE = st.lists(st.tuples(EVENTS, st.floats(0, 0.03)))
"""Events, each with the seconds that pass before it."""


def lane_of(event: Event) -> object:
    return getattr(event, "lane", None)


def digest(events: list[Event]) -> list[object]:
    """One lane's events with runs of deltas of a kind taken together."""
    parts: list[object] = []
    for kind, run in groupby(events, type):
        deltas = [event for event in run if isinstance(event, ThoughtDelta | AnswerDelta)]
        if deltas:
            text = "".join(delta.text for delta in deltas)
            logprobs = sum((delta.logprobs for delta in deltas), ())
            starts = accumulate((len(delta.text) for delta in deltas), initial=0)
            ends = [at + end for at, delta in zip(starts, deltas, strict=False) for end in delta.token_ends]
            parts.append((kind, text, sum(delta.tokens for delta in deltas), logprobs, ends))
        else:
            parts.append(kind)
    return parts


def merged(timeline: list[tuple[Event, float]]) -> list[Event]:
    clock = Clock()
    merger = DeltaMerger(clock, INTERVAL_S)
    out: list[Event] = []
    for event, pause in timeline:
        clock.now += pause
        out += merger.push(event)
    return out + merger.flush()


@given(TIMELINE)
def test_each_lane_says_the_same(timeline: list[tuple[Event, float]]) -> None:
    before, after = [event for event, _ in timeline], merged(timeline)
    for lane in range(3):
        mine = [event for event in before if lane_of(event) == lane]
        assert digest([event for event in after if lane_of(event) == lane]) == digest(mine)
    assert len(after) <= len(before)


@given(TIMELINE)
def test_no_delta_is_overtaken_by_another_event(timeline: list[tuple[Event, float]]) -> None:
    def tokens_before_each(events: list[Event]) -> list[int]:
        counts, tokens = [], 0
        for event in events:
            if isinstance(event, ThoughtDelta | AnswerDelta):
                tokens += event.tokens
            else:
                counts.append(tokens)
        return counts

    assert tokens_before_each(merged(timeline)) == tokens_before_each([event for event, _ in timeline])


@given(TIMELINE)
def test_nothing_is_held_back_for_longer_than_the_interval(timeline: list[tuple[Event, float]]) -> None:
    clock = Clock()
    merger = DeltaMerger(clock, INTERVAL_S)
    held_since: float | None = None
    for event, pause in timeline:
        clock.now += pause
        if merger.due_in() == 0:
            merger.flush()
            held_since = None
        flushed = merger.push(event) not in ([], [event])
        due_in = merger.due_in()
        if due_in is None or flushed:
            held_since = None
        if due_in is None:
            continue
        held_since = clock.now if held_since is None else held_since
        assert clock.now + due_in <= held_since + INTERVAL_S + 1e-9


def test_the_first_delta_of_each_lane_goes_out_at_once() -> None:
    merger = DeltaMerger(Clock(), INTERVAL_S)
    for lane in range(2):
        assert merger.push(ThoughtDelta(lane, "x", 1)) == [ThoughtDelta(lane, "x", 1)]
        assert merger.push(ThoughtDelta(lane, "y", 1)) == []


def test_lanes_in_step_are_merged_each() -> None:
    merger = DeltaMerger(Clock(), INTERVAL_S)
    for text in "abc":
        for lane in range(2):
            merger.push(AnswerDelta(lane, text, 1))
    assert merger.flush() == [AnswerDelta(0, "bc", 2), AnswerDelta(1, "bc", 2)]


def test_a_slow_model_is_not_held_back() -> None:
    clock = Clock()
    merger = DeltaMerger(clock, INTERVAL_S)
    for text in "abc":
        clock.now += 0.1
        assert merger.push(AnswerDelta(0, text, 1)) == [AnswerDelta(0, text, 1)]
