"""A turn in a thread: every event arrives, and a signal ends it at any moment."""

import signal
from collections.abc import Callable
from functools import partial
from threading import Event as Flag

import pytest

from chatui.chat.events import Event, Finished, FinishReason, LoadProgress, PromptProgress, ThoughtDelta
from chatui.cli.turn import TurnRecord, play
from chatui.engine.requests import LoadRequest
from chatui.engine.script import LoadScript, Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineError
from chatui.session import ChatSession, SessionOptions

LONG = script_of("Hmm " * 2000, "5", tokens_per_s=200)


def session(script: Script = LONG, load: LoadScript | None = None) -> ChatSession:
    return ChatSession(ScriptedEngine([script], load=load), SessionOptions(LoadRequest("model.gguf")))


def played(
    chat: ChatSession, act: Callable[[Event], None] = lambda event: None
) -> tuple[list[Event], TurnRecord]:
    record = TurnRecord()
    events = []
    for event in play(chat, partial(chat.send, "Hi"), record):
        events.append(event)
        act(event)
    return events, record


def test_everything_arrives_in_order() -> None:
    events, record = played(session(script_of("Let me add.", "It is 5.")))
    assert (record.thought, record.answer, record.exit_code) == ("Let me add.", "It is 5.", 0)
    assert isinstance(events[0], LoadProgress)
    assert isinstance(events[-1], Finished)


def test_load_progress_comes_in_steps() -> None:
    events, _ = played(session(script_of("a", "b"), LoadScript(steps=1000)))
    assert sum(isinstance(event, LoadProgress) for event in events) == 21


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
@pytest.mark.parametrize("moment", [LoadProgress, PromptProgress, ThoughtDelta])
def test_a_signal_ends_the_turn(moment: type[Event], number: signal.Signals, code: int) -> None:
    done = Flag()

    def interrupt(event: Event) -> None:
        if isinstance(event, moment) and not done.is_set():
            done.set()
            signal.raise_signal(number)

    chat = session(load=LoadScript(steps=400, pause_s=0.01) if moment is LoadProgress else None)
    before = signal.getsignal(number)
    _, record = played(chat, interrupt)
    assert record.exit_code == code
    assert record.error is None
    assert record.finish_reason is FinishReason.CANCELLED
    assert signal.getsignal(number) == before
    assert [message.thought for message in chat.messages[1:]] == ([record.thought] if record.thought else [])


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        done = Flag()

        def hang_up(event: Event) -> None:
            if not done.is_set():
                done.set()
                signal.raise_signal(signal.SIGHUP)

        _, record = played(session(script_of("Hmm", "5")), hang_up)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert (record.exit_code, record.answer) == (0, "5")


def test_an_error_is_kept_beside_what_came() -> None:
    _, record = played(session(Script(script_of("Hmm", "5").pieces, error=EngineError("No.", "Yes."))))
    assert (record.exit_code, record.answer) == (1, "5")
    assert str(record.error) == "No. Yes."
    assert record.finish_reason is FinishReason.ERROR


def test_a_fault_reaches_the_main_thread() -> None:
    def fault(seconds: float) -> None:
        raise RuntimeError("a fault")

    chat = ChatSession(ScriptedEngine([LONG], sleep=fault), SessionOptions(LoadRequest("model.gguf")))
    with pytest.raises(RuntimeError, match="a fault"):
        played(chat)


def test_not_listening_any_more_stops_the_engine() -> None:
    chat = session()
    events = play(chat, partial(chat.send, "Hi"), TurnRecord())
    for event in events:
        if isinstance(event, ThoughtDelta):
            break
    events.close()
    assert chat.messages[-1].thought.startswith("Hmm")
