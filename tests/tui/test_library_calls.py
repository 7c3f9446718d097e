import threading
from collections.abc import Callable
from threading import Event

from textual import on
from textual.app import App

from chatui.errors import ChatuiError, ModelError
from chatui.tui.library_calls import CallEnded, LibraryCalls
from tests.tui.waiting import wait_until


class Asking(App[None]):
    """Keeps the answers that it gets, with the thread they came on."""

    def __init__(self) -> None:
        super().__init__()
        self.calls = LibraryCalls(self)
        self.heard: list[object] = []
        self.threads: set[int] = set()

    @on(CallEnded)
    def take(self, message: CallEnded) -> None:
        """Hand it over."""
        self.calls.take(message)

    def ask(self, slot: str, job: Callable[[], object]) -> None:
        """Keep whatever comes."""
        self.calls.ask(slot, job, self.hear, self.hear)

    def hear(self, answer: object) -> None:
        """Keep it."""
        self.threads.add(threading.get_ident())
        self.heard.append(answer)


async def test_an_answer_comes_on_the_owners_thread() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        app.ask("a", threading.get_ident)
        await wait_until(pilot, lambda: len(app.heard) == 1)
        assert app.heard[0] != threading.get_ident()
        assert app.threads == {threading.get_ident()}


async def test_only_the_latest_question_of_a_slot_is_answered_and_one_runs_at_a_time() -> None:
    gate = Event()
    asked: list[int] = []
    app = Asking()

    def job(number: int) -> Callable[[], int]:
        def run() -> int:
            asked.append(number)
            assert gate.wait(30)
            return number

        return run

    async with app.run_test() as pilot:
        for number in range(5):
            app.ask("details", job(number))
        app.ask("other", lambda: "meanwhile")
        await wait_until(pilot, lambda: app.heard == ["meanwhile"])
        gate.set()
        await wait_until(pilot, lambda: 4 in app.heard)
        assert app.heard == ["meanwhile", 4]
        assert asked == [0, 4]


async def test_a_dropped_question_is_not_answered() -> None:
    gate = Event()
    app = Asking()
    async with app.run_test() as pilot:
        app.ask("a", lambda: gate.wait(30))
        app.calls.drop("a")
        app.calls.drop("never asked")
        gate.set()
        app.ask("a", lambda: "next")
        await wait_until(pilot, lambda: bool(app.heard))
        assert app.heard == ["next"]


async def test_errors_are_answers_too() -> None:
    def fail() -> None:
        raise ModelError("It is gone.", "Look elsewhere.")

    def fault() -> None:
        raise ZeroDivisionError("a fault")

    app = Asking()
    async with app.run_test() as pilot:
        app.ask("a", fail)
        await wait_until(pilot, lambda: len(app.heard) == 1)
        app.ask("a", fault)
        await wait_until(pilot, lambda: len(app.heard) == 2)
        assert all(isinstance(error, ChatuiError) for error in app.heard)
        assert [str(error) for error in app.heard] == [
            "It is gone. Look elsewhere.",
            "Unexpected ZeroDivisionError: a fault Please report this.",
        ]


async def test_an_answer_after_the_end_of_the_app_goes_nowhere() -> None:
    gate, done = Event(), Event()

    def job() -> str:
        gate.wait(30)
        done.set()
        return "late"

    app = Asking()
    async with app.run_test():
        app.ask("a", job)
    gate.set()
    assert done.wait(30)
    for thread in threading.enumerate():
        if thread.name == "library":
            thread.join(30)
    assert app.heard == []


async def test_an_app_that_ends_gets_no_answers() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        app.ask("a", lambda: "in time")
        await wait_until(pilot, lambda: app.heard == ["in time"])
        app.ask("a", lambda: "late")
    app.take(CallEnded(app.calls, "a", 2, lambda: app.hear("late")))
    assert app.heard == ["in time"]
