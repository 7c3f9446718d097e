"""What streams is kept in batches, and what cannot be kept is not lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
    Timings,
    Usage,
)
from chatui.errors import StoreError
from chatui.store import tree
from chatui.store.database import Database
from chatui.store.recorder import FLUSH_S, FLUSH_TOKENS, Place, Recorder, Turn
from chatui.store.values import ConversationSettings, Message, MessageState, Provenance
from tests.store.chats import integrity

END = Finished(0, FinishReason.STOP, 42, Usage(9, 0, 2, 3), Timings(0.1, 2.0, 3.0, 4.0, 5.0))


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def recorder_of(database: Database, clock: Callable[[], float], text: str = "2 + 3?") -> Recorder:
    return Recorder(database, Turn(Place(ConversationSettings("tiny")), text), clock)


def answer_of(database: Database, recorder: Recorder) -> Message:
    assert recorder.turn.answer_id is not None
    return tree.message(database, recorder.turn.answer_id)


def feed(recorder: Recorder, *events: Event) -> None:
    for event in events:
        recorder.add(event)


def test_the_question_is_kept_before_anything_came(database: Database) -> None:
    recorder = recorder_of(database, Clock())
    recorder.save()
    assert recorder.turn.place.key
    question, answer = tree.branch(database, recorder.turn.place.key)
    assert question.text == "2 + 3?"
    assert answer.outcome.state is MessageState.STREAMING


def test_pieces_wait_for_half_a_second(database: Database) -> None:
    clock = Clock()
    recorder = recorder_of(database, clock)
    recorder.save()
    feed(recorder, ThoughtDelta(0, "Let me", 2), PromptProgress(1, 2))
    assert answer_of(database, recorder).thought == ""
    clock.now += FLUSH_S
    feed(recorder, ThoughtDelta(0, " add.", 2))
    assert answer_of(database, recorder).thought == "Let me add."


def test_pieces_wait_for_fifty_tokens(database: Database) -> None:
    recorder = recorder_of(database, Clock())
    recorder.save()
    feed(recorder, *(AnswerDelta(0, "x", 1) for _ in range(FLUSH_TOKENS - 1)))
    assert answer_of(database, recorder).text == ""
    feed(recorder, AnswerDelta(0, "y", 1))
    assert answer_of(database, recorder).text == "x" * (FLUSH_TOKENS - 1) + "y"


def test_the_end_is_kept_with_all_that_came(database: Database) -> None:
    recorder = recorder_of(database, Clock())
    recorder.save()
    recorder.turn.provenance = Provenance("tiny", "Q8_0", "", "ab", 7)
    feed(recorder, ThoughtDelta(0, "Let me.", 2), ThoughtEnded(0, ThoughtEnd.CLOSED, 2, 1.5))
    feed(recorder, AnswerDelta(0, "It is \\boxed{5}.", 3), END)
    recorder.end()
    recorder.save()
    answer = answer_of(database, recorder)
    assert (answer.thought, answer.text, answer.final_answer) == ("Let me.", "It is \\boxed{5}.", "5")
    assert answer.provenance == Provenance("tiny", "Q8_0", "", "ab", 42)
    outcome = answer.outcome
    assert (outcome.state, outcome.finish_reason) == (MessageState.DONE, FinishReason.STOP)
    assert (outcome.usage, outcome.timings, outcome.thought_s) == (END.usage, END.timings, 1.5)
    assert recorder.is_kept


def test_an_error_is_kept_with_what_came(database: Database) -> None:
    recorder = recorder_of(database, Clock())
    feed(recorder, AnswerDelta(0, "It is", 2))
    recorder.end(MessageState.ERROR, "The engine ended by SIGSEGV.")
    recorder.save()
    answer = answer_of(database, recorder)
    assert (answer.text, answer.outcome.error) == ("It is", "The engine ended by SIGSEGV.")
    assert answer.final_answer is None


def test_a_turn_waits_for_the_one_before(database: Database) -> None:
    place = Place(ConversationSettings())
    first = Recorder(database, Turn(place, "one"))
    second = Recorder(database, Turn(place, "two", after=first.turn))
    with pytest.raises(StoreError, match="before this one"):
        second.save()
    first.save()
    second.save()
    assert place.key
    assert [m.text for m in tree.branch(database, place.key)] == ["one", "", "two", ""]


def limit(database: Database, more_pages: int) -> None:
    with database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + more_pages}")


def test_a_full_disk_is_told_once_and_loses_nothing(database: Database, path: Path) -> None:
    clock = Clock()
    recorder = recorder_of(database, clock)
    recorder.save()
    limit(database, 0)
    long = "x" * 100_000
    clock.now += FLUSH_S
    with pytest.raises(StoreError, match="the disk is full"):
        recorder.add(AnswerDelta(0, long, 1))
    clock.now += FLUSH_S
    feed(recorder, AnswerDelta(0, "y", 1), END)
    recorder.end()
    with pytest.raises(StoreError, match="the disk is full"):
        recorder.save()
    assert answer_of(database, recorder).text == ""
    limit(database, 1000)
    recorder.save()
    recorder.save()
    assert answer_of(database, recorder).text == long + "y"
    assert integrity(path) == "ok"


def test_a_long_thought_costs_no_more_per_flush(database: Database) -> None:
    recorder = recorder_of(database, Clock())
    recorder.save()
    sizes = []
    for _ in range(40):
        feed(recorder, *(ThoughtDelta(0, "word " * 20, 1) for _ in range(FLUSH_TOKENS)))
        with database.reading() as connection:
            sizes.append(connection.execute("SELECT max(length(thought)) FROM pieces").fetchone()[0])
    assert set(sizes) == {len("word ") * 20 * FLUSH_TOKENS}
    recorder.end()
    recorder.save()
    with database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM pieces").fetchone()[0] == 0
