"""One request's answers are told from another's, and only an engine that does not stop is ended."""

from pathlib import Path
from queue import Empty
from typing import cast

import pytest

from chatui.chat.events import AnswerDelta
from chatui.engine.exchange import Exchange, Limits
from chatui.engine.messages import Cancel, Done, EventMessage, Failed, Report
from chatui.engine.process import EngineProcess, Received
from chatui.engine.watch import Vitals
from chatui.errors import EngineCrashed, EngineError

NOW = Limits(cancel_grace_s=0.0)


def delta(request_id: int) -> EventMessage:
    return EventMessage(request_id, AnswerDelta(0, "x", 1))


class Stub:
    """A process whose inbox is a list; `endless` says the same for ever when that is used up."""

    def __init__(self, *inbox: Received, endless: Received | None = None) -> None:
        self.sent: list[object] = []
        self.is_killed = False
        self.inbox = self
        self._waiting = list(inbox)
        self._endless = endless

    def send(self, message: object) -> None:
        self.sent.append(message)

    def kill(self) -> None:
        self.is_killed = True

    def vitals(self) -> Vitals:
        return Vitals(0.0, 0)

    def empty(self) -> bool:
        return not self._waiting

    def get(self, timeout: float) -> Received:
        if self._waiting:
            return self._waiting.pop(0)
        if self._endless:
            return self._endless
        raise Empty


def exchange(stub: Stub, limits: Limits = NOW) -> Exchange:
    return Exchange(cast(EngineProcess, stub), Report(2), limits, Path("engine.log"))


def test_what_belongs_to_another_request_is_left_out() -> None:
    stub = Stub(delta(1), Done(1), Failed(1, "EngineError", "Old.", ""), delta(2), Done(2))
    assert list(exchange(stub).answers()) == [delta(2), Done(2)]
    assert stub.sent == [Report(2)]


def test_the_end_of_a_cancelled_request_may_be_heard_late() -> None:
    stub = Stub(delta(2), delta(2), Done(2))
    talk = exchange(stub)
    answers = talk.answers()
    next(answers)
    talk.cancel(None)
    assert list(answers) == [delta(2), Done(2)]
    assert stub.sent == [Report(2), Cancel(2, None)]
    assert not stub.is_killed


def test_an_engine_that_goes_on_after_a_cancel_is_ended() -> None:
    stub = Stub(endless=delta(2))
    talk = exchange(stub)
    talk.cancel(None)
    with pytest.raises(EngineCrashed, match="did not stop within 0 seconds"):
        list(talk.answers())
    assert stub.is_killed


def test_the_cancel_of_one_lane_ends_nothing_else() -> None:
    talk = exchange(stub := Stub(delta(2), Done(2)))
    talk.cancel(0)
    assert list(talk.answers()) == [delta(2), Done(2)]
    assert not stub.is_killed


def test_a_request_that_is_given_up_is_waited_for() -> None:
    talk = exchange(stub := Stub(Done(1), delta(2), Done(2), Done(3)))
    talk.abandon()
    assert talk.is_over
    assert not stub.is_killed
    assert stub.get(0) == Done(3)


def test_a_process_that_cannot_go_on_is_ended() -> None:
    talk = exchange(stub := Stub(Failed(None, "EngineError", "No backend.", "Build one.")))
    with pytest.raises(EngineError, match="No backend"):
        list(talk.answers())
    assert stub.is_killed
