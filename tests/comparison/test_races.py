"""Stops, additions and ends that come at the worst moments; the engine waits at a gate meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest

from chatui.chat.events import FinishReason
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import specs_of
from chatui.comparison.lane import LaneState
from chatui.engine.script import LoadScript, script_of
from chatui.engine.scripted import ScriptedEngine
from tests.comparison.conftest import Closing
from tests.comparison.lanes import Gate, comparison_of, ends, states, variant

LOAD_PAUSES, PROMPT_PAUSES = 4, 1
IN_LOAD, IN_PROMPT, IN_THOUGHT = 2, LOAD_PAUSES + 1, LOAD_PAUSES + PROMPT_PAUSES + 2
TALK = script_of("Let me add them.", "It is \\boxed{5}.")


def gated(at: int) -> tuple[ScriptedEngine, Gate]:
    gate = Gate(at)
    return ScriptedEngine([TALK], load=LoadScript(LOAD_PAUSES), sleep=gate), gate


@contextmanager
def held(comparison: Comparison, gate: Gate) -> Iterator[None]:
    """The body runs while the engine waits at the gate and another thread plays; then all goes on."""
    player = Thread(target=lambda: list(comparison.play()))
    player.start()
    assert gate.reached.wait(60)
    try:
        yield
    finally:
        gate.open()
        player.join(60)
    assert not player.is_alive()


@pytest.mark.parametrize("at", [1, IN_LOAD, LOAD_PAUSES, IN_PROMPT, IN_THOUGHT])
def test_a_stop_of_all_is_heard_at_any_moment(closing: Closing, at: int) -> None:
    engine, gate = gated(at)
    comparison = closing(comparison_of(lambda: engine, lanes_each=2))
    with held(comparison, gate):
        comparison.stop()
    assert ends(comparison) == [FinishReason.CANCELLED] * 2
    assert all(lane.error is None for lane in comparison.lanes)


@pytest.mark.parametrize("at", [1, IN_LOAD, LOAD_PAUSES, IN_PROMPT, IN_THOUGHT])
def test_a_stop_of_one_lane_leaves_the_other(closing: Closing, at: int) -> None:
    engine, gate = gated(at)
    comparison = closing(comparison_of(lambda: engine, lanes_each=2))
    with held(comparison, gate):
        comparison.stop([1])
    assert ends(comparison) == [FinishReason.STOP, FinishReason.CANCELLED]


@pytest.mark.parametrize("at", [IN_LOAD, IN_THOUGHT])
def test_a_lane_that_waits_is_stopped_without_beginning(closing: Closing, at: int) -> None:
    engine, gate = gated(at)
    comparison = closing(comparison_of(lambda: engine, lanes_each=4, at_once=2))
    with held(comparison, gate):
        comparison.stop([2, 3])
    assert ends(comparison) == [FinishReason.STOP] * 2 + [FinishReason.CANCELLED] * 2
    assert len(engine.requests) == 1


def test_a_stop_of_running_lanes_does_not_reach_those_that_wait(closing: Closing) -> None:
    engine, gate = gated(IN_THOUGHT)
    comparison = closing(comparison_of(lambda: engine, lanes_each=4, at_once=2))
    with held(comparison, gate):
        comparison.stop([0, 1])
    assert ends(comparison) == [FinishReason.CANCELLED] * 2 + [FinishReason.STOP] * 2


def test_a_stop_of_lanes_that_are_over_ends_nothing(closing: Closing) -> None:
    # The second batch waits at the gate when the lanes of the first are told to stop.
    first_batch = LOAD_PAUSES + PROMPT_PAUSES + len(TALK.pieces)
    engine, gate = gated(first_batch + 3)
    comparison = closing(comparison_of(lambda: engine, lanes_each=4, at_once=2))
    with held(comparison, gate):
        comparison.stop([0, 1])
    assert ends(comparison) == [FinishReason.STOP] * 4


def test_lanes_added_while_others_run_run_behind_them(closing: Closing) -> None:
    engine, gate = gated(IN_THOUGHT)
    comparison = closing(comparison_of(lambda: engine, lanes_each=2))
    with held(comparison, gate):
        comparison.add(specs_of((variant(),), 1, 0, first=comparison.next_number))
        again = comparison.rerun(0)
    assert ends(comparison) == [FinishReason.STOP] * 4
    assert again.spec.repeats == 0


def test_lanes_added_while_others_run_can_be_stopped_at_once(closing: Closing) -> None:
    engine, gate = gated(IN_THOUGHT)
    comparison = closing(comparison_of(lambda: engine))
    with held(comparison, gate):
        comparison.stop([comparison.rerun(0).number])
    assert ends(comparison) == [FinishReason.STOP, FinishReason.CANCELLED]


@pytest.mark.parametrize("at", [1, IN_LOAD, IN_PROMPT, IN_THOUGHT])
def test_closing_ends_what_runs_and_what_waits(at: int) -> None:
    engine, gate = gated(at)
    comparison = comparison_of(lambda: engine, lanes_each=4, at_once=2)
    with held(comparison, gate):
        comparison.close()
    assert states(comparison.lanes) == [LaneState.FINISHED] * 4
    assert ends(comparison) == [FinishReason.CANCELLED] * 4


def test_what_is_added_after_closing_ends_as_cancelled() -> None:
    comparison = comparison_of(lambda: ScriptedEngine([TALK]))
    comparison.close()
    list(comparison.play())
    comparison.rerun(0)
    list(comparison.play())
    assert comparison.lanes[1].finish_reason is FinishReason.CANCELLED


def test_a_signal_handler_may_stop_all(closing: Closing) -> None:
    gate = Gate(IN_THOUGHT)

    class Heard(ScriptedEngine):
        """Goes on when it was told to stop."""

        def cancel(self, lane: int | None = None) -> None:
            super().cancel(lane)
            gate.open()

    engine = Heard([TALK], load=LoadScript(LOAD_PAUSES), sleep=gate)
    comparison = closing(comparison_of(lambda: engine, lanes_each=2))
    items = comparison.play()
    next(items)
    assert gate.reached.wait(60)
    comparison.stop_from_signal()
    list(items)
    assert ends(comparison) == [FinishReason.CANCELLED] * 2


@pytest.mark.parametrize("_", range(20))
def test_many_threads_stop_and_rerun_at_once(closing: Closing, _: int) -> None:
    comparison = closing(
        comparison_of(lambda: ScriptedEngine([TALK], sleep=lambda _: None), lanes_each=4, at_once=2)
    )
    threads = [
        *(Thread(target=comparison.stop, args=([number],)) for number in range(4)),
        *(Thread(target=comparison.rerun, args=(number,)) for number in range(4)),
    ]
    for thread in threads:
        thread.start()
    list(comparison.play())
    for thread in threads:
        thread.join(60)
    list(comparison.play())
    assert [lane.number for lane in comparison.lanes] == list(range(8))
    assert all(end in (FinishReason.STOP, FinishReason.CANCELLED) for end in ends(comparison))
    assert all(end is FinishReason.STOP for end in ends(comparison)[4:])
