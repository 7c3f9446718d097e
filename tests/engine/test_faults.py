"""Whatever the engine's process does wrong, and when: it is said, what came stands, and it starts again."""

import os
import signal
import sys
from pathlib import Path

import pytest

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason, Notice, ThoughtDelta
from chatui.engine.client import EngineClient
from chatui.engine.exchange import Limits
from chatui.engine.requests import LoadRequest
from chatui.errors import EngineCrashed
from tests.engine.conftest import StartEngine, is_gone, question, wait_until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the faults are POSIX signals")

DEATHS = {
    "segv": "The engine was ended by SIGSEGV (a crash in native code)",
    "abort": "The engine was ended by SIGABRT (a check in native code failed), after it wrote "
    '"model.c:7: [31mCHECK(n > 0) failed".',
    "ill": "The engine was ended by SIGILL (an instruction that this processor does not have)",
    "kill": "The engine was ended by SIGKILL (probably out of memory)",
    "exit": "The engine ended with exit code 0",
    "garbage": "The engine sent something that is no message: not a line of JSON",
    "half": "The engine ended with exit code 0",
}
HANGS = ("deadlock", "native", "gil")
IMPATIENT = Limits(stall_s=1.5, cancel_grace_s=1.5)


def provoke(engine: EngineClient, fault: str, phase: str, events: list[Event]) -> None:
    """Make the fault happen; `events` gets what comes before it."""
    engine.load(LoadRequest(f"{fault}@load" if phase == "load" else "good"))
    asked = f"{fault}@{phase}" if phase == "stop" else f"{fault}@{phase} 2 3 4 5 6 7 8 9 10 11"
    for event in engine.generate(question(asked)):
        events.append(event)
        if phase == "stop":
            engine.cancel()


def crash(engine: EngineClient, fault: str, phase: str) -> tuple[list[Event], EngineCrashed]:
    """The events before the fault and the error that it became."""
    events: list[Event] = []
    with pytest.raises(EngineCrashed) as caught:
        provoke(engine, fault, phase, events)
    return events, caught.value


def check_it_works_again(engine: EngineClient, phase: str) -> None:
    """Ask once more; the model is loaded again by itself, unless it never was."""
    if phase == "load":
        engine.load(LoadRequest("good"))
    events = list(engine.generate(question("again")))
    assert phase == "load" or isinstance(events[0], Notice)
    assert AnswerDelta(0, "again", 1) in events
    assert events[-1] == Finished(0, FinishReason.STOP)


@pytest.mark.parametrize("phase", ["load", "prompt", "token", "stop"])
@pytest.mark.parametrize("fault", DEATHS)
def test_a_death_is_named_and_the_engine_starts_again(
    start_engine: StartEngine, log_path: Path, fault: str, phase: str
) -> None:
    engine = start_engine()
    events, error = crash(engine, fault, phase)
    assert error.message.startswith(DEATHS[fault])
    assert str(log_path) in error.hint
    assert "starts it again" in error.hint
    assert engine.pid is None
    if phase == "token":
        assert ThoughtDelta(0, "thinking", 1) in events
    check_it_works_again(engine, phase)


@pytest.mark.parametrize(
    ("fault", "phase"),
    [
        ("deadlock", "load"),
        ("deadlock", "prompt"),
        ("deadlock", "token"),
        ("native", "prompt"),
        ("gil", "load"),
    ],
)
def test_a_hang_is_ended_and_the_engine_starts_again(
    start_engine: StartEngine, fault: str, phase: str
) -> None:
    engine = start_engine(limits=IMPATIENT)
    _, error = crash(engine, fault, phase)
    assert error.message == "The engine stopped answering and was ended."
    check_it_works_again(engine, phase)


@pytest.mark.parametrize("fault", HANGS)
def test_a_stop_that_hangs_is_ended(start_engine: StartEngine, fault: str) -> None:
    engine = start_engine(limits=Limits(cancel_grace_s=0.3))
    _, error = crash(engine, fault, "stop")
    assert error.message == "The engine did not stop within 0.3 seconds and was ended."
    check_it_works_again(engine, "stop")


def test_a_frozen_process_is_ended(start_engine: StartEngine) -> None:
    engine = start_engine(limits=IMPATIENT)
    engine.load(LoadRequest("good"))
    answers = engine.generate(question("long"))
    next(answers)
    assert engine.pid
    os.kill(engine.pid, signal.SIGSTOP)
    with pytest.raises(EngineCrashed, match="stopped answering"):
        list(answers)
    check_it_works_again(engine, "token")


def test_a_frozen_process_does_not_block_a_large_question(start_engine: StartEngine) -> None:
    engine = start_engine(limits=IMPATIENT)
    engine.load(LoadRequest("good"))
    assert engine.pid
    os.kill(engine.pid, signal.SIGSTOP)
    with pytest.raises(EngineCrashed, match="stopped answering"):
        list(engine.generate(question("large " * 100_000)))


def test_death_while_idle_costs_nothing_but_the_time_to_load(start_engine: StartEngine) -> None:
    engine = start_engine()
    engine.load(LoadRequest("good"))
    dead = engine.pid
    assert dead
    os.kill(dead, signal.SIGKILL)
    wait_until(lambda: engine.pid is None)
    check_it_works_again(engine, "token")
    assert engine.pid != dead


def test_what_the_engine_has_started_ends_with_it(start_engine: StartEngine, log_path: Path) -> None:
    engine = start_engine("faults:Founder", limits=IMPATIENT)
    engine.load(LoadRequest("good"))
    with pytest.raises(EngineCrashed, match="stopped answering"):
        list(engine.generate(question("found")))
    started = [line.split() for line in log_path.read_text().splitlines() if line.startswith("started")]
    wait_until(lambda: is_gone(int(started[0][1])))
