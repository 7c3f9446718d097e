"""What is exported as JSON comes back as it was, and an import is whole or did not happen."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store import conversations
from chatui.store.database import Database
from chatui.store.listing import list_conversations
from chatui.store.messages import add_question, append_piece, begin_answer
from chatui.store.opening import open_database
from chatui.store.owners import this_process
from chatui.store.search import search
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.files import read_file, write_file
from chatui.store.transfer.from_chatui import read_chatui
from chatui.store.transfer.keeping import keep, load
from chatui.store.transfer.to_json import to_json
from chatui.store.values import MessageState
from tests.store.chats import add_turn, begin_chat, chat
from tests.store.transfer.documents import documents

ONE = Document("One", (Node(Role.USER, "Hi?"), Node(Role.ASSISTANT, "Hello.", 0)), 1, id="0123456789ab")


@given(st.lists(documents(), max_size=3))
def test_a_text_is_read_as_it_was_written(written: list[Document]) -> None:
    text = to_json(written)
    assert text.isascii()
    assert all(character.isprintable() or character == "\n" for character in text)
    reading = read_chatui(json.loads(text))
    assert (list(reading.documents), reading.unread) == (written, ())


@settings(max_examples=30)
@given(documents())
def test_a_conversation_is_kept_as_it_was_read(document: Document) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "chatui.db").database
        assert keep(database, [document]).ids == (document.id,)
        assert load(database, document.id) == document
        assert keep(database, [document]).already_here == (document.title,)
        database.close()


def test_branches_and_all_survive_a_journey(database: Database, tmp_path: Path) -> None:
    key = begin_chat(database)
    question_id, _ = add_turn(database, key, "First?", thought="a thought")
    append_piece(database, begin_answer(database, key, question_id, this_process()), "so", "far")
    add_question(database, key, None, "Edited?")
    write_file(tmp_path / "out.json", to_json([load(database, key)]))
    reading = read_file(tmp_path / "out.json")
    other = open_database(tmp_path / "other" / "chatui.db").database
    keep(other, list(reading.documents))
    assert load(other, key) == load(database, key)
    answers = [node for node in load(other, key).nodes if node.role is Role.ASSISTANT]
    assert (answers[1].outcome.state, answers[1].thought) == (MessageState.INTERRUPTED, "so")
    assert search(other, "thought")


def test_another_conversation_of_the_same_id_gets_a_new_one(database: Database) -> None:
    keep(database, [ONE])
    kept = keep(database, [replace(ONE, title="Two")])
    assert kept.ids != (ONE.id,)
    assert load(database, kept.ids[0]).title == "Two"


def test_a_deleted_one_comes_back_beside_its_old_self(database: Database) -> None:
    keep(database, [ONE])
    conversations.delete(database, ONE.id)
    assert len(keep(database, [ONE]).ids) == 1
    assert [c.title for c in list_conversations(database)] == ["One"]


def test_the_same_export_twice_is_one(database: Database) -> None:
    foreign = replace(ONE, id="", origin="chatgpt:7")
    assert len(keep(database, [foreign, foreign]).ids) == 1


def test_what_is_imported_stands_at_its_time(database: Database) -> None:
    chat(database, "now")
    old = [replace(ONE, id="", title=f"old {n}", updated=1_600_000_000.0) for n in range(2)]
    keep(database, old)
    assert [c.title for c in list_conversations(database)] == ["now", "old 1", "old 0"]


def test_an_import_that_fails_leaves_nothing(database: Database) -> None:
    chat(database, "Before?")
    with database.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    large = [replace(ONE, id="", nodes=(Node(Role.USER, "x" * 50_000),), leaf=0) for _ in range(10)]
    with pytest.raises(StoreError, match="full"):
        keep(database, large)
    assert [c.title for c in list_conversations(database)] == ["Before?"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is not JSON"),
        (b"\xff\xfe", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "of no known format"),
        (b'{"a": 1}', "of no known format"),
        (b"null", "of no known format"),
        (b'{"kind": "chatui-conversations", "schema": 2}', "newer chatui"),
    ],
)
def test_files_that_are_none(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "in.json").write_bytes(content)
    with pytest.raises(StoreError, match=says):
        read_file(tmp_path / "in.json")


def test_an_archive_is_to_be_unpacked(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(StoreError, match="Unpack it"):
        read_file(tmp_path / "export.zip")


@pytest.mark.parametrize("parent", [1, -1, 7, "0", True])
def test_a_conversation_that_is_no_tree_is_named(parent: object) -> None:
    message = {"role": "user", "text": "Hi?"}
    broken = {"title": "Broken", "messages": [message, {**message, "parent": parent}]}
    whole = {"title": "Whole", "messages": [message]}
    data = {"kind": "chatui-conversations", "schema": 1, "conversations": [broken, whole, 7]}
    reading = read_chatui(data)
    assert [document.title for document in reading.documents][:1] == ["Whole"]
    assert "“Broken” was left out" in reading.unread[0]


def test_an_export_is_its_owners_alone(tmp_path: Path) -> None:
    write_file(tmp_path / "out.md", "text")
    assert (tmp_path / "out.md").stat().st_mode & 0o777 == 0o600
    with pytest.raises(StoreError, match="cannot be written"):
        write_file(tmp_path / "absent" / "out.md", "text")
