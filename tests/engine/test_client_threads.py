"""Stops, questions, loads and the end from several threads never mix and never block each other for good."""

from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread

from chatui.chat.events import AnswerDelta, Event, FinishReason
from chatui.engine.client import EngineClient
from chatui.engine.requests import LoadRequest
from chatui.errors import EngineError
from tests.engine.conftest import answer, ends, is_gone, question, wait_until

STOPPED = FinishReason.CANCELLED


class Listener(Thread):
    """Consumes a generation on a thread of its own, as the app does."""

    def __init__(self, events: Iterator[Event]) -> None:
        super().__init__(daemon=True)
        self.heard: list[Event] = []
        self.error: EngineError | None = None
        self._events = events
        self.start()

    def run(self) -> None:
        try:
            for event in self._events:
                self.heard.append(event)
        except EngineError as error:
            self.error = error

    def wait_for_an_answer(self) -> None:
        wait_until(lambda: any(isinstance(event, AnswerDelta) for event in self.heard))


def test_close_while_generating(engine: EngineClient) -> None:
    listener = Listener(engine.generate(question("long")))
    listener.wait_for_an_answer()
    pid = engine.pid
    engine.close()
    engine.close()
    listener.join()
    assert pid
    assert is_gone(pid)
    assert listener.error is None
    assert ends(listener.heard) == [(0, STOPPED)]


def test_fifty_fast_turns_never_mix(engine: EngineClient) -> None:
    for turn in range(50):
        word = f"long{turn}|"
        listener = Listener(engine.generate(question(word)))
        listener.wait_for_an_answer()
        engine.cancel()
        if turn % 10 == 9:
            engine.load(LoadRequest(f"model {turn}"))  # waits for the listener's turn to end
        following = list(engine.generate(question(f"next{turn}")))
        listener.join()
        assert listener.error is None
        assert ends(listener.heard) == [(0, STOPPED)]
        assert set(answer(listener.heard).split("|")) == {f"long{turn}", ""}
        assert answer(following) == f"next{turn}"


def test_generations_from_many_threads_take_turns(engine: EngineClient) -> None:
    finished: SimpleQueue[tuple[str, str]] = SimpleQueue()

    def ask(word: str) -> None:
        finished.put((word, answer(list(engine.generate(question(word))))))

    threads = [Thread(target=ask, args=(f"word{number}",)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    got = [finished.get() for _ in threads]
    assert [word for word, _ in got] == [said for _, said in got]
