"""An answer that was cut off goes on in its place: in the conversation, and in what is kept of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason, ThoughtDelta, ThoughtEnded
from chatui.chat.messages import Message, Role
from chatui.engine.requests import LoadRequest, Prefill
from chatui.engine.script import PieceKind, Script, script_of, words
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineCrashed, PromptError, StoreError
from chatui.session import ChatSession, SessionOptions
from chatui.store import tree
from chatui.store.database import Database
from chatui.store.messages import append_piece, begin_answer, finish_answer
from chatui.store.opening import open_database
from chatui.store.owners import Owner, this_process
from chatui.store.resuming import resume_answer
from chatui.store.search import search
from chatui.store.values import Message as StoredMessage
from chatui.store.values import MessageState, Outcome, Provenance
from chatui.stored_session import StoredSession
from tests.store.chats import integrity

OPTIONS = SessionOptions(LoadRequest("model.gguf"), seed=7)
CUT = script_of("Let me", "", finish_reason=FinishReason.LENGTH, tokens_per_s=2)
REST = script_of(" add.", "It is 5.", tokens_per_s=2)
HALF = script_of("Let me add.", "It is", finish_reason=FinishReason.CANCELLED)
LAST = script_of("", " 5.")
CRASH = Script(tuple(words("Let me", PieceKind.THOUGHT)), error=EngineCrashed("The engine ended.", "Ask."))


def engine_of(*scripts: Script) -> ScriptedEngine:
    return ScriptedEngine(scripts, sleep=lambda _: None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chatui.db"


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    database = open_database(path, busy_timeout_s=0.05).database
    yield database
    assert integrity(path) == "ok"
    database.close()


def stored(database: Database, *scripts: Script) -> StoredSession:
    return StoredSession(engine_of(*scripts), OPTIONS, database)


def requested(chat: ChatSession) -> tuple[list[str], Prefill | None, int]:
    assert isinstance(chat.engine, ScriptedEngine)
    request = chat.engine.requests[-1]
    return [each.content for each in request.messages], request.prefill, request.lanes[0].seed


def answer_of(chat: StoredSession, database: Database) -> StoredMessage:
    assert chat.conversation_id
    return tree.branch(database, chat.conversation_id)[-1]


def new_text(events: list[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, ThoughtDelta | AnswerDelta))


def test_a_thought_goes_on_into_its_answer() -> None:
    chat = ChatSession(engine_of(CUT, REST), OPTIONS)
    before = list(chat.send("2 + 3?"))
    events = list(chat.continue_answer())
    assert new_text(events) == " add.It is 5."
    assert chat.messages == [Message(Role.USER, "2 + 3?"), Message(Role.ASSISTANT, "It is 5.", "Let me add.")]
    assert requested(chat) == (["2 + 3?"], Prefill("Let me"), 8)
    first, second = (next(each for each in seen if isinstance(each, Finished)) for seen in (before, events))
    assert (second.usage.thought_tokens, second.usage.answer_tokens) == (3, 3)
    assert second.timings.total_s == first.timings.total_s + 2.5
    end = next(event for event in events if isinstance(event, ThoughtEnded))
    assert end.seconds == first.timings.thought_s + 0.5


def test_an_answer_goes_on_and_its_thought_is_over() -> None:
    chat = ChatSession(engine_of(HALF, LAST), OPTIONS)
    list(chat.send("2 + 3?"))
    events = list(chat.continue_answer())
    assert not any(isinstance(event, ThoughtEnded) for event in events)
    assert chat.messages[-1] == Message(Role.ASSISTANT, "It is 5.", "Let me add.")
    list(chat.send("And now?"))
    assert requested(chat)[0] == ["2 + 3?", "It is 5.", "And now?"]


def test_without_an_answer_there_is_nothing_to_go_on_with() -> None:
    chat = ChatSession(engine_of(HALF), OPTIONS)
    with pytest.raises(PromptError, match="no answer"):
        list(chat.continue_answer())
    assert chat.messages == []


def test_the_same_kept_message_grows(database: Database) -> None:
    chat = stored(database, CUT, REST)
    list(chat.send("2 + 3?"))
    cut = answer_of(chat, database)
    assert cut.outcome.finish_reason is FinishReason.LENGTH
    events = chat.continue_answer(cut.id)
    next(events)
    running = answer_of(chat, database)
    assert (running.id, running.outcome.state) == (cut.id, MessageState.STREAMING)
    assert running.thought == "Let me"
    list(events)
    answer = answer_of(chat, database)
    assert (answer.id, answer.thought, answer.text) == (cut.id, "Let me add.", "It is 5.")
    assert (answer.outcome.state, answer.outcome.finish_reason) == (MessageState.DONE, FinishReason.STOP)
    assert answer.outcome.usage is not None
    assert answer.outcome.usage.thought_tokens == 3
    assert cut.outcome.thought_s is not None
    assert answer.outcome.thought_s == cut.outcome.thought_s + 0.5
    assert answer.provenance.seed == 8
    assert chat.latest_ids == (answer.parent_id, answer.id)
    assert [hit.message_id for hit in search(database, "add")] == [answer.id]


def test_a_new_run_goes_on_with_what_a_killed_one_left(database: Database, path: Path) -> None:
    chat = stored(database, HALF)
    list(chat.send("2 + 3?"))
    answer = answer_of(chat, database)
    dead = Owner(os.getpid(), 1.0)
    assert chat.conversation_id
    resume_answer(database, chat.conversation_id, answer.id, dead, Provenance())
    append_piece(database, answer.id, "", " about")
    later = open_database(path)
    assert later.interrupted == (chat.conversation_id,)
    again = StoredSession(engine_of(LAST), OPTIONS, later.database)
    again.open(chat.conversation_id)
    list(again.continue_answer())
    assert requested(again)[1] == Prefill("Let me add.", "It is about")
    whole = answer_of(again, later.database)
    assert (whole.text, whole.outcome.state) == ("It is about 5.", MessageState.DONE)
    later.database.close()


_KILLED = """
import os, signal, sys
from pathlib import Path
from tests.test_continuing import CUT, stored
from chatui.chat.events import AnswerDelta
from chatui.engine.script import script_of
from chatui.store.opening import open_database

chat = stored(open_database(Path(sys.argv[1])).database, CUT, script_of(" add " * 60, "It is " * 60))
list(chat.send("2 + 3?"))
for event in chat.continue_answer():
    if isinstance(event, AnswerDelta):
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_while_it_goes_on_loses_a_moment_at_most(path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", _KILLED, str(path)], check=False)
    assert ended.returncode < 0
    opened = open_database(path)
    (key,) = opened.interrupted
    answer = tree.branch(opened.database, key)[-1]
    assert answer.outcome.state is MessageState.INTERRUPTED
    assert answer.thought.startswith("Let me add ")
    assert answer.thought.count("add") >= 50
    opened.database.close()


def test_a_crash_is_gone_on_with_and_a_second_one_keeps_both(database: Database) -> None:
    chat = stored(database, CRASH, CRASH, REST)
    with pytest.raises(EngineCrashed):
        list(chat.send("2 + 3?"))
    with pytest.raises(EngineCrashed):
        list(chat.continue_answer())
    twice = answer_of(chat, database)
    assert (twice.thought, twice.outcome.state) == ("Let meLet me", MessageState.ERROR)
    assert twice.outcome.error == "The engine ended. Ask."
    list(chat.continue_answer())
    whole = answer_of(chat, database)
    assert (whole.text, whole.outcome.error) == ("It is 5.", "")


def test_who_stops_listening_leaves_it_interrupted_and_it_goes_on_again(database: Database) -> None:
    chat = stored(database, HALF, LAST, LAST)
    list(chat.send("2 + 3?"))
    list(takewhile(lambda event: not isinstance(event, AnswerDelta), chat.continue_answer()))
    assert answer_of(chat, database).outcome.state is MessageState.INTERRUPTED
    list(chat.continue_answer())
    assert answer_of(chat, database).text == "It is 5. 5."


def test_what_cannot_be_gone_on_with_says_why_and_stays(database: Database) -> None:
    chat = stored(database, script_of("Hm.", "Yes."), HALF, Script(), HALF)
    list(chat.send("Done?"))
    with pytest.raises(StoreError, match="complete"):
        chat.continue_answer()
    list(chat.send("2 + 3?"))
    cut = answer_of(chat, database)
    list(chat.send("Nothing?"))
    with pytest.raises(StoreError, match="Nothing of this answer"):
        chat.continue_answer()
    with pytest.raises(StoreError, match="asked below"):
        chat.continue_answer(cut.id)
    assert chat.conversation_id
    writing = begin_answer(database, chat.conversation_id, cut.id - 1, this_process())
    append_piece(database, writing, "Hm", "")
    with pytest.raises(StoreError, match="Another chatui"):
        chat.continue_answer(writing)
    finish_answer(database, writing, Outcome(MessageState.INTERRUPTED))
    list(chat.continue_answer(writing))
    assert tree.message(database, writing).thought == "HmLet me add."
    assert tree.message(database, cut.id) == cut


def test_nothing_kept_still_goes_on() -> None:
    chat = StoredSession(engine_of(HALF, LAST), OPTIONS)
    list(chat.send("2 + 3?"))
    list(chat.continue_answer())
    assert chat.messages[-1].content == "It is 5."
