"""Lanes that are played in a thread and taken on the screen's."""

import time
from collections.abc import Callable

import pytest

from chatui.comparison.early_stop import EarlyStop
from chatui.engine.script import Piece, PieceKind, Script
from chatui.errors import EngineCrashed
from chatui.tui.comparing.lane_text import saved_text, summary
from chatui.tui.comparing.running import RunningComparison
from chatui.tui.turn import Phase
from tests.tui.comparing.talking import comparison_of, said, together
from tests.tui.conftest import Gate

_DEADLINE_S = 20


def taken(running: RunningComparison, holds: Callable[[], bool] | None = None) -> None:
    """Take what comes until it holds, or until all is over."""
    end = time.monotonic() + _DEADLINE_S
    while time.monotonic() < end:
        running.take(0.0)
        if holds() if holds else not running.is_running:
            return
    raise AssertionError([lane.turn.phase for lane in running.lanes])


def phases(running: RunningComparison) -> list[Phase]:
    return [lane.turn.phase for lane in running.lanes]


def test_all_lanes_are_brought_up_to_date() -> None:
    running = RunningComparison(comparison_of(together(said(0, "42"), said(1, "41", 3)), 2))
    running.begin()
    taken(running)
    assert phases(running) == [Phase.DONE, Phase.DONE]
    assert [lane.final_answer for lane in running.lanes] == ["42", "41"]
    assert [lane.turn.reading.n_steps for lane in running.lanes] == [4, 12]
    assert "all 2 over" in summary(running.lanes, 0.0)
    assert running.mark == "not kept"


def test_a_lane_alone_can_be_stopped() -> None:
    gate = Gate()
    first = [*said(0, "42"), Piece(" late", PieceKind.ANSWER, 1, 0)]
    second = [*said(1, "41"), Piece(" late", PieceKind.ANSWER, 0, 1)]
    running = RunningComparison(comparison_of(together(first, second), 2, sleep=gate.sleep))
    running.begin()
    taken(running, lambda: all(lane.turn.answer.pieces for lane in running.lanes))
    running.stop([0])
    gate.open()
    taken(running)
    assert phases(running) == [Phase.STOPPED, Phase.DONE]
    assert running.lanes[0].turn.answer.text.startswith("So it is")


def test_lanes_can_be_added_and_run_again_after_the_end() -> None:
    script = together(said(0, "42"))
    running = RunningComparison(comparison_of(script, 1, further=[script]))
    running.begin()
    taken(running)
    number = running.rerun(0)
    assert number == 1
    taken(running)
    again = running.lanes[1]
    assert again.turn.phase is Phase.DONE
    assert again.repeats == 0
    assert not again.lane.has_vote


def test_a_rule_stops_lanes_and_says_what_that_saved() -> None:
    gate = Gate()
    late = Piece(" On and on.", PieceKind.THOUGHT, 1, 2)
    script = together(said(0, "42"), said(1, "42"), [*[Piece("Hm. ", PieceKind.THOUGHT, 0, 2)] * 50, late])
    rule = EarlyStop(thoughts=2)
    running = RunningComparison(comparison_of(script, 3, sleep=gate.sleep, early_stop=rule))
    running.begin()
    taken(running, lambda: bool(running.lanes[2].stopped_because))
    gate.open()
    taken(running)
    assert running.lanes[2].turn.phase is Phase.STOPPED
    # It was the longest already: how much longer it would have become, nobody knows.
    assert saved_text(running.lanes) == "1 lane stopped early: 2 of 3 thoughts are over."


def test_an_engine_that_dies_fails_its_lanes_and_leaves_the_others() -> None:
    ended = together(said(0, "42"))
    error = EngineCrashed("The engine ended by SIGKILL.", "Run the lane again.")
    broken = Script((Piece("Hm", PieceKind.THOUGHT),), error=error)
    running = RunningComparison(comparison_of(ended, 1, further=[broken]))
    running.begin()
    taken(running)
    running.rerun(0)
    taken(running)
    assert phases(running) == [Phase.DONE, Phase.INTERRUPTED]
    assert running.lanes[1].turn.error == error.message
    assert running.lanes[1].turn.thought.text == "Hm"
    assert "1 failed" in summary(running.lanes, 0.0)


def test_what_no_one_foresaw_is_an_error_and_no_lane_thinks_for_ever() -> None:
    def sleep(seconds: float) -> None:
        raise OSError("the disk is gone")

    running = RunningComparison(comparison_of(together(said(0, "42")), 1, sleep=sleep))
    running.begin()
    taken(running)
    assert phases(running) == [Phase.INTERRUPTED]
    assert "the disk is gone" in running.lanes[0].turn.error


@pytest.mark.parametrize("lanes", [1, 3])
def test_closing_ends_what_runs(lanes: int) -> None:
    gate = Gate()
    pieces = [
        [Piece("Hm", PieceKind.THOUGHT, 0, n), Piece(" so", PieceKind.THOUGHT, 1, n)] for n in range(lanes)
    ]
    running = RunningComparison(comparison_of(together(*pieces), lanes, sleep=gate.sleep))
    running.begin()
    taken(running, lambda: all(lane.turn.thought.pieces for lane in running.lanes))
    gate.open(5)
    running.close()
    taken(running)
    assert all(lane.is_over for lane in running.lanes)
    assert all(lane.turn.thought.text.startswith("Hm") for lane in running.lanes)
