"""The flow of a conversation while its model is changed."""

from chatui.chat.messages import Role
from chatui.engine.requests import LoadRequest
from chatui.engine.script import LoadScript, script_of
from chatui.errors import ModelError
from chatui.session import SessionOptions
from chatui.tui.turn import Phase
from tests.tui.conftest import Gate
from tests.tui.test_conversation_flow import GATED, PLAIN, asked, flow_of, poll_until, run

OTHER = SessionOptions(LoadRequest("other.gguf"))


def test_between_turns_the_other_model_is_loaded_and_the_messages_stay() -> None:
    flow, session = flow_of()
    asked(flow)
    run(flow)
    flow.use(OTHER)
    run(flow)
    assert session.info is not None
    assert session.info.path == "other.gguf"
    assert [message.role for message in session.messages] == [Role.USER, Role.ASSISTANT]


def test_a_turn_that_runs_is_stopped_first() -> None:
    gate = Gate()
    flow, session = flow_of([GATED, PLAIN], sleep=gate.sleep)
    turn = asked(flow)
    poll_until(flow, lambda: bool(turn.thought.pieces))
    flow.use(OTHER)
    gate.open()
    run(flow)
    assert turn.phase is Phase.STOPPED
    assert session.info is not None
    assert session.info.path == "other.gguf"


def test_a_question_that_waits_for_a_load_is_put_to_the_other_model() -> None:
    gate = Gate()
    flow, session = flow_of(load=LoadScript(steps=1, pause_s=1), sleep=gate.sleep)
    flow.load()
    turn = asked(flow)
    flow.use(OTHER)
    gate.open(2)
    run(flow)
    assert turn.phase is Phase.DONE
    assert session.info is not None
    assert session.info.path == "other.gguf"


def test_the_last_of_several_models_is_used() -> None:
    gate = Gate()
    flow, session = flow_of(load=LoadScript(steps=1, pause_s=1), sleep=gate.sleep)
    flow.load()
    for name in ("one", "two", "three"):
        flow.use(SessionOptions(LoadRequest(name)))
    gate.open(2)
    run(flow)
    assert session.info is not None
    assert session.info.path == "three"


def test_a_new_conversation_and_another_model_at_once() -> None:
    gate = Gate()
    flow, session = flow_of([GATED, PLAIN], sleep=gate.sleep)
    turn = asked(flow)
    poll_until(flow, lambda: bool(turn.thought.pieces))
    flow.clear()
    flow.use(OTHER)
    gate.open()
    run(flow)
    assert session.messages == []
    assert session.info is not None


def test_a_model_that_does_not_load_is_told_and_another_can_be_used() -> None:
    error = ModelError("other.gguf is not a model.", "Choose another.")
    flow, session = flow_of([script_of("a", "b")], load=LoadScript(error=error))
    flow.use(OTHER)
    updates = run(flow)
    assert [update.load_error for update in updates if update.load_error] == [error]
    assert flow.load_failed
    flow.use(OTHER)
    assert not flow.load_failed
    run(flow)
    assert session.info is None
