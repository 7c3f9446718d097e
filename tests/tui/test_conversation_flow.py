import time
from collections.abc import Callable, Iterator, Sequence

import pytest

from chatui.chat.events import Event
from chatui.chat.messages import Role
from chatui.engine.requests import GenerateRequest, LoadRequest, ModelInfo
from chatui.engine.script import LoadScript, Piece, PieceKind, Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineCrashed, ModelError, PromptError
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.conversation_flow import ConversationFlow
from chatui.tui.flow_update import Update
from chatui.tui.state_text import turn_text
from chatui.tui.turn import Phase, Turn
from tests.tui.conftest import Gate

GATED = Script((Piece("first ", PieceKind.THOUGHT), Piece("second", PieceKind.THOUGHT, pause_s=1)))
OPTIONS = SessionOptions(LoadRequest("x.gguf"))
PLAIN = script_of("Two and two.", "4")


def flow_of(
    scripts: Sequence[Script] = (PLAIN,),
    load: LoadScript | None = None,
    sleep: Callable[[float], None] = lambda _: None,
) -> tuple[ConversationFlow, StoredSession]:
    session = StoredSession(ScriptedEngine(scripts, load=load, sleep=sleep), OPTIONS)
    return ConversationFlow(session), session


def poll_until(flow: ConversationFlow, holds: Callable[[], bool]) -> list[Update]:
    updates = []
    for _ in range(2000):
        updates.append(flow.poll(time.monotonic()))
        if holds():
            return updates
        time.sleep(0.005)
    raise AssertionError("It never came to this.")


def run(flow: ConversationFlow) -> list[Update]:
    return poll_until(flow, lambda: not flow.is_busy)


def asked(flow: ConversationFlow, question: str = "2 + 2?") -> Turn:
    turn = flow.ask(question)
    assert turn is not None
    return turn


def test_a_turn_loads_the_model_and_ends() -> None:
    flow, session = flow_of()
    turn = asked(flow)
    updates = run(flow)
    assert (turn.phase, turn.answer.text, turn.thought.text) == (Phase.DONE, "4", "Two and two.")
    assert "".join(update.thought for update in updates) == "Two and two."
    assert "".join(update.answer for update in updates) == "4"
    assert [update.ended for update in updates if update.ended] == [turn]
    assert [message.role for message in session.messages] == [Role.USER, Role.ASSISTANT]
    assert flow.n_ctx == 4096


def test_a_question_during_the_load_waits_and_shows_its_progress() -> None:
    gate = Gate()
    flow, _ = flow_of(load=LoadScript(steps=2, pause_s=1), sleep=gate.sleep)
    flow.load()
    turn = asked(flow)
    gate.open()
    poll_until(flow, lambda: turn.phase is Phase.LOADING and turn.fraction == 0.5)
    assert flow.ask("another") is None
    gate.open()
    run(flow)
    assert turn.phase is Phase.DONE


def test_a_second_question_is_not_taken_while_one_runs() -> None:
    gate = Gate()
    flow, _ = flow_of([GATED, PLAIN], sleep=gate.sleep)
    turn = asked(flow)
    poll_until(flow, lambda: bool(turn.thought.pieces))
    assert flow.ask("too soon") is None
    gate.open()
    run(flow)


def test_a_stop_keeps_what_came_and_a_question_after_it_waits_for_it() -> None:
    gate = Gate()
    flow, session = flow_of([GATED, PLAIN], sleep=gate.sleep)
    first = asked(flow, "first")
    poll_until(flow, lambda: bool(first.thought.pieces))
    assert flow.stop()
    assert flow.is_stopping
    second = asked(flow, "second")
    assert turn_text(second, 0) == "waiting"
    gate.open()
    run(flow)
    assert (first.phase, first.thought.text) == (Phase.STOPPED, "first ")
    assert second.phase is Phase.DONE
    assert len(session.messages) == 4


def test_stop_without_anything_running() -> None:
    flow, _ = flow_of()
    assert not flow.stop()


def test_a_stopped_load_ends_the_question_that_waited() -> None:
    gate = Gate()
    flow, _ = flow_of(load=LoadScript(steps=1, pause_s=1), sleep=gate.sleep)
    flow.load()
    turn = asked(flow)
    flow.stop()
    gate.open()
    run(flow)
    assert turn.phase is Phase.STOPPED
    assert not flow.load_failed


def test_a_stop_before_the_engine_began_is_not_lost() -> None:
    gate = Gate()

    class LateEngine(ScriptedEngine):
        def load(self, request: LoadRequest, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
            gate.sleep(1)
            return super().load(request, on_progress)

    flow = ConversationFlow(StoredSession(LateEngine([PLAIN], sleep=lambda _: None), OPTIONS))
    turn = asked(flow)
    flow.stop()
    gate.open()
    run(flow)
    assert turn.phase is Phase.STOPPED
    assert turn.is_empty


def test_a_load_that_fails_is_told_once_and_the_next_question_tries_again() -> None:
    error = ModelError("x.gguf is not a model.", "Download it again.")
    flow, _ = flow_of(load=LoadScript(error=error))
    flow.load()
    updates = run(flow)
    assert [update.load_error for update in updates if update.load_error] == [error]
    assert flow.load_failed
    turn = asked(flow)
    updates = run(flow)
    assert (turn.phase, turn.error, turn.hint) == (Phase.INTERRUPTED, error.message, error.hint)
    assert not any(update.load_error for update in updates)


def test_a_crash_keeps_the_partial_answer_and_the_next_question_loads_again() -> None:
    pieces = (Piece("so far", PieceKind.ANSWER),)
    crash = Script(pieces, error=EngineCrashed("The engine's process ended (SIGSEGV).", "Ask again."))
    flow, session = flow_of([crash, PLAIN])
    first = asked(flow)
    run(flow)
    assert (first.phase, first.answer.text) == (Phase.INTERRUPTED, "so far")
    assert not flow.is_loaded
    second = asked(flow)
    run(flow)
    assert second.phase is Phase.DONE
    assert session.messages[1].content == "so far"


def test_a_refused_prompt_is_told() -> None:
    flow, session = flow_of([Script(error=PromptError("The prompt is too long.", "Shorten it."))])
    turn = asked(flow)
    run(flow)
    assert (turn.phase, turn.error, turn.is_empty) == (Phase.INTERRUPTED, "The prompt is too long.", True)
    assert session.messages == []


def test_a_new_conversation_while_one_runs_forgets_it_once_it_has_ended() -> None:
    gate = Gate()
    flow, session = flow_of([GATED, PLAIN], sleep=gate.sleep)
    first = asked(flow)
    poll_until(flow, lambda: bool(first.thought.pieces))
    flow.clear()
    second = asked(flow, "anew")
    gate.open()
    run(flow)
    assert second.phase is Phase.DONE
    assert [message.content for message in session.messages] == ["anew", "4"]


def test_a_new_conversation_between_turns_forgets_at_once() -> None:
    flow, session = flow_of()
    asked(flow)
    run(flow)
    flow.clear()
    run(flow)
    assert session.messages == []


class FaultyEngine(ScriptedEngine):
    """Ends a generation in a way that no engine should."""

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        raise ZeroDivisionError("a fault")


class MuteEngine(ScriptedEngine):
    """Ends a generation without a word."""

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        return iter(())


@pytest.mark.parametrize("engine", [FaultyEngine, MuteEngine])
def test_no_fault_leaves_a_turn_running(engine: type[ScriptedEngine]) -> None:
    session = StoredSession(engine([PLAIN]), OPTIONS)
    flow = ConversationFlow(session)
    turn = asked(flow)
    run(flow)
    assert turn.phase is Phase.INTERRUPTED
    assert turn.error


def test_closing_while_it_runs_ends_the_thread() -> None:
    gate = Gate()
    flow, _ = flow_of([GATED], sleep=gate.sleep)
    turn = asked(flow)
    poll_until(flow, lambda: bool(turn.thought.pieces))
    gate.open()
    flow.close()
    run(flow)
    assert turn.phase in (Phase.STOPPED, Phase.DONE)


def test_fifty_fast_stops_and_questions_never_run_two_at_once() -> None:
    class Counting(ScriptedEngine):
        at_once = 0
        most = 0

        def generate(self, request: GenerateRequest) -> Iterator[Event]:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
            try:
                yield from super().generate(request)
            finally:
                self.at_once -= 1

    engine = Counting([script_of("one two three four five", "six")], sleep=lambda _: time.sleep(0.0005))
    flow = ConversationFlow(StoredSession(engine, OPTIONS))
    turns = []
    for number in range(50):
        turn = flow.ask(f"question {number}")
        turns += [turn] if turn else []
        flow.poll(time.monotonic())
        flow.stop()
    run(flow)
    assert engine.most == 1
    assert turns
    assert all(turn.phase.is_over for turn in turns)
