"""What a dead process left is marked; what a living one writes is left alone."""

import os
import subprocess
from pathlib import Path

import psutil
import pytest

from chatui.errors import StoreError
from chatui.store import conversations, tree
from chatui.store.database import Database
from chatui.store.listing import ListFilter, list_conversations
from chatui.store.messages import add_question, append_piece, begin_answer, finish_answer
from chatui.store.opening import open_database
from chatui.store.owners import Owner, this_process
from chatui.store.recovery import KEPT_DAYS, mark_interrupted, purge, purge_deleted
from chatui.store.search import search
from chatui.store.values import MessageState, Outcome
from tests.store.chats import PYTHON, add_turn, begin_chat, chat

DEAD = Owner(os.getpid(), 1.0)
"""This process's number, at a time when it was another's."""
DAY_S = 24 * 3600


def begin(database: Database, owner: Owner) -> tuple[str, int]:
    key = begin_chat(database)
    answer_id = begin_answer(database, key, add_question(database, key, None, "Hi?"), owner)
    append_piece(database, answer_id, "Hmm, ", "")
    append_piece(database, answer_id, "so", "Hello")
    return key, answer_id


def test_a_dead_process_leaves_an_interrupted_answer(database: Database, path: Path) -> None:
    key, _ = begin(database, DEAD)
    assert tree.branch(database, key)[-1].outcome.state is MessageState.STREAMING
    answer = tree.branch(open_database(path).database, key)[-1]
    assert answer.outcome.state is MessageState.INTERRUPTED
    assert (answer.thought, answer.text) == ("Hmm, so", "Hello")
    assert [hit.conversation_id for hit in search(database, "hello")] == [key]


def test_a_living_process_is_left_alone(database: Database, path: Path) -> None:
    key, answer_id = begin(database, this_process())
    other = open_database(path).database
    answer = tree.branch(other, key)[-1]
    assert answer.outcome.state is MessageState.STREAMING
    assert (answer.thought, answer.text) == ("Hmm, so", "Hello")
    finish_answer(database, answer_id, Outcome())
    assert tree.branch(other, key)[-1].outcome.state is MessageState.DONE


def test_a_process_that_was_taken_for_dead_mends_it(database: Database) -> None:
    key, answer_id = begin(database, DEAD)
    assert mark_interrupted(database) == (key,)
    append_piece(database, answer_id, " then", ", you")
    finish_answer(database, answer_id, Outcome())
    answer = tree.branch(database, key)[-1]
    assert (answer.thought, answer.text) == ("Hmm, so then", "Hello, you")
    assert [hit.message_id for hit in search(database, "you")] == [answer_id]
    assert [hit.message_id for hit in search(database, "hello")] == [answer_id]


def test_a_process_is_alive_until_it_ended() -> None:
    process = subprocess.Popen([PYTHON, "-c", "input()"], stdin=subprocess.PIPE)
    owner = Owner(process.pid, psutil.Process(process.pid).create_time())
    assert owner.is_alive
    process.communicate(b"\n")
    assert not owner.is_alive
    assert this_process().is_alive
    assert not DEAD.is_alive


def test_deleting_can_be_undone(database: Database) -> None:
    key = chat(database, "Wanted?")
    conversations.delete(database, key)
    assert list_conversations(database) == []
    assert search(database, "wanted") == []
    assert [c.id for c in list_conversations(database, ListFilter(is_deleted=True))] == [key]
    conversations.restore(database, key)
    assert [c.id for c in list_conversations(database)] == [key]
    assert search(database, "wanted")


def test_what_was_deleted_long_ago_goes(database: Database) -> None:
    kept, old, recent = chat(database), chat(database), chat(database)
    conversations.delete(database, old, lambda: 0.0)
    conversations.delete(database, recent, lambda: 5.0 * DAY_S)
    assert purge_deleted(database, lambda: (KEPT_DAYS + 1.0) * DAY_S) == 1
    for key in (kept, recent):
        conversations.get(database, key)
    with pytest.raises(StoreError, match="not there any more"):
        conversations.get(database, old)


def test_a_purged_conversation_leaves_nothing(database: Database) -> None:
    key = begin_chat(database)
    with database.writing():
        parent: int | None = None
        for number in range(1500):  # deeper than SQLite lets triggers nest
            _, parent = add_turn(database, key, f"q{number}", "unmistakable", "deep", parent)
    purge(database, key)
    with database.reading() as connection:
        for table in ("conversations", "messages", "pieces", "attachments"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0
        matches = "SELECT count(*) FROM message_words WHERE message_words MATCH 'unmistakable'"
        assert connection.execute(matches).fetchone()[0] == 0
