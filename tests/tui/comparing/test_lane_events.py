"""Events of lanes that speak in turns."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.events import ThoughtDelta
from chatui.comparison.events import LaneEvent, LanesFailed, StoppedEarly
from chatui.errors import EngineError
from chatui.tui.comparing.lane_events import LaneEvents


def delta(lane: int, text: str) -> LaneEvent:
    return LaneEvent((lane,), ThoughtDelta(lane, text, 1))


@given(st.lists(st.tuples(st.integers(0, 4), st.text(max_size=3))))
def test_each_lane_has_its_text_in_order_in_one_event(spoken: list[tuple[int, str]]) -> None:
    events = LaneEvents()
    for lane, text in spoken:
        events.add(delta(lane, text))
    lanes, others = events.drain()
    assert others == []
    for lane in {lane for lane, _ in spoken}:
        [event] = lanes[lane]
        assert isinstance(event, ThoughtDelta)
        assert event.text == "".join(text for other, text in spoken if other == lane)
        assert event.tokens == sum(other == lane for other, _ in spoken)


def test_what_is_said_of_several_comes_behind_their_words() -> None:
    events = LaneEvents()
    failed = LanesFailed((0, 1), EngineError("It broke."))
    stopped = StoppedEarly((2,), "Enough.")
    events.add(failed)
    events.add(stopped)
    events.add(delta(0, "a"))
    assert events.drain() == ({0: [ThoughtDelta(0, "a", 1)]}, [failed, stopped])
    assert events.drain() == ({}, [])
