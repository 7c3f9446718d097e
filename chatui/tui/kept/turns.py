"""Turns of the screen from messages of the store; it reads nothing."""

from collections.abc import Mapping, Sequence

from chatui.chat.display_text import display_text
from chatui.chat.events import ThoughtEnd
from chatui.chat.messages import Role
from chatui.store.values import Message, MessageState
from chatui.tui.kept.place import TurnPlace
from chatui.tui.turn import PHASE_OF_REASON, Phase, Stretch, Turn


def turns_of(branch: Sequence[Message], versions: Mapping[int, tuple[int, ...]]) -> list[Turn]:
    """A turn for each question with the answer that follows it; `versions` has each message's siblings."""
    turns: list[Turn] = []
    question: Message | None = None
    for message in branch:
        if message.role is Role.USER:
            if question is not None:
                turns.append(_turn(question, None, versions))
            question = message
        else:
            turns.append(_turn(question, message, versions))
            question = None
    if question is not None:
        turns.append(_turn(question, None, versions))
    return turns


def _turn(question: Message | None, answer: Message | None, versions: Mapping[int, tuple[int, ...]]) -> Turn:
    files = question.attachments if question else ()
    turn = Turn(display_text(question.text) if question else "", Phase.DONE, attachments=files)
    question_id = question.id if question else None
    answer_id = answer.id if answer else None
    turn.place = TurnPlace(
        question_id,
        answer_id,
        versions.get(question_id, ()) if question_id else (),
        versions.get(answer_id, ()) if answer_id else (),
    )
    if answer is not None:
        _fill(turn, answer)
    return turn


def _fill(turn: Turn, answer: Message) -> None:
    outcome = answer.outcome
    turn.usage = outcome.usage
    tokens = (outcome.usage.thought_tokens, outcome.usage.answer_tokens) if outcome.usage else (0, 0)
    turn.thought = _stretch(answer.thought, tokens[0], outcome.thought_s)
    turn.answer = _stretch(answer.text, tokens[1], None)
    if outcome.timings is not None:
        turn.tokens_per_s, turn.total_s = outcome.timings.decode_tokens_per_s, outcome.timings.total_s
    if turn.thought.pieces:
        turn.thought_end = ThoughtEnd.CLOSED if turn.answer.pieces else ThoughtEnd.CUT
    match outcome.state:
        case MessageState.DONE:
            turn.phase = PHASE_OF_REASON[outcome.finish_reason] if outcome.finish_reason else Phase.DONE
        case MessageState.ERROR:
            _interrupt(turn, outcome.error or "An error ended this answer.")
        case MessageState.INTERRUPTED:
            _interrupt(turn, "chatui ended before this answer did; what had come is here.")
        case MessageState.STREAMING:
            turn.is_elsewhere = True
            _interrupt(
                turn, "Another chatui is writing this answer.", "Open the chat again to see more of it."
            )


def _interrupt(turn: Turn, error: str, hint: str = "") -> None:
    turn.phase, turn.error, turn.hint = Phase.INTERRUPTED, display_text(error), hint


def _stretch(text: str, tokens: int, seconds: float | None) -> Stretch:
    stretch = Stretch()
    if text.strip():
        stretch.grow(display_text(text), tokens, 0.0)
    # No clock of this run saw it: where no time was kept, none is told.
    stretch.seconds = seconds or 0.0
    return stretch
