"""How far an evaluation is: in one line of a terminal, and a line now and then elsewhere."""

import io
from dataclasses import replace

import pytest

from chatui.cli.compare.evaluation_progress import ProgressView, seconds_left
from chatui.cli.console import Console
from chatui.comparison.evaluation_run import Asking, Loading, QuestionOver
from tests.cli.command import TerminalText
from tests.comparison.results import result


class Clock:
    """Tells the time that a test sets."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def shown(err: io.StringIO, *, is_quiet: bool = False) -> str:
    """What is said during a load and two questions of five, at two moments of each."""
    clock = Clock()
    view = ProgressView(Console(io.StringIO(), err, is_quiet=is_quiet), 5, [], clock)
    for seconds in (0.05, 1.0):
        clock.now += seconds
        view.take(Loading(0.5))
    for number in range(2):
        for seconds, tokens in ((12.0, 1200), (2.0, 1300)):
            clock.now += seconds
            view.take(Asking(number, 8, 3, tokens))
        view.take(QuestionOver(replace(result(number, "5"), seconds=14.0)))
    return err.getvalue()


def test_on_a_terminal_one_line_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    said = shown(TerminalText()).split("\r\x1b[K")
    assert said == [
        "Loading the model, 50%",
        "Question 1 of 5: 3 of 8 samples over, 1,200 tokens",
        "Question 1 of 5: 3 of 8 samples over, 1,300 tokens",
        "Question 2 of 5: 3 of 8 samples over, 1,200 tokens; 44 s left",
        "Question 2 of 5: 3 of 8 samples over, 1,300 tokens; 42 s left",
    ]


def test_it_does_not_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "30")
    assert max(map(len, shown(TerminalText()).split("\r\x1b[K"))) == 29


def test_elsewhere_there_is_a_line_now_and_then() -> None:
    assert shown(io.StringIO()).splitlines() == [
        "chatui: Question 1 of 5: 3 of 8 samples over, 1,200 tokens.",
        "chatui: Question 2 of 5: 3 of 8 samples over, 1,200 tokens; 44 s left.",
    ]


@pytest.mark.parametrize("err", [io.StringIO(), TerminalText()])
def test_quiet_is_quiet(err: io.StringIO) -> None:
    assert shown(err, is_quiet=True) == ""


def test_the_time_that_is_left() -> None:
    assert seconds_left([], 10, 5.0) is None
    assert seconds_left([2.0, 4.0], 5, 1.0) == 2.0 + 3.0 + 3.0
    assert seconds_left([2.0, 4.0], 3, 9.0) == 0.0
