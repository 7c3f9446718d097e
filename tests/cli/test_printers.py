"""How a turn looks as text, and what is shown of its progress."""

import io

import pytest

from chatui.chat.events import AnswerDelta, Event, LoadProgress, PromptProgress, ThoughtDelta
from chatui.cli.console import Console
from chatui.cli.printers import TextPrinter
from chatui.cli.turn import TurnRecord
from tests.cli.command import TerminalText


def printed(*events: Event, has_labels: bool = False) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    printer = TextPrinter(Console(out, err), has_labels=has_labels)
    for event in events:
        printer.show(event)
    printer.end(TurnRecord())
    return out.getvalue(), err.getvalue()


def test_line_breaks_at_the_seams() -> None:
    events = (ThoughtDelta(0, "\nHmm."), ThoughtDelta(0, " So."), AnswerDelta(0, "\n"), AnswerDelta(0, "\n5"))
    assert printed(*events) == ("5\n", "Hmm. So.\n\n")


def test_an_answer_that_ends_its_line_is_left_so() -> None:
    assert printed(AnswerDelta(0, "5\n"))[0] == "5\n"


def test_line_breaks_inside_an_answer_stay() -> None:
    assert printed(AnswerDelta(0, "a"), AnswerDelta(0, "\n\n"), AnswerDelta(0, "b"))[0] == "a\n\nb\n"


def test_a_thought_without_an_answer_ends_its_line() -> None:
    assert printed(ThoughtDelta(0, "Hmm")) == ("", "Hmm\n\n")


def test_labels_name_the_parts() -> None:
    out, err = printed(ThoughtDelta(0, "Hmm"), AnswerDelta(0, "5"), has_labels=True)
    assert (out, err) == ("5\n", "Thought:\nHmm\n\nAnswer:\n")


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        (LoadProgress(0.25), "Loading the model: 25%"),
        (LoadProgress(1.0), ""),
        (PromptProgress(1000, 4000), "Reading the prompt: 25% of 4,000 tokens"),
        (PromptProgress(4000, 4000), ""),
        (PromptProgress(10, 40), ""),
    ],
)
def test_progress(monkeypatch: pytest.MonkeyPatch, event: Event, shown: str) -> None:
    monkeypatch.setenv("TERM", "xterm")
    err = TerminalText()
    TextPrinter(Console(io.StringIO(), err)).show(event)
    assert err.getvalue() == shown
