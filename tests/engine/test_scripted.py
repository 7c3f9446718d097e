"""The scripted engine plays what it is given, in order, and obeys like a real one."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    Notice,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
)
from chatui.chat.messages import Message, Role
from chatui.engine.base import Engine
from chatui.engine.requests import GenerateRequest, Lane, LoadRequest, Prefill
from chatui.engine.script import LoadScript, Piece, PieceKind, Script, script_of, words
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineCrashed, EngineError, ModelError

QUESTION = (Message(Role.USER, "How much?"),)


def no_sleep(seconds: float) -> None:
    """Wait for nothing."""


def ask(lanes: int = 1, logprobs: bool = False) -> GenerateRequest:
    return GenerateRequest(
        QUESTION, tuple(Lane(seed=7 + number) for number in range(lanes)), logprobs=logprobs
    )


def loaded(*scripts: Script, sleep: Callable[[float], None] = no_sleep) -> ScriptedEngine:
    engine = ScriptedEngine(scripts, sleep=sleep, turn_wait_s=0.01)
    engine.load(LoadRequest("tiny.gguf"))
    return engine


def text_of(events: list[Event], kind: type[ThoughtDelta] | type[AnswerDelta], lane: int = 0) -> str:
    return "".join(event.text for event in events if isinstance(event, kind) and event.lane == lane)


def test_it_is_an_engine() -> None:
    engine: Engine = ScriptedEngine.from_text("Hm.", "42")
    engine.close()
    engine.close()


def test_from_text_thinks_then_answers() -> None:
    engine = ScriptedEngine.from_text("Let me  see.\n", "It is 42.", 2, sleep=no_sleep)
    engine.load(LoadRequest("tiny.gguf"))
    events = list(engine.generate(ask()))
    assert text_of(events, ThoughtDelta) == "Let me  see.\n"
    assert text_of(events, AnswerDelta) == "It is 42."
    assert [event for event in events if isinstance(event, ThoughtEnded)] == [
        ThoughtEnded(0, ThoughtEnd.CLOSED, 4, 2.0)
    ]
    last = events[-1]
    assert isinstance(last, Finished)
    assert (last.finish_reason, last.seed) == (FinishReason.STOP, 7)
    assert (last.usage.thought_tokens, last.usage.answer_tokens) == (4, 3)
    assert last.timings.decode_tokens_per_s == 2
    assert last.timings.total_s == 4


@given(st.text())
def test_words_lose_nothing(text: str) -> None:
    assert "".join(piece.text for piece in words(text, PieceKind.ANSWER)) == text


def test_lanes_share_or_split_the_pieces() -> None:
    script = Script((Piece("both "), Piece("one", lane=1), Piece("nobody", lane=5)))
    events = list(loaded(script).generate(ask(lanes=2)))
    assert text_of(events, AnswerDelta, 0) == "both "
    assert text_of(events, AnswerDelta, 1) == "both one"
    assert [(event.lane, event.seed) for event in events if isinstance(event, Finished)] == [(0, 7), (1, 8)]


def test_logprobs_come_only_when_asked_for() -> None:
    script = Script((Piece("x", logprob=-0.5),))
    assert AnswerDelta(0, "x", 1, (-0.5,), (1,)) in loaded(script).generate(ask(logprobs=True))
    assert AnswerDelta(0, "x", 1) in loaded(script).generate(ask())


def test_notices_and_prompt_progress_come_first() -> None:
    script = Script((Piece("x"),), notices=("Mind this.",), prompt_tokens=10, prompt_steps=2)
    first = list(loaded(script).generate(ask()))[:3]
    assert first == [Notice("Mind this."), PromptProgress(5, 10), PromptProgress(10, 10)]


def test_scripts_follow_each_other_and_the_last_stays() -> None:
    engine = loaded(script_of("", "one"), script_of("", "two"))
    answers = [text_of(list(engine.generate(ask())), AnswerDelta) for _ in range(3)]
    assert answers == ["one", "two", "two"]
    assert engine.requests == [ask()] * 3


def test_cancel_ends_every_lane_inside_the_thought() -> None:
    engine = loaded(script_of("a b c d", "e"))
    events: list[Event] = []
    for event in engine.generate(ask(lanes=2)):
        events.append(event)
        if event == ThoughtDelta(1, "a", 1):
            engine.cancel()
    assert text_of(events, ThoughtDelta) == "a"
    assert [event.reason for event in events if isinstance(event, ThoughtEnded)] == [ThoughtEnd.CUT] * 2
    assert [event.finish_reason for event in events if isinstance(event, Finished)] == [
        FinishReason.CANCELLED
    ] * 2


def test_cancel_of_one_lane_leaves_the_other() -> None:
    engine = loaded(script_of("", "a b c"))
    events: list[Event] = []
    for event in engine.generate(ask(lanes=2)):
        events.append(event)
        if event == AnswerDelta(1, "a", 1):
            engine.cancel(0)
    assert text_of(events, AnswerDelta, 0) == "a"
    assert text_of(events, AnswerDelta, 1) == "a b c"


def test_cancel_during_the_prompt() -> None:
    script = Script((Piece("x"),), prompt_steps=3)
    engine = loaded(script)
    events: list[Event] = []
    for event in engine.generate(ask()):
        events.append(event)
        engine.cancel()
    assert [type(event) for event in events] == [PromptProgress, Finished]


def test_a_cancel_between_turns_does_nothing() -> None:
    engine = loaded(script_of("", "a"))
    engine.cancel()
    assert text_of(list(engine.generate(ask())), AnswerDelta) == "a"


def test_an_error_comes_after_the_pieces() -> None:
    engine = loaded(Script((Piece("half"),), error=EngineCrashed("The engine ended.")))
    events: list[Event] = []
    with pytest.raises(EngineCrashed, match="The engine ended"):
        events.extend(engine.generate(ask()))
    assert text_of(events, AnswerDelta) == "half"
    assert not any(isinstance(event, Finished) for event in events)


def test_load_reports_progress_and_pauses() -> None:
    pauses: list[float] = []
    fractions: list[float] = []
    engine = ScriptedEngine([Script()], load=LoadScript(steps=2, pause_s=0.5), sleep=pauses.append)
    info = engine.load(LoadRequest("other.gguf", n_lanes=3), fractions.append)
    assert (info.path, info.n_lanes) == ("other.gguf", 3)
    assert fractions == [0.5, 1.0]
    assert pauses == [0.5, 0.5]


def test_a_load_can_fail_or_be_stopped() -> None:
    broken = ScriptedEngine([Script()], load=LoadScript(error=ModelError("Not a model.")), sleep=no_sleep)
    with pytest.raises(ModelError):
        broken.load(LoadRequest("x.gguf"))
    stopped = ScriptedEngine([Script()], sleep=no_sleep)
    with pytest.raises(EngineError, match="stopped"):
        stopped.load(LoadRequest("x.gguf"), lambda fraction: stopped.cancel())


def test_nothing_is_said_without_a_model() -> None:
    engine = ScriptedEngine.from_text("", "a")
    with pytest.raises(EngineError, match="No model"):
        list(engine.generate(ask()))


def test_one_generation_at_a_time() -> None:
    engine = loaded(script_of("", "a b"))
    first = iter(engine.generate(ask()))
    next(first)
    with pytest.raises(EngineError, match="busy"):
        list(engine.generate(ask()))
    del first  # closing the iterator gives the turn back
    assert text_of(list(engine.generate(ask())), AnswerDelta) == "a b"


def test_an_engine_needs_a_script() -> None:
    with pytest.raises(ValueError, match="at least one"):
        ScriptedEngine([])


def test_a_prefill_is_counted_and_its_thought_is_over() -> None:
    engine = loaded(script_of("", " c d"))
    request = replace(ask(), prefill=Prefill("one two three", "a b"))
    events = list(engine.generate(request))
    assert not any(isinstance(event, ThoughtEnded) for event in events)
    (end,) = (event for event in events if isinstance(event, Finished))
    assert (end.usage.thought_tokens, end.usage.answer_tokens, len(end.token_ids)) == (3, 4, 2)
