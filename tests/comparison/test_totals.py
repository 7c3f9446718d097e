"""What a comparison costs, by a clock that the test sets."""

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason, PromptProgress, ThoughtDelta
from chatui.comparison.events import LaneEvent, LanesFailed, ModelLoaded, StoppedEarly
from chatui.comparison.totals import Totals
from chatui.engine.script import SCRIPTED_MODEL
from chatui.errors import EngineCrashed


class Clock:
    """Stands still until it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def counted() -> tuple[Totals, Clock]:
    clock = Clock()
    return Totals(clock), clock


def tell(totals: Totals, clock: Clock, at: float, lanes: tuple[int, ...], event: Event) -> None:
    clock.now = 100.0 + at
    totals.add(LaneEvent(lanes, event))


def test_the_prompt_of_a_batch_counts_once_and_without_what_was_reused() -> None:
    totals, clock = counted()
    for evaluated in (10, 60, 100):
        tell(totals, clock, 0, (0, 1), PromptProgress(evaluated, 100, 10))
    tell(totals, clock, 0, (2,), PromptProgress(99, 100, 99))
    tell(totals, clock, 0, (2,), PromptProgress(100, 100, 99))
    assert totals.prompt_tokens_evaluated == 91


def test_lanes_write_at_the_same_time() -> None:
    totals, clock = counted()
    tell(totals, clock, 2, (0, 1), PromptProgress(10, 10))
    tell(totals, clock, 3, (0,), ThoughtDelta(0, "a", 1))
    tell(totals, clock, 4, (1,), AnswerDelta(1, "b", 2))
    tell(totals, clock, 5, (0,), Finished(0, FinishReason.STOP))
    tell(totals, clock, 7, (1,), Finished(1, FinishReason.STOP))
    tell(totals, clock, 9, (2,), PromptProgress(10, 10))
    assert (totals.tokens, totals.decode_s, totals.total_s) == (3, 4.0, 9.0)
    assert totals.decode_tokens_per_s == 0.75


def test_a_failure_ends_the_writing() -> None:
    totals, clock = counted()
    tell(totals, clock, 1, (0,), ThoughtDelta(0, "a", 1))
    clock.now = 103.0
    totals.add(LanesFailed((0,), EngineCrashed("gone")))
    clock.now = 109.0
    totals.add(StoppedEarly((1,), "why"))
    assert (totals.decode_s, totals.total_s) == (2.0, 9.0)


def test_loads_add_up() -> None:
    totals, _ = counted()
    for lanes in ((0, 1), (2,)):
        totals.add(ModelLoaded(lanes, SCRIPTED_MODEL))
    assert totals.load_s == 2 * SCRIPTED_MODEL.load_s


def test_nothing_written_has_no_speed() -> None:
    assert counted()[0].decode_tokens_per_s == 0
