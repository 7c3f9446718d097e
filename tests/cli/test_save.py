"""`chatui ask --save`: the turn becomes a chat, whatever becomes of the turn."""

import json
from pathlib import Path

from chatui.config.paths import database_path
from chatui.engine.script import Script, script_of
from chatui.errors import EngineCrashed
from chatui.store import tree
from chatui.store.listing import list_conversations
from chatui.store.opening import open_database
from chatui.store.values import Attachment, Message, MessageState
from tests.cli.command import CommandLine


def only_chat() -> tuple[str, list[Message]]:
    database = open_database(database_path()).database
    (conversation,) = list_conversations(database)
    return conversation.id, tree.branch(database, conversation.id)


def test_a_turn_is_kept_and_its_id_told(command: CommandLine) -> None:
    result = command("ask", "2 + 3?", "--save", "--seed", "4")
    key, (question, answer) = only_chat()
    assert result.out == "It is \\boxed{5}.\n"
    assert f"Kept as chat {key}." in result.err
    assert (question.text, answer.final_answer, answer.provenance.seed) == ("2 + 3?", "5", 4)


def test_json_has_the_id(command: CommandLine) -> None:
    result = command("ask", "2 + 3?", "--save", "--json", "-q")
    assert json.loads(result.out)["chat"] == only_chat()[0]
    assert result.err == ""


def test_without_save_nothing_is_kept(command: CommandLine) -> None:
    assert "chat" not in json.loads(command("ask", "2 + 3?", "--json").out)
    assert not database_path().exists()


def test_files_are_kept_apart(command: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    result = command("ask", "Why?", "--file", str(tmp_path / "a.txt"), "--save", "--json")
    question = only_chat()[1][0]
    assert (question.text, question.attachments) == ("Why?", (Attachment("a.txt", "one"),))
    sent = command.engine.requests[0].messages[-1].content
    assert sent == json.loads(result.out)["prompt"]
    assert sent.startswith("[file name]: a.txt")


def test_a_crash_is_kept(command: CommandLine) -> None:
    command.play(Script(script_of("Hm", "It is").pieces, error=EngineCrashed("It ended by SIGSEGV.")))
    assert command("ask", "Hi", "--save").code == 1
    answer = only_chat()[1][-1]
    assert (answer.text, answer.outcome.state) == ("It is", MessageState.ERROR)


def test_a_store_that_fails_costs_no_answer(command: CommandLine) -> None:
    database_path().mkdir()
    result = command("ask", "2 + 3?", "--save")
    assert (result.code, result.out) == (0, "It is \\boxed{5}.\n")
    assert "file of conversations" in result.err
