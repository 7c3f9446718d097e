"""A cancel reaches the request that it is meant for and no other."""

from collections.abc import Callable, Iterator

from chatui.chat.events import Event
from chatui.engine.cancellation import Cancellation
from chatui.engine.requests import EngineReport, GenerateRequest, LoadRequest, ModelInfo


class Recorder:
    """A backend that only notes what it is told about cancels."""

    def __init__(self) -> None:
        self.cancelled: list[int | None] = [99]

    def cancel(self, lane: int | None) -> None:
        self.cancelled.append(lane)

    def clear_cancel(self) -> None:
        self.cancelled.clear()

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        raise NotImplementedError

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        raise NotImplementedError

    def report(self) -> EngineReport:
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError


def test_a_cancel_reaches_the_running_request() -> None:
    backend, cancellation = Recorder(), Cancellation()
    with cancellation.running(1, backend):
        assert backend.cancelled == []
        cancellation.cancel(1, 3)
        cancellation.cancel_running()
        assert backend.cancelled == [3, None]


def test_an_early_cancel_waits_for_its_request() -> None:
    backend, cancellation = Recorder(), Cancellation()
    cancellation.cancel(2, None)
    with cancellation.running(1, backend):
        assert backend.cancelled == []
    with cancellation.running(2, backend):
        assert backend.cancelled == [None]
    with cancellation.running(3, backend):
        assert backend.cancelled == []


def test_a_late_cancel_is_dropped() -> None:
    backend, cancellation = Recorder(), Cancellation()
    with cancellation.running(1, backend):
        pass
    cancellation.cancel(1, None)
    cancellation.cancel_running()
    with cancellation.running(2, backend):
        cancellation.cancel(1, None)
        assert backend.cancelled == []


def test_an_error_ends_the_request_too() -> None:
    backend, cancellation = Recorder(), Cancellation()
    try:
        with cancellation.running(1, backend):
            raise ZeroDivisionError
    except ZeroDivisionError:
        cancellation.cancel_running()
    assert backend.cancelled == []
