"""A conversation is kept while it is held, goes on where it was left, and survives a store that fails."""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import pytest

from chatui.chat.events import AnswerDelta, Event, FinishReason, Notice, ThoughtDelta
from chatui.chat.messages import Message, Role
from chatui.chat.sampling import SamplingParams
from chatui.engine.requests import LoadRequest
from chatui.engine.script import Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.errors import EngineCrashed, PromptError, StoreError
from chatui.session import SessionOptions
from chatui.store import conversations, tree
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.opening import open_database
from chatui.store.values import Attachment, ConversationSettings, MessageState
from chatui.store.values import Message as StoredMessage
from chatui.stored_session import StoredSession
from tests.store.locking import locked

GOOD = script_of("Let me add.", "It is 5.")
TWO_TURNS = ["2 + 3?", "It is 5.", "And now?", "It is 5."]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "chatui.db", busy_timeout_s=0.05).database
    yield database
    database.close()


def session_of(database: Database, *scripts: Script, system: str = "", seed: int = 7) -> StoredSession:
    sampling = SamplingParams(top_k=3)
    options = SessionOptions(LoadRequest("model.gguf"), sampling, system, seed=seed, model_ref="tiny")
    return StoredSession(ScriptedEngine(scripts or (GOOD,)), options, database)


def sent(chat: StoredSession) -> list[str]:
    assert isinstance(chat.engine, ScriptedEngine)
    return [message.content for message in chat.engine.requests[-1].messages]


def seeds(chat: StoredSession) -> list[int]:
    assert isinstance(chat.engine, ScriptedEngine)
    return [request.lanes[0].seed for request in chat.engine.requests]


def kept(chat: StoredSession, database: Database) -> list[StoredMessage]:
    assert chat.conversation_id
    return tree.branch(database, chat.conversation_id)


def texts(messages: list[StoredMessage]) -> list[str]:
    return [message.text for message in messages]


def notices(events: list[Event]) -> list[str]:
    return [event.text for event in events if isinstance(event, Notice)]


def test_a_turn_is_kept_with_all_that_is_known_of_it(database: Database) -> None:
    chat = session_of(database)
    list(chat.send("2 + 3?"))
    question, answer = kept(chat, database)
    assert (question.text, answer.text, answer.thought) == ("2 + 3?", "It is 5.", "Let me add.")
    assert (answer.outcome.state, answer.outcome.finish_reason) == (MessageState.DONE, FinishReason.STOP)
    source = answer.provenance
    assert (source.model_ref, source.quantization, source.seed) == ("tiny", "Q8_0", 7)
    assert source.template_sha256 == "0" * 64
    assert source.sampling == SamplingParams(top_k=3)
    assert chat.leaf_id == answer.id
    assert chat.messages[-1] == Message(Role.ASSISTANT, "It is 5.", "Let me add.")


def test_nothing_is_kept_before_something_is_asked(database: Database) -> None:
    chat = session_of(database)
    with pytest.raises(PromptError, match="empty"):
        list(chat.send(" "))
    chat.close()
    assert chat.conversation_id is None
    assert list_conversations(database) == []


def test_the_question_is_there_before_the_first_event(database: Database) -> None:
    chat = session_of(database)
    events = chat.send("2 + 3?")
    next(events)
    question, answer = kept(chat, database)
    assert (question.text, answer.outcome.state) == ("2 + 3?", MessageState.STREAMING)
    del events


def test_files_are_kept_apart_from_the_question(database: Database) -> None:
    chat = session_of(database)
    chat.attach([Attachment("a.txt", "one")])
    list(chat.send("Why?"))
    assert sent(chat)[0].startswith("[file name]: a.txt")
    assert kept(chat, database)[0].attachments == (Attachment("a.txt", "one"),)
    assert kept(chat, database)[0].text == "Why?"
    list(chat.send("And?"))
    assert sent(chat)[-1] == "And?"


def test_a_stop_and_a_listener_that_leaves_are_told_apart(database: Database) -> None:
    chat = session_of(database)
    for event in chat.send("one"):
        if isinstance(event, ThoughtDelta):
            chat.stop()
    stopped = kept(chat, database)[-1]
    assert (stopped.outcome.state, stopped.outcome.finish_reason) == (
        MessageState.DONE,
        FinishReason.CANCELLED,
    )
    events = chat.send("two")
    list(takewhile(lambda event: not isinstance(event, AnswerDelta), events))
    del events
    left = kept(chat, database)[-1]
    assert (left.outcome.state, left.outcome.finish_reason) == (MessageState.INTERRUPTED, None)
    assert left.thought == "Let me add."


def test_a_crash_is_kept_with_its_sentence(database: Database) -> None:
    crash = Script(GOOD.pieces, error=EngineCrashed("The engine ended by SIGSEGV.", "Ask again."))
    chat = session_of(database, crash, GOOD)
    with pytest.raises(EngineCrashed):
        list(chat.send("2 + 3?"))
    answer = kept(chat, database)[-1]
    assert (answer.outcome.state, answer.text) == (MessageState.ERROR, "It is 5.")
    assert answer.outcome.error == "The engine ended by SIGSEGV. Ask again."
    list(chat.send("And now?"))
    assert texts(kept(chat, database)) == TWO_TURNS


def test_a_refused_question_stays_and_is_not_told_again(database: Database) -> None:
    chat = session_of(database, Script(error=PromptError("Too long.", "Shorten it.")), GOOD)
    with pytest.raises(PromptError):
        list(chat.send("long"))
    list(chat.send("short"))
    assert texts(kept(chat, database)) == ["long", "", "short", "It is 5."]
    assert sent(chat) == ["short"]
    again = session_of(database)
    again.open(chat.conversation_id or "")
    assert again.messages == chat.messages


def test_a_conversation_goes_on_where_it_was_left(database: Database) -> None:
    first = session_of(database, system="Be brief.")
    list(first.send("2 + 3?"))
    second = session_of(database, system="Something else.")
    branch = second.open(first.conversation_id or "")
    assert texts(branch) == ["2 + 3?", "It is 5."]
    assert second.messages == first.messages
    list(second.send("And now?"))
    assert sent(second) == ["Be brief.", "2 + 3?", "It is 5.", "And now?"]
    assert texts(kept(second, database)) == TWO_TURNS
    assert seeds(second) == [8]
    assert len(list_conversations(database)) == 1


def test_another_answer_is_a_sibling_with_the_next_seed(database: Database) -> None:
    chat = session_of(database, GOOD, script_of("Again.", "Five."))
    list(chat.send("2 + 3?"))
    first = kept(chat, database)[-1]
    list(chat.regenerate(first.id))
    second = kept(chat, database)[-1]
    assert tree.siblings(database, first.id) == [first.id, second.id]
    assert sent(chat) == ["2 + 3?"]
    assert seeds(chat) == [7, 8]
    chat.switch_to(first.id)
    assert chat.messages[-1].content == "It is 5."
    list(chat.send("And now?"))
    assert texts(kept(chat, database)) == ["2 + 3?", "It is 5.", "And now?", "Five."]


def test_an_edited_question_begins_a_branch(database: Database) -> None:
    chat = session_of(database)
    chat.attach([Attachment("a.txt", "one")])
    list(chat.send("2 + 3?"))
    list(chat.send("And now?"))
    first = kept(chat, database)[0]
    list(chat.edit(first.id, "4 + 5?"))
    assert texts(kept(chat, database)) == ["4 + 5?", "It is 5."]
    assert kept(chat, database)[0].attachments == (Attachment("a.txt", "one"),)
    assert len(sent(chat)) == 1
    assert texts(chat.switch_to(first.id)) == TWO_TURNS


def test_going_back_goes_on_from_there(database: Database) -> None:
    chat = session_of(database)
    list(chat.send("one"))
    list(chat.send("two"))
    chat.go_back_to(kept(chat, database)[1].id)
    list(chat.send("three"))
    assert texts(kept(chat, database)) == ["one", "It is 5.", "three", "It is 5."]
    chat.go_back_to(None)
    assert chat.messages == []


def test_settings_are_followed_and_kept(database: Database) -> None:
    chat = session_of(database)
    list(chat.send("one"))
    chat.change_settings(ConversationSettings("tiny", "Be brief.", SamplingParams(top_k=9), "careful"))
    list(chat.send("two"))
    assert sent(chat)[0] == "Be brief."
    kept_settings = conversations.get(database, chat.conversation_id or "").settings
    assert (kept_settings.system, kept_settings.preset) == ("Be brief.", "careful")
    assert kept(chat, database)[-1].provenance.sampling == SamplingParams(top_k=9)


def test_clearing_begins_another_conversation(database: Database) -> None:
    chat = session_of(database)
    list(chat.send("one"))
    chat.clear()
    assert (chat.conversation_id, chat.leaf_id, chat.messages) == (None, None, [])
    list(chat.send("two"))
    assert sorted(c.title for c in list_conversations(database)) == ["one", "two"]


def test_a_conversation_goes_on_unkept_and_says_so_once(database: Database) -> None:
    chat = session_of(database)
    with locked(database.path):
        events = list(chat.send("2 + 3?"))
        assert "".join(e.text for e in events if isinstance(e, AnswerDelta)) == "It is 5."
        assert len(notices(events)) == 1
        assert "not being kept" in notices(events)[0]
        assert "in use by another program" in notices(events)[0]
        assert chat.conversation_id is None
        assert chat.failure
        with pytest.raises(StoreError, match="in use"):
            chat.save_again()
    assert notices(list(chat.send("And now?"))) == []
    assert chat.failure is None
    assert texts(kept(chat, database)) == TWO_TURNS


def test_a_lock_in_the_middle_of_an_answer_loses_nothing(database: Database) -> None:
    chat = session_of(database, script_of("word " * 60, "It is 5."))
    events = chat.send("2 + 3?")
    next(events)
    with locked(database.path):
        rest = list(events)
    assert len(notices(rest)) == 1
    chat.save_again()
    answer = kept(chat, database)[-1]
    assert (answer.thought, answer.text) == ("word " * 60, "It is 5.")
    assert answer.outcome.state is MessageState.DONE


def test_what_is_missing_is_tried_again_at_the_end(database: Database) -> None:
    chat = session_of(database)
    with locked(database.path):
        list(chat.send("2 + 3?"))
        list(chat.send("And now?"))
    chat.close()
    assert texts(kept(chat, database)) == TWO_TURNS


def test_going_elsewhere_in_an_unkept_conversation_is_refused(database: Database) -> None:
    chat = session_of(database)
    with pytest.raises(StoreError, match="not kept yet"):
        chat.go_back_to(None)
