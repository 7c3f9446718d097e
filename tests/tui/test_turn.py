import pytest

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    LoadProgress,
    Notice,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
    Timings,
    Usage,
)
from chatui.tui.key_names import KeyNames
from chatui.tui.state_text import (
    outcome_figures,
    outcome_text,
    seconds_text,
    thought_text,
    tokens_text,
    turn_text,
)
from chatui.tui.turn import Phase, Turn


def turn_after(*events: Event, every_s: float = 1.0) -> Turn:
    turn = Turn("What is 478 + 367?")
    for number, event in enumerate(events):
        turn.apply(event, number * every_s)
    return turn


USAGE = Usage(prompt_tokens=10, thought_tokens=118, answer_tokens=5)


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], "waiting"),
        ([LoadProgress(0.4)], "loading 40 %"),
        ([PromptProgress(55, 100)], "reading the prompt 55 %"),
        ([PromptProgress(0, 0)], "reading the prompt 100 %"),
        ([ThoughtDelta(0, "a", 30), ThoughtDelta(0, "b", 30)], "thinking 1.0 s · 60 tokens · 60 tok/s"),
        ([ThoughtDelta(0, "a", 1)], "thinking 0.0 s · 1 token"),
        ([AnswerDelta(0, "a", 2), AnswerDelta(0, "b", 2)], "answering 1.0 s · 4 tokens · 4 tok/s"),
    ],
)
def test_the_state_line_while_it_runs(events: list[Event], state: str) -> None:
    assert turn_text(turn_after(*events), max(0, len(events) - 1)) == state


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        (FinishReason.STOP, "done"),
        (FinishReason.CANCELLED, "stopped"),
        (FinishReason.LENGTH, "cut off: max tokens"),
        (FinishReason.CONTEXT, "context full"),
        (FinishReason.BUDGET, "thought budget spent"),
        (FinishReason.ERROR, "interrupted"),
    ],
)
def test_every_end_has_its_word_and_closes_the_thought(reason: FinishReason, word: str) -> None:
    turn = turn_after(ThoughtDelta(0, "hm", 2), Finished(0, reason, usage=USAGE))
    assert turn.phase.is_over
    assert turn_text(turn, 9).startswith(word)
    assert "thinking" not in thought_text(turn, 9)
    assert turn.thought.seconds == 1.0


def test_every_finish_reason_ends_a_turn() -> None:
    for reason in FinishReason:
        assert turn_after(Finished(0, reason)).phase.is_over


def test_exact_figures_replace_the_live_ones() -> None:
    turn = turn_after(
        ThoughtDelta(0, "a", 1),
        ThoughtEnded(0, ThoughtEnd.CLOSED, 118, 3.2),
        AnswerDelta(0, "b", 1),
        Finished(0, FinishReason.STOP, usage=USAGE, timings=Timings(decode_tokens_per_s=402.4, total_s=3.5)),
    )
    assert thought_text(turn, 50) == "thought 3.2 s · 118 tokens · 37 tok/s"
    assert turn_text(turn, 50) == "done · 3.5 s · 123 tokens · 402 tok/s"
    assert outcome_figures(turn, 50) == "thought 3.2 s, 118 tokens · answer 5 tokens · 402 tok/s"


def test_an_error_keeps_what_had_streamed() -> None:
    turn = turn_after(ThoughtDelta(0, "so far", 2))
    turn.fail("The engine ended.", "Ask again.", 5.0)
    assert (turn.phase, turn.thought.text) == (Phase.INTERRUPTED, "so far")
    assert outcome_text(turn, KeyNames()) == ("The engine ended.", "Ask again. F12 goes on from here.")
    assert thought_text(turn, 99).startswith("interrupted in the thought · 5.0 s")


def test_what_the_header_says_of_a_turn_without_a_thought() -> None:
    assert thought_text(turn_after(AnswerDelta(0, "42", 1)), 0) == "no thought"
    assert thought_text(turn_after(PromptProgress(1, 2)), 0) == "reading the prompt"


def test_a_short_thought_has_a_rate_once_it_is_measured() -> None:
    turn = turn_after(ThoughtDelta(0, "a", 1), ThoughtEnded(0, ThoughtEnd.CLOSED, 100, 0.125))
    assert thought_text(turn, 9) == "thought 0.1 s · 100 tokens · 800 tok/s"


def test_a_thought_closed_at_the_budget_says_so() -> None:
    turn = turn_after(ThoughtDelta(0, "a", 1), ThoughtEnded(0, ThoughtEnd.BUDGET, 8, 2.0))
    assert thought_text(turn, 9) == "closed at the budget · 2.0 s · 8 tokens · 4 tok/s"


@pytest.mark.parametrize("reason", [FinishReason.LENGTH, FinishReason.CONTEXT, FinishReason.BUDGET])
def test_an_end_without_an_answer_is_explained(reason: FinishReason) -> None:
    message, hint = outcome_text(turn_after(ThoughtDelta(0, "a", 1), Finished(0, reason)), KeyNames())
    assert "gave no answer" in message
    assert hint


def test_a_plain_end_needs_no_note() -> None:
    turn = turn_after(AnswerDelta(0, "a", 1), Finished(0, FinishReason.STOP))
    assert outcome_text(turn, KeyNames()) == ("", "")


def test_nothing_in_a_turn_can_reach_the_terminal_as_an_escape() -> None:
    turn = turn_after(ThoughtDelta(0, "\x1b[2J", 1), AnswerDelta(0, "\x9bx", 1), Notice("\x07n"))
    turn.fail("bad\x1b]0;title\x07", "\x00hint", 0)
    texts = [turn.thought.text, turn.answer.text, *turn.notices, turn.error, turn.hint]
    assert texts == ["[2J", "x", "n", "bad]0;title", "hint"]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0.0 s"), (3.24, "3.2 s"), (59.94, "59.9 s"), (60, "1 min 00 s"), (65.4, "1 min 05 s")],
)
def test_seconds(seconds: float, text: str) -> None:
    assert seconds_text(seconds) == text


def test_tokens() -> None:
    assert [tokens_text(1), tokens_text(1234)] == ["1 token", "1,234 tokens"]
