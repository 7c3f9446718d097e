"""What goes wrong in real engine processes: what was finished stands, and the rest is marked."""

import os
import signal
import sys
from pathlib import Path

import pytest

from chatui.chat.events import Finished, FinishReason, PromptProgress
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import Question
from chatui.comparison.events import LaneEvent
from chatui.comparison.lane import LaneState
from chatui.comparison.votes import vote_of
from chatui.errors import EngineCrashed, EngineError
from tests.comparison.backends import FINISHED_LANES
from tests.comparison.conftest import Closing, RealEngines
from tests.comparison.lanes import comparison_of, ends, is_end, states, variant

BACKENDS = "tests.comparison.backends"
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")


def play_until_five_are_over(comparison: Comparison) -> int:
    """Plays on until five lanes are over; returns how many have said something more by then."""
    over = 0
    for item in comparison.play():
        over += is_end(item)
        if over == FINISHED_LANES:
            break
    return over


@posix
def test_a_killed_engine_leaves_the_lanes_that_were_over(closing: Closing, real_engines: RealEngines) -> None:
    engines = real_engines.of_backend(f"{BACKENDS}:FiveOfEight")
    comparison = closing(comparison_of(engines, lanes_each=8))
    assert play_until_five_are_over(comparison) == FINISHED_LANES
    pid = real_engines.opened[0].pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    list(comparison.play())
    assert states(comparison.lanes) == [LaneState.FINISHED] * 5 + [LaneState.FAILED] * 3
    assert ends(comparison) == [FinishReason.STOP] * 5 + [FinishReason.ERROR] * 3
    for lane in comparison.lanes[5:]:
        assert isinstance(lane.error, EngineCrashed)
        assert lane.thought.startswith("Let me think.")
        assert lane.reading.is_over
    assert vote_of(comparison.lanes).lanes == 5


@posix
def test_a_lane_that_failed_with_its_engine_can_be_run_again(
    closing: Closing, real_engines: RealEngines
) -> None:
    engines = real_engines.of_backend(f"{BACKENDS}:FiveOfEight")
    comparison = closing(comparison_of(engines, lanes_each=8))
    play_until_five_are_over(comparison)
    pid = real_engines.opened[0].pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    list(comparison.play())
    comparison.rerun(7)
    list(comparison.play())
    assert comparison.lanes[8].finish_reason is FinishReason.STOP


def test_closing_while_five_are_over_marks_the_others(real_engines: RealEngines) -> None:
    comparison = comparison_of(real_engines.of_backend(f"{BACKENDS}:FiveOfEight"), lanes_each=8)
    play_until_five_are_over(comparison)
    comparison.close()
    list(comparison.play())
    assert ends(comparison) == [FinishReason.STOP] * 5 + [FinishReason.CANCELLED] * 3
    assert all(lane.thought and lane.thought_tokens >= 3 for lane in comparison.lanes)
    assert real_engines.opened[0].pid is None


def test_a_stop_in_the_middle_of_the_prompt(closing: Closing, real_engines: RealEngines) -> None:
    comparison = closing(
        comparison_of(real_engines.of_backend(f"{BACKENDS}:LongPrompt"), lanes_each=3, at_once=2)
    )
    for item in comparison.play():
        if isinstance(item, LaneEvent) and isinstance(item.event, PromptProgress):
            assert comparison.lanes[0].fraction == 0.25
            comparison.stop()
    assert ends(comparison) == [FinishReason.CANCELLED] * 3
    assert all(lane.tokens == 0 and lane.error is None for lane in comparison.lanes)


def test_a_stop_in_the_middle_of_a_load(closing: Closing, real_engines: RealEngines) -> None:
    comparison = closing(comparison_of(real_engines.of_backend(f"{BACKENDS}:SlowLoad"), lanes_each=3))
    for _ in comparison.play():
        comparison.stop()
    assert ends(comparison) == [FinishReason.CANCELLED] * 3


def test_an_engine_without_a_backend_fails_all_its_lanes(closing: Closing, real_engines: RealEngines) -> None:
    comparison = closing(comparison_of(real_engines.of_backend(f"{BACKENDS}:Nothing"), lanes_each=2))
    list(comparison.play())
    assert states(comparison.lanes) == [LaneState.FAILED] * 2
    assert all(isinstance(lane.error, EngineError) for lane in comparison.lanes)


@pytest.mark.parametrize("together", [False, True])
def test_a_model_that_cannot_be_loaded_fails_its_own_lanes(
    closing: Closing, real_engines: RealEngines, tmp_path: Path, together: bool
) -> None:
    (tmp_path / "broken.gguf").write_bytes(b"GGUF, but nothing else")
    variants = (variant("broken", path=str(tmp_path / "broken.gguf")), variant("tiny"))
    comparison = closing(comparison_of(real_engines, variants, 2, at_once=2, together=together))
    list(comparison.play())
    assert ends(comparison)[:2] == [FinishReason.ERROR] * 2
    assert all(lane.finished and lane.tokens for lane in comparison.lanes[2:])
    assert len(real_engines.opened) == (2 if together else 1)


def test_a_prompt_that_is_too_long_fails_with_both_numbers(
    closing: Closing, real_engines: RealEngines
) -> None:
    comparison = closing(comparison_of(real_engines, question=Question("a" * 2100), lanes_each=2))
    items = list(comparison.play())
    assert "2,048" in str(comparison.lanes[0].error)
    assert not any(isinstance(item, LaneEvent) and isinstance(item.event, Finished) for item in items)
