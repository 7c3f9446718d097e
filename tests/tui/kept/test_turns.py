"""Turns of the screen from kept messages."""

import pytest

from chatui.chat.events import FinishReason, Timings, Usage
from chatui.chat.messages import Role
from chatui.store.values import Message, MessageState, Outcome
from chatui.tui.kept.place import TurnPlace, version_text
from chatui.tui.kept.turns import turns_of
from chatui.tui.key_names import KeyNames
from chatui.tui.state_text import outcome_figures, outcome_text, thought_text
from chatui.tui.turn import Phase

QUESTION = Message(1, None, Role.USER, "2 + 3?")


def answer(outcome: Outcome, thought: str = "Let me add.", text: str = "5") -> Message:
    return Message(2, 1, Role.ASSISTANT, text, thought, outcome=outcome)


def test_a_turn_has_what_was_kept_of_it() -> None:
    outcome = Outcome(
        MessageState.DONE,
        FinishReason.STOP,
        usage=Usage(10, 0, 7, 1),
        timings=Timings(decode_tokens_per_s=20.0, total_s=1.5),
        thought_s=0.5,
    )
    (turn,) = turns_of([QUESTION, answer(outcome)], {1: (1,), 2: (2, 4)})
    assert (turn.question, turn.thought.text, turn.answer.text) == ("2 + 3?", "Let me add.", "5")
    assert turn.phase is Phase.DONE
    assert turn.place == TurnPlace(1, 2, (1,), (2, 4))
    assert thought_text(turn, 1000.0) == "thought 0.5 s · 7 tokens · 14 tok/s"
    assert outcome_figures(turn, 1000.0) == "thought 0.5 s, 7 tokens · answer 1 token · 20 tok/s"


def test_nothing_is_told_of_what_nobody_measured() -> None:
    (turn,) = turns_of([QUESTION, answer(Outcome())], {})
    assert thought_text(turn, 1000.0) == "thought"
    assert outcome_figures(turn, 1000.0) == ""


@pytest.mark.parametrize(
    ("outcome", "phase", "told"),
    [
        (Outcome(MessageState.INTERRUPTED), Phase.INTERRUPTED, "chatui ended before this answer did"),
        (Outcome(MessageState.ERROR, error="It broke.\x1b[2J"), Phase.INTERRUPTED, "It broke.[2J"),
        (Outcome(MessageState.STREAMING), Phase.INTERRUPTED, "Another chatui is writing"),
        (Outcome(finish_reason=FinishReason.CANCELLED), Phase.STOPPED, ""),
        (Outcome(finish_reason=FinishReason.LENGTH), Phase.CUT_OFF, "max tokens was reached"),
    ],
)
def test_how_it_ended_is_told(outcome: Outcome, phase: Phase, told: str) -> None:
    (turn,) = turns_of([QUESTION, answer(outcome)], {})
    assert turn.phase is phase
    assert told in outcome_text(turn, KeyNames())[0]


def test_neighbours_of_one_role_are_turns_of_their_own() -> None:
    branch = [
        Message(1, None, Role.ASSISTANT, "unasked"),
        Message(2, 1, Role.USER, "first"),
        Message(3, 2, Role.USER, "second"),
    ]
    turns = turns_of(branch, {})
    texts = [(turn.question, turn.answer.text) for turn in turns]
    assert texts == [("", "unasked"), ("first", ""), ("second", "")]
    assert all(turn.phase.is_over for turn in turns)


def test_no_control_character_comes_out_of_the_store() -> None:
    message = Message(1, None, Role.USER, "a\x1b]52;c;aGk=\x07b")
    (turn,) = turns_of([message, answer(Outcome(), "\x9b2J", "\x1b[2J")], {})
    assert turn.question == "a]52;c;aGk=b"
    assert (turn.thought.text, turn.answer.text) == ("2J", "[2J")


def test_versions_are_counted_and_have_neighbours() -> None:
    place = TurnPlace(1, 5, (1,), (2, 5, 9))
    assert version_text(place.answers, place.answer_id) == "‹ 2/3 ›"
    assert version_text(place.questions, place.question_id) == ""
    assert (place.neighbour(False, 1), place.neighbour(False, -1), place.neighbour(False, 2)) == (9, 2, None)
    assert place.neighbour(True, 1) is None
