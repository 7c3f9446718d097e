"""A conversation keeps what came, whatever ends a turn."""

from collections.abc import Sequence
from itertools import takewhile

import pytest

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason, LoadProgress, Notice, ThoughtDelta
from chatui.chat.messages import Message, Role
from chatui.chat.sampling import SEED_LIMIT, SamplingParams
from chatui.engine.requests import LoadRequest
from chatui.engine.script import LoadScript, Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineCrashed, EngineError, PromptError
from chatui.session import ChatSession, SessionOptions

GOOD = script_of("Let me add.", "It is 5.")
CRASH = Script(
    script_of("Let me", " add").pieces, error=EngineCrashed("The engine ended by SIGSEGV.", "Ask again.")
)


def session(*scripts: Script, seed: int = 7, system: str = "", load: LoadScript | None = None) -> ChatSession:
    options = SessionOptions(LoadRequest("model.gguf"), SamplingParams(top_k=3), system, seed=seed)
    return ChatSession(ScriptedEngine(scripts or (GOOD,), load=load), options)


def engine_of(chat: ChatSession) -> ScriptedEngine:
    assert isinstance(chat.engine, ScriptedEngine)
    return chat.engine


def seeds(chat: ChatSession) -> list[int]:
    return [request.lanes[0].seed for request in engine_of(chat).requests]


def text_of(events: Sequence[Event], kind: type[ThoughtDelta] | type[AnswerDelta]) -> str:
    return "".join(event.text for event in events if isinstance(event, kind))


def test_a_turn_is_answered_and_kept() -> None:
    chat = session()
    events = list(chat.send("2 + 3?"))
    assert text_of(events, AnswerDelta) == "It is 5."
    assert isinstance(events[-1], Finished)
    assert chat.messages == [Message(Role.USER, "2 + 3?"), Message(Role.ASSISTANT, "It is 5.", "Let me add.")]


def test_a_notice_that_holds_for_every_turn_is_told_once() -> None:
    told = Script(notices=("A template was supplied.",))
    chat = session(told, told)
    events = [*chat.send("one"), *chat.send("two")]
    assert [event for event in events if isinstance(event, Notice)] == [Notice("A template was supplied.")]


def test_the_model_is_loaded_once() -> None:
    chat = session()
    loads = [event for _ in range(2) for event in chat.send("Hi") if isinstance(event, LoadProgress)]
    assert [load.fraction for load in loads] == [0.0, 1.0]


def test_progress_of_a_load_is_passed_on() -> None:
    fractions: list[float] = []
    chat = session()
    assert chat.load(fractions.append) is chat.load()
    assert fractions == [0.25, 0.5, 0.75, 1.0]


def test_the_next_turn_sees_the_ones_before() -> None:
    chat = session(system="Be brief.")
    list(chat.send("one"))
    list(chat.send("two"))
    sent = engine_of(chat).requests[-1].messages
    assert [(message.role, message.content) for message in sent] == [
        ("system", "Be brief."),
        ("user", "one"),
        ("assistant", "It is 5."),
        ("user", "two"),
    ]


def test_options_reach_the_engine() -> None:
    chat = session()
    list(chat.send("Hi"))
    assert engine_of(chat).requests[0].lanes[0].sampling == SamplingParams(top_k=3)


def test_each_turn_has_the_next_seed() -> None:
    chat = session(seed=SEED_LIMIT - 1)
    for _ in range(2):
        list(chat.send("Hi"))
    assert seeds(chat) == [SEED_LIMIT - 1, 0]


def test_a_stopped_turn_uses_its_seed_up() -> None:
    chat = session()
    for event in chat.send("Hi"):
        if isinstance(event, ThoughtDelta):
            chat.stop()
    list(chat.send("Hi"))
    assert seeds(chat) == [7, 8]


def test_a_stop_keeps_what_came() -> None:
    chat = session()
    events: list[Event] = []
    for event in chat.send("Hi"):
        events.append(event)
        if isinstance(event, ThoughtDelta):
            chat.stop()
    assert isinstance(events[-1], Finished)
    assert events[-1].finish_reason is FinishReason.CANCELLED
    assert chat.messages[-1] == Message(Role.ASSISTANT, "", "Let")


def test_not_listening_any_more_stops_and_keeps_what_came() -> None:
    chat = session()
    events = chat.send("Hi")
    heard = list(takewhile(lambda event: not isinstance(event, AnswerDelta), events))
    del events
    assert text_of(heard, ThoughtDelta) == "Let me add."
    assert chat.messages[-1].thought == "Let me add."
    # The scripted engine serves one turn at a time, so a turn that were still open would block this one.
    assert text_of(list(chat.send("Again")), AnswerDelta) == "It is 5."


def test_a_crash_keeps_what_came_and_the_next_turn_loads_again() -> None:
    chat = session(CRASH, GOOD)
    with pytest.raises(EngineCrashed, match="SIGSEGV"):
        list(chat.send("Hi"))
    assert chat.messages[-1] == Message(Role.ASSISTANT, " add", "Let me")
    assert chat.info is None
    events = list(chat.send("And now?"))
    assert isinstance(events[0], LoadProgress)
    assert text_of(events, AnswerDelta) == "It is 5."
    assert seeds(chat) == [7, 8]


@pytest.mark.parametrize("prompt", ["", " \n\t"])
def test_an_empty_prompt_is_refused_before_anything_is_loaded(prompt: str) -> None:
    chat = session()
    with pytest.raises(PromptError, match="empty"):
        list(chat.send(prompt))
    assert chat.info is None
    assert chat.messages == []


def test_a_prompt_that_is_refused_leaves_no_trace() -> None:
    chat = session(Script(error=PromptError("The prompt has 9,000 tokens.", "Shorten it.")), GOOD)
    with pytest.raises(PromptError):
        list(chat.send("Hi"))
    assert chat.messages == []
    list(chat.send("Hi"))
    assert seeds(chat) == [7, 7]


def test_a_failed_load_is_tried_again() -> None:
    chat = session(load=LoadScript(error=EngineError("There is no memory for it.", "Give a smaller --ctx.")))
    for _ in range(2):
        with pytest.raises(EngineError, match="no memory"):
            list(chat.send("Hi"))
    assert chat.messages == []


def test_clearing_forgets_the_messages_and_keeps_the_model() -> None:
    chat = session()
    list(chat.send("Hi"))
    chat.clear()
    assert chat.messages == []
    assert chat.info is not None


def test_closing_ends_the_engine() -> None:
    chat = session()
    chat.load()
    chat.close()
    with pytest.raises(EngineError):
        list(chat.send("Hi"))


def test_another_model_reads_what_was_said_and_the_seeds_go_on() -> None:
    chat = session(GOOD, Script(GOOD.pieces, notices=("Told.",)), seed=7)
    list(chat.send("Hi"))
    other = SessionOptions(LoadRequest("other.gguf"), SamplingParams(top_k=9), "Be brief.", seed=99)
    chat.use(other)
    assert chat.info is None
    events = list(chat.send("And now?"))
    assert chat.info is not None
    assert chat.info.path == "other.gguf"
    assert any(isinstance(event, LoadProgress) for event in events)
    request = engine_of(chat).requests[-1]
    assert [message.content for message in request.messages] == ["Be brief.", "Hi", "It is 5.", "And now?"]
    assert request.lanes[0].sampling.top_k == 9
    assert seeds(chat) == [7, 8]


def test_another_model_may_say_what_the_one_before_said_already() -> None:
    told = Script(GOOD.pieces, notices=("The thought cannot be switched off.",))
    chat = session(told)
    list(chat.send("Hi"))
    chat.use(chat.options)
    assert any(isinstance(event, Notice) for event in chat.send("Hi"))
