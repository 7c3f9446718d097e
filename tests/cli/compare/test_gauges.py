"""The lines of the lanes on a terminal."""

import io

import pytest

from chatui.chat.events import (
    AnswerDelta,
    Finished,
    FinishReason,
    LoadProgress,
    PromptProgress,
    ThoughtDelta,
    Usage,
)
from chatui.cli.compare.gauges import Gauges
from chatui.cli.console import Console
from chatui.comparison.contestants import LaneSpec
from chatui.comparison.lane import Lane
from chatui.errors import EngineCrashed
from tests.cli.command import TerminalText
from tests.comparison.lanes import variant


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Screen:
    """A terminal of some size with gauges on it."""

    def __init__(self, lanes: int, labels: tuple[str, ...] = ("tiny",)) -> None:
        self.err = TerminalText()
        self.clock = Clock()
        named = [variant(label) for label in labels]
        self.lanes = [Lane(LaneSpec(number, named[number % len(named)], number)) for number in range(lanes)]
        self._gauges = Gauges(Console(io.StringIO(), self.err), self.lanes, self.clock)

    def rows(self, after_s: float = 1.0) -> list[str]:
        """What is drawn when so much time is over."""
        self.clock.now += after_s
        self.err.seek(0)
        self.err.truncate()
        self._gauges.show()
        return self.err.getvalue().rpartition("\x1b[K")[2].split("\n") if self.err.getvalue() else []


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("TERM", "xterm-256color"), ("COLUMNS", "80"), ("LINES", "24")):
        monkeypatch.setenv(name, value)


def test_a_line_says_state_tokens_time_speed_and_what_is_thought_or_answered() -> None:
    screen = Screen(4)
    loading, reading, thinking, answering = screen.lanes
    loading.add(LoadProgress(0.25))
    reading.add(PromptProgress(5, 10))
    thinking.add(ThoughtDelta(0, "First, let me add the ones and the tens of the two numbers. ", 10))
    screen.rows()
    thinking.add(ThoughtDelta(0, "Wait, let me check the sum of the ones once more, ", 10))
    answering.add(AnswerDelta(0, "\\boxed{5}", 3))
    answering.add(Finished(0, FinishReason.STOP, usage=Usage(5, 0, 0, 3)))
    rows = screen.rows(2.0)
    assert rows[0] == "0 loading 25%       0 tok     0 s"
    assert rows[1] == "1 reading 50%       0 tok     0 s"
    assert rows[2].startswith("2 thinking         20 tok     2 s   10.0 tok/s  ")
    assert rows[3].split() == ["3", "over", "3", "tok", "0", "s", "5"]


def test_lanes_that_were_cut_off_say_why() -> None:
    screen = Screen(3)
    stopped, failed, full = screen.lanes
    stopped.add(Finished(0, FinishReason.CANCELLED))
    failed.fail(EngineCrashed("gone"))
    full.add(Finished(0, FinishReason.CONTEXT))
    ends = [row.split(" s ")[1].strip() for row in screen.rows()]
    assert ends == ["stopped", "failed", "the context is full"]


def test_lanes_that_differ_in_more_than_their_seed_are_labelled() -> None:
    screen = Screen(2, ("温度", "a model with a very long name"))
    assert [row.split("waiting")[0] for row in screen.rows()] == [
        "0 温度                 ",
        "1 a model with a very… ",
    ]


def test_it_is_drawn_ten_times_a_second_and_replaces_itself() -> None:
    screen = Screen(2)
    screen.rows()
    screen.lanes[0].add(ThoughtDelta(0, "Hmm", 1))
    assert screen.rows(0.05) == []
    assert len(screen.rows(0.06)) == 2
    assert screen.err.getvalue().startswith("\r\x1b[K\x1b[A\r\x1b[K")


def test_no_line_folds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    screen = Screen(1)
    screen.lanes[0].add(ThoughtDelta(0, "步骤一：" * 40, 40))
    assert all(len(row) < 30 for row in screen.rows())


def test_more_lanes_than_lines_are_summed_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINES", "5")
    screen = Screen(6)
    screen.lanes[0].add(ThoughtDelta(0, "Hmm", 3))
    assert screen.rows() == ["1 thinking, 5 waiting; 3 tokens"]


def test_what_a_model_writes_moves_no_cursor() -> None:
    screen = Screen(1)
    screen.lanes[0].add(AnswerDelta(0, "\\boxed{a\x1b[2Jb}", 1))
    screen.lanes[0].add(Finished(0, FinishReason.STOP))
    assert screen.rows()[0].endswith("a[2Jb")
