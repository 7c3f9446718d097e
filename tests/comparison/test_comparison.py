"""Lanes on a scripted engine: what comes, in which order, and what is asked of the engine."""

from collections.abc import Callable

import pytest

from chatui.chat.events import AnswerDelta, FinishReason, ThoughtDelta
from chatui.chat.sampling import SamplingParams
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import LaneSpec, Question, specs_of
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.events import LaneEvent, LanesFailed, ModelLoaded, StoppedEarly
from chatui.comparison.lane import LaneState
from chatui.comparison.votes import vote_of
from chatui.engine.requests import LoadRequest, ModelInfo
from chatui.engine.script import LoadScript, PieceKind, Script, script_of, words
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineCrashed, ModelError
from tests.comparison.conftest import Closing
from tests.comparison.lanes import QUESTION, comparison_of, ends, plan_of, states, variant

AGREED = script_of("Let me add.", "It is \\boxed{5}.")


def said(**answers: str) -> Script:
    """Each lane, `lane0` and so on, thinks a word and says its answer."""
    pieces = [
        piece
        for name, answer in answers.items()
        for piece in (
            *words("Hmm.", PieceKind.THOUGHT, lane=int(name[4:])),
            *words(answer, PieceKind.ANSWER, lane=int(name[4:])),
        )
    ]
    return Script(tuple(pieces))


def test_all_lanes_of_a_batch_get_what_is_theirs(closing: Closing) -> None:
    engine = ScriptedEngine([said(lane0="one", lane1="two", lane2="three")])
    comparison = closing(comparison_of(lambda: engine, lanes_each=3, seed=40))
    items = list(comparison.play())
    assert [lane.answer for lane in comparison.lanes] == ["one", "two", "three"]
    assert ends(comparison) == [FinishReason.STOP] * 3
    assert not comparison.has_more
    assert [item.lanes for item in items if isinstance(item, ModelLoaded)] == [(0, 1, 2)]
    request = engine.requests[0]
    assert [lane.seed for lane in request.lanes] == [40, 41, 42]
    assert request.messages[-1].content == QUESTION.text


def test_each_variant_draws_by_its_own_rules(closing: Closing) -> None:
    engine = ScriptedEngine([AGREED])
    cold, hot = (variant(str(t), sampling=SamplingParams(temperature=t)) for t in (0.2, 1.2))
    comparison = closing(comparison_of(lambda: engine, (cold, hot), 2))
    list(comparison.play())
    temperatures = [lane.sampling.temperature for lane in engine.requests[0].lanes]
    assert temperatures == [0.2, 0.2, 1.2, 1.2]


def test_lanes_that_do_not_fit_into_a_batch_wait(closing: Closing) -> None:
    engine = ScriptedEngine([said(lane0="1", lane1="2"), said(lane0="3")])
    comparison = closing(comparison_of(lambda: engine, lanes_each=3, at_once=2))
    waiting = [
        comparison.lanes[2].state
        for item in comparison.play()
        if isinstance(item, LaneEvent) and item.lanes == (0,) and isinstance(item.event, AnswerDelta)
    ]
    assert waiting == [LaneState.WAITING]
    assert [lane.answer for lane in comparison.lanes] == ["1", "2", "3"]
    assert [len(request.lanes) for request in engine.requests] == [2, 1]


def test_a_model_is_loaded_once_for_all_its_batches(closing: Closing) -> None:
    loads: list[LoadRequest] = []

    class Counting(ScriptedEngine):
        def load(self, request: LoadRequest, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
            loads.append(request)
            return super().load(request, on_progress)

    engine = Counting([AGREED])
    variants = (variant("a"), variant("b", think=True), variant("c", path="/other.gguf"))
    list(closing(comparison_of(lambda: engine, variants, 2)).play())
    assert [load.path for load in loads] == [variants[0].launch.options.load.path, "/other.gguf"]
    assert [request.think for request in engine.requests] == [None, True, None]


def test_log_probabilities_are_kept_where_asked_for(closing: Closing) -> None:
    comparison = closing(comparison_of(lambda: ScriptedEngine([AGREED]), logprobs=True))
    list(comparison.play())
    assert comparison.lanes[0].token_ends == [3, 6, 11]
    assert len(comparison.lanes[0].logprobs) == 3


def test_more_lanes_can_be_added_when_all_are_over(closing: Closing) -> None:
    engine = ScriptedEngine([said(lane0="1"), said(lane0="2")])
    comparison = closing(comparison_of(lambda: engine))
    list(comparison.play())
    comparison.add(specs_of((variant(),), 1, 0, first=comparison.next_number))
    assert comparison.has_more
    list(comparison.play())
    assert [lane.answer for lane in comparison.lanes] == ["1", "2"]
    assert [lane.spec.seed for lane in comparison.lanes] == [0, 1]


def test_lanes_out_of_order_are_refused(closing: Closing) -> None:
    comparison = closing(comparison_of(lambda: ScriptedEngine([AGREED])))
    with pytest.raises(ValueError, match="go on from 1"):
        comparison.add([LaneSpec(5, variant(), 0)])
    with pytest.raises(ValueError, match="nothing was planned"):
        comparison.add([LaneSpec(1, variant(path="/other.gguf"), 0)])
    assert comparison.next_number == 1


def test_a_lane_is_run_again_with_its_seed_and_without_a_vote(closing: Closing) -> None:
    engine = ScriptedEngine([AGREED])
    comparison = closing(comparison_of(lambda: engine, lanes_each=2, seed=40))
    list(comparison.play())
    again = comparison.rerun(1)
    list(comparison.play())
    assert (again.number, again.spec.seed, again.spec.repeats) == (2, 41, 1)
    assert again.answer == comparison.lanes[1].answer
    assert vote_of(comparison.lanes).lanes == 2
    assert comparison.rerun(2).spec.repeats == 1


def test_the_shortest_thoughts_are_enough(closing: Closing) -> None:
    pieces = (
        *words("Hmm.", PieceKind.THOUGHT),
        *words("It is \\boxed{5}.", PieceKind.ANSWER, lane=0),
        *words("and so on " * 20, PieceKind.THOUGHT),
    )
    comparison = closing(
        comparison_of(
            lambda: ScriptedEngine([Script(pieces)], sleep=lambda _: None),
            lanes_each=3,
            early_stop=EarlyStop(thoughts=1),
        )
    )
    items = list(comparison.play())
    stopped = [item for item in items if isinstance(item, StoppedEarly)]
    assert [(item.lanes, item.why) for item in stopped] == [((1, 2), "1 of 3 thoughts are over.")]
    assert comparison.stopped_early == {1, 2}
    assert all(lane.state.is_over for lane in comparison.lanes)


def test_waiting_lanes_are_not_begun_when_the_vote_is_decided(closing: Closing) -> None:
    engine = ScriptedEngine([AGREED])
    comparison = closing(
        comparison_of(lambda: engine, lanes_each=5, at_once=3, early_stop=EarlyStop(when_decided=True))
    )
    list(comparison.play())
    assert comparison.lanes[0].has_vote
    assert comparison.stopped_early <= {3, 4}
    for number in comparison.stopped_early:
        assert comparison.lanes[number].finish_reason in (FinishReason.CANCELLED, FinishReason.STOP)


def test_a_model_that_cannot_be_loaded_fails_its_own_lanes_only(closing: Closing) -> None:
    class Choosy(ScriptedEngine):
        def load(self, request: LoadRequest, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
            if request.path == "/broken.gguf":
                raise ModelError("It is broken.")
            return super().load(request, on_progress)

    variants = (variant("a", path="/broken.gguf"), variant("b"))
    comparison = closing(comparison_of(lambda: Choosy([AGREED]), variants, 2))
    items = list(comparison.play())
    assert ends(comparison) == [FinishReason.ERROR] * 2 + [FinishReason.STOP] * 2
    assert [item.lanes for item in items if isinstance(item, LanesFailed)] == [(0, 1)]


def test_the_error_of_a_load_reaches_every_batch(closing: Closing) -> None:
    engine = ScriptedEngine([AGREED], load=LoadScript(error=ModelError("It is broken.")))
    comparison = closing(comparison_of(lambda: engine, lanes_each=3, at_once=2))
    list(comparison.play())
    assert states(comparison.lanes) == [LaneState.FAILED] * 3


def test_a_crash_keeps_what_was_said_and_the_next_batch_is_loaded_anew(closing: Closing) -> None:
    crash = Script(tuple(words("Let me", PieceKind.THOUGHT)), error=EngineCrashed("It is gone."))
    comparison = closing(comparison_of(lambda: ScriptedEngine([crash, AGREED]), lanes_each=3, at_once=2))
    items = list(comparison.play())
    assert ends(comparison) == [FinishReason.ERROR] * 2 + [FinishReason.STOP]
    assert [lane.thought for lane in comparison.lanes[:2]] == ["Let me"] * 2
    assert len([item for item in items if isinstance(item, ModelLoaded)]) == 2


def test_a_fault_of_the_program_is_an_error_of_its_lanes(closing: Closing) -> None:
    class Buggy(ScriptedEngine):
        def load(self, request: LoadRequest, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
            raise ZeroDivisionError("by nothing")

    comparison = closing(comparison_of(lambda: Buggy([AGREED])))
    list(comparison.play())
    assert "ZeroDivisionError" in str(comparison.lanes[0].error)


def test_together_each_model_has_an_engine(closing: Closing) -> None:
    engines: list[ScriptedEngine] = []

    def open_engine() -> ScriptedEngine:
        engines.append(ScriptedEngine([AGREED]))
        return engines[-1]

    variants = (variant("a"), variant("b", path="/other.gguf"), variant("c", think=True))
    comparison = closing(comparison_of(open_engine, variants, 2, together=True))
    list(comparison.play())
    assert ends(comparison) == [FinishReason.STOP] * 6
    assert [len(engine.requests) for engine in engines] == [2, 1]


def test_a_consumer_that_leaves_stops_nothing(closing: Closing) -> None:
    comparison = closing(comparison_of(lambda: ScriptedEngine([AGREED]), lanes_each=2))
    for item in comparison.play():
        if isinstance(item, LaneEvent) and isinstance(item.event, ThoughtDelta):
            break
    list(comparison.play())
    assert ends(comparison) == [FinishReason.STOP] * 2


def test_a_comparison_without_lanes_is_over() -> None:
    empty = Comparison(Question("?"), [], plan_of([variant()]), lambda: ScriptedEngine([AGREED]))
    assert list(empty.play()) == []
    empty.stop()
    empty.close()
