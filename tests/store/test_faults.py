"""Kills, full disks and locks: what was acknowledged is there, and nothing is there by half."""

import random
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store import tree
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.opening import open_database
from chatui.store.values import MessageState
from tests.store.chats import PYTHON, chat, integrity
from tests.store.locking import locked
from tests.store.writer import ANSWER, THOUGHT

_WRITER = "tests.store.writer"
_LOCKED_FOR_S = 0.1


def start(path: Path, turns: int, *limit: int) -> "subprocess.Popen[str]":
    command = [PYTHON, "-m", _WRITER, str(path), str(turns), *map(str, limit)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def killed_after(path: Path, seconds: float) -> list[list[str]]:
    """What a writer had said `seconds` after its first word, when it was killed."""
    process = start(path, 1000)
    assert process.stdout
    first = process.stdout.readline()
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    rest = process.communicate()[0]
    return [line.split() for line in (first + rest).splitlines() if len(line.split()) == 3]


def check_turns(path: Path, said: list[list[str]]) -> None:
    database = open_database(path).database
    key = said[0][2]
    branch = tree.branch(database, key)
    asked = [int(number) for word, number, _ in said if word == "asked"]
    done = [int(number) for word, number, _ in said if word == "done"]
    questions = [message for message in branch if message.role is Role.USER]
    answers = [message for message in branch if message.role is Role.ASSISTANT]
    assert len(questions) - len(asked) in (0, 1)
    assert [question.text for question in questions] == [f"Question {n}?" for n in range(len(questions))]
    assert [answer.parent_id for answer in answers] == [question.id for question in questions]
    for answer in answers[: len(done)]:
        assert (answer.outcome.state, answer.thought, answer.text) == (
            MessageState.DONE,
            THOUGHT,
            ANSWER,
        )
    for answer in answers[len(done) :]:
        assert answer.outcome.state in (MessageState.INTERRUPTED, MessageState.DONE)
        assert THOUGHT.startswith(answer.thought)
        assert ANSWER.startswith(answer.text)
    database.close()


def test_a_kill_at_any_time_loses_nothing_that_was_acknowledged(path: Path) -> None:
    draw = random.Random(9)
    for _ in range(20):
        said = killed_after(path, draw.uniform(0, 0.4))
        check_turns(path, said)
        assert integrity(path) == "ok"
    assert len(list_conversations(open_database(path).database)) == 20


def test_two_instances_write_one_file(path: Path) -> None:
    writers = [start(path, 15) for _ in range(2)]
    said = [writer.communicate()[0].split("\n") for writer in writers]
    database = open_database(path).database
    assert [lines[-2] for lines in said] == ["end 30 kept", "end 30 kept"]
    for conversation in list_conversations(database):
        branch = tree.branch(database, conversation.id)
        assert [m.text for m in branch[::2]] == [f"Question {n}?" for n in range(15)]
        assert {m.outcome.state for m in branch} == {MessageState.DONE}
    assert len(list_conversations(database)) == 2
    assert integrity(path) == "ok"


def test_a_file_that_can_grow_no_more(path: Path) -> None:
    chat(open_database(path).database, "Before?")
    size = path.stat().st_size
    said = start(path, 40, size + 40_000).communicate()[0].splitlines()
    assert any(line.startswith("done") for line in said)
    assert any(line.startswith("failed") for line in said)
    assert said[-1].startswith("end 80 ")
    assert integrity(path) == "ok"
    database = open_database(path).database
    assert "Before?" in [conversation.title for conversation in list_conversations(database)]
    kept = sum(line.startswith("done") for line in said)
    branch = tree.branch(database, said[0].split()[2])
    assert sum(m.outcome.state is MessageState.DONE for m in branch if m.role is Role.ASSISTANT) >= kept


@contextmanager
def fails_on_a_full_disk() -> Iterator[list[str]]:
    """Collects the error, where one comes."""
    failed: list[str] = []
    try:
        yield failed
    except StoreError as error:
        failed.append(str(error))
    assert all("the disk is full" in sentence for sentence in failed)


def test_the_disk_is_full_at_the_nth_page(path: Path) -> None:
    database = open_database(path).database
    before = chat(database, "Before?", "Still here.")
    failures = 0
    for more_pages in range(200):
        with database.reading() as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + more_pages}")
        with fails_on_a_full_disk() as failed:
            chat(database, "After?", "x" * 50_000, "y" * 50_000)
        failures += len(failed)
        if not failed:
            break
        assert [m.text for m in tree.branch(database, before)] == ["Before?", "Still here."]
        assert integrity(path) == "ok"
    assert 3 < failures < 199


def test_a_locked_file_is_named_after_the_wait(path: Path) -> None:
    open_database(path).database.close()
    database = open_database(path, _LOCKED_FOR_S).database
    with locked(path):
        with pytest.raises(StoreError, match="in use by another program"):
            chat(database)
        with pytest.raises(StoreError, match="in use by another program"):
            open_database(path, _LOCKED_FOR_S)
    chat(database)


def test_a_lock_is_no_damage(path: Path) -> None:
    open_database(path).database.close()
    with locked(path), pytest.raises(StoreError):
        open_database(path, _LOCKED_FOR_S)
    assert [file.name for file in path.parent.iterdir() if "corrupt" in file.name] == []


def test_a_reader_does_not_keep_a_writer_out_for_long(database: Database, path: Path) -> None:
    other = open_database(path).database
    for number in range(10):
        chat(database, str(number))
        assert len(list_conversations(other)) == number + 1
