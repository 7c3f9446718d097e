"""Turns of a conversation are kept in their order, and what a locked file refuses is kept later."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason, Notice, ThoughtDelta
from chatui.errors import EngineCrashed, StoreError
from chatui.store import tree
from chatui.store.database import Database
from chatui.store.kept_turns import KeptTurns
from chatui.store.opening import open_database
from chatui.store.recorder import Place, Recorder, Turn
from chatui.store.values import ConversationSettings, Message, MessageState
from tests.store.locking import locked

EVENTS = (ThoughtDelta(0, "Let me add.", 4), AnswerDelta(0, "It is 5.", 4), Finished(0, FinishReason.STOP))


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(path, busy_timeout_s=0.05).database
    yield database
    database.close()


@pytest.fixture
def turns() -> KeptTurns:
    return KeptTurns(Place(ConversationSettings("tiny")))


def leave_alone(turn: Turn) -> None:
    """As the turn is, so it is described."""


def ask(turns: KeptTurns, database: Database, text: str) -> list[Event]:
    recorder = Recorder(database, turns.next_turn(text))
    return list(turns.record(recorder, iter(EVENTS), leave_alone))


def kept(turns: KeptTurns, database: Database) -> list[Message]:
    assert turns.place.key
    return tree.branch(database, turns.place.key)


def notices(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, Notice)]


def test_a_turn_stands_below_the_one_before(turns: KeptTurns, database: Database) -> None:
    assert ask(turns, database, "2 + 3?") == list(EVENTS)
    assert ask(turns, database, "And now?") == list(EVENTS)
    messages = kept(turns, database)
    assert [message.text for message in messages] == ["2 + 3?", "It is 5.", "And now?", "It is 5."]
    assert turns.leaf_id == messages[-1].id
    assert turns.is_saved


def test_a_turn_under_way_is_there_and_not_saved(turns: KeptTurns, database: Database) -> None:
    events = turns.record(Recorder(database, turns.next_turn("2 + 3?")), iter(EVENTS), leave_alone)
    next(events)
    answer = kept(turns, database)[-1]
    assert (answer.id, answer.outcome.state) == (turns.leaf_id, MessageState.STREAMING)
    assert not turns.is_saved
    del events
    assert kept(turns, database)[-1].outcome.state is MessageState.INTERRUPTED
    assert turns.is_saved


def test_turns_that_wait_are_kept_in_order(turns: KeptTurns, database: Database) -> None:
    with locked(database.path):
        assert len(notices(ask(turns, database, "2 + 3?"))) == 1
        assert notices(ask(turns, database, "And now?")) == []
        assert (turns.place.key, turns.leaf_id, turns.is_saved) == (None, None, False)
        with pytest.raises(StoreError, match="in use"):
            turns.save()
    assert turns.failure
    turns.save()
    assert turns.failure is None
    assert turns.is_saved
    assert [message.text for message in kept(turns, database)][::2] == ["2 + 3?", "And now?"]


def test_an_error_is_kept_and_passes(turns: KeptTurns, database: Database) -> None:
    def crashing() -> Generator[Event, None, None]:
        yield EVENTS[0]
        raise EngineCrashed("The engine ended by SIGSEGV.", "Ask again.")

    with pytest.raises(EngineCrashed):
        list(turns.record(Recorder(database, turns.next_turn("2 + 3?")), crashing(), leave_alone))
    outcome = kept(turns, database)[-1].outcome
    assert (outcome.state, outcome.error) == (MessageState.ERROR, "The engine ended by SIGSEGV. Ask again.")


def test_what_is_known_of_a_turn_may_change_while_it_is_played(turns: KeptTurns, database: Database) -> None:
    def describe(turn: Turn) -> None:
        turn.provenance = replace(turn.provenance, quantization="Q8_0")

    list(turns.record(Recorder(database, turns.next_turn("2 + 3?")), iter(EVENTS), describe))
    assert kept(turns, database)[-1].provenance.quantization == "Q8_0"
