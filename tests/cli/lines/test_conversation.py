"""`chatui --plain`: labels, commands, and conversations that are kept and gone on with."""

import re
from pathlib import Path

import pytest

from chatui.chat.events import FinishReason
from chatui.cli.lines.commands import COMMANDS
from chatui.config.paths import database_path
from chatui.engine.requests import Prefill
from chatui.engine.script import LoadScript, Piece, PieceKind, Script, script_of
from chatui.errors import EngineCrashed, EngineError
from chatui.store import tree
from chatui.store.listing import list_conversations
from chatui.store.opening import open_database
from chatui.store.values import Conversation
from tests.cli.command import CommandLine, Result, Stdin

GOOD = script_of("Let me add. Yes.", "Five.")


def plain(command: CommandLine, *lines: str) -> Result:
    command.play(GOOD)
    return command("--plain", stdin="".join(f"{line}\n" for line in lines).encode())


def kept() -> list[Conversation]:
    opened = open_database(database_path())
    try:
        return list_conversations(opened.database)
    finally:
        opened.database.close()


def questions(command: CommandLine) -> list[str]:
    return [request.messages[-1].content for request in command.engine.requests]


def test_who_says_what_is_a_label(command: CommandLine) -> None:
    result = plain(command, "2 + 3?")
    assert (result.code, result.out) == (0, "Five.\n")
    assert "You: 2 + 3?\nThought:\nLet me add. Yes.\nAnswer:\n" in result.err


def test_nothing_moves_a_cursor(command: CommandLine) -> None:
    result = plain(command, "one", "/help", "/model", "/chats", "/nonsense")
    assert not re.search(r"[\x1b\r\x08]", result.out + result.err)


def test_a_dumb_terminal_gets_it_by_itself(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    command.play(GOOD)
    result = command(stdin=Stdin(b"one\n", is_terminal=True))
    assert (result.code, result.out) == (0, "Five.\n")
    assert result.err.count("You: ") == 2
    assert "You: one" not in result.err


def test_lines_joined_by_a_backslash_are_one_question(command: CommandLine) -> None:
    plain(command, "one\\", "two\\", "three")
    assert questions(command) == ["one\ntwo\nthree"]


def test_it_is_kept(command: CommandLine) -> None:
    result = plain(command, "What is 2 + 3?")
    [chat] = kept()
    assert chat.title == "What is 2 + 3?"
    assert f"Kept as chat {chat.id}." in result.err


def test_a_new_chat_is_another_one(command: CommandLine) -> None:
    plain(command, "one", "/new", "two")
    assert [chat.title for chat in kept()] == ["two", "one"]
    assert len(command.engine.requests[1].messages) == 1


def test_a_kept_chat_is_gone_on_with(command: CommandLine) -> None:
    plain(command, "one")
    [chat] = kept()
    result = plain(command, f"/chat {chat.id[:6]}", "two")
    assert [message.content for message in command.engine.requests[0].messages] == ["one", "Five.", "two"]
    assert len(kept()) == 1
    assert f"Chat {chat.id}: one" in result.err


CUT = script_of("Let me", "", finish_reason=FinishReason.LENGTH)
HALF = script_of(" add.", "It is", finish_reason=FinishReason.LENGTH)
REST = script_of("", " 5.")


def test_a_cut_off_answer_is_continued_in_its_place(command: CommandLine) -> None:
    command.play(CUT, HALF, REST)
    result = command("--plain", stdin=b"2 + 3?\n/continue\n/continue\n/continue\n")
    assert "Thought:\nLet me\n" in result.err
    assert "You: /continue\nThought:\n add.\nAnswer:\n" in result.err
    assert result.out == "It is\n 5.\n"
    prefills = [request.prefill for request in command.engine.requests]
    assert prefills == [None, Prefill("Let me"), Prefill("Let me add.", "It is")]
    assert "This answer is complete: the model ended it itself. Ask a question." in result.err
    [chat] = kept()
    opened = open_database(database_path())
    answer = tree.branch(opened.database, chat.id)[-1]
    opened.database.close()
    assert (answer.thought, answer.text) == ("Let me add.", "It is 5.")


def test_an_answer_of_another_run_is_continued(command: CommandLine) -> None:
    command.play(HALF)
    command("--plain", stdin=b"2 + 3?\n")
    command.play(REST)
    assert command("--plain", "--continue", stdin=b"/continue\n").out == " 5.\n"
    assert command.engine.requests[-1].prefill == Prefill(" add.", "It is")


def test_an_answer_that_is_not_kept_is_continued(command: CommandLine) -> None:
    database_path().mkdir()
    command.play(HALF, REST)
    result = command("--plain", stdin=b"/continue\n2 + 3?\n/continue\n/continue\n")
    assert result.out == "It is\n 5.\n"
    assert "There is no answer to go on with. Ask something first." in result.err
    assert result.err.count("This answer is complete") == 1
    assert len(command.engine.requests) == 2


def test_chats_are_listed(command: CommandLine) -> None:
    plain(command, "apples", "/new", "pears")
    result = plain(command, "/chats pea")
    assert "pears" in result.err
    assert "apples" not in result.err


def test_a_chat_is_written_as_markdown_and_nothing_is_replaced(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "chat.md"
    result = plain(command, "/save", "one", "/save", f"/save {path}", f"/save {path}")
    assert "There is nothing to save yet." in result.err
    assert "/save FILE writes it" in result.err
    assert "Five." in path.read_text()
    assert "is there already" in result.err


def test_thoughts_can_be_left_out(command: CommandLine) -> None:
    result = plain(command, "/thought", "one", "/thought", "two")
    assert result.err.count("Thought:") == 1
    assert result.out == "Five.\nFive.\n"


def test_another_model_goes_on(command: CommandLine) -> None:
    result = plain(command, "one", f"/model {command.model}", "two", "/model nonsense", "three")
    assert [Path(load.path) for load in command.engine.loads] == [command.model, command.model]
    assert "nonsense" in result.err
    assert questions(command) == ["one", "two", "three"]


def test_the_answer_is_copied(command: CommandLine, own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    result = plain(command, "/copy", "one", "/copy")
    assert "There is no answer to copy yet." in result.err
    assert (own_home / "state" / "copied.txt").read_text().strip() == "Five."


def test_quitting_asks_nothing_more(command: CommandLine) -> None:
    result = plain(command, "/quit", "one")
    assert result.code == 0
    assert questions(command) == []


@pytest.mark.parametrize("line", ["/", "/nope", "/etc/passwd is what?"])
def test_an_unknown_command_is_no_question(command: CommandLine, line: str) -> None:
    result = plain(command, line)
    assert "There is no command" in result.err
    assert questions(command) == []


def test_a_space_makes_it_a_question(command: CommandLine) -> None:
    plain(command, " /etc/passwd is what?")
    assert questions(command) == ["/etc/passwd is what?"]


def test_the_help_names_every_command(command: CommandLine) -> None:
    err = plain(command, "/help").err
    assert all(f"{each.name} {each.argument}".strip() + ": " in err for each in COMMANDS)


@pytest.mark.parametrize(
    "fault",
    [{"load": LoadScript(error=EngineError("No memory.", "Ask for less."))}, {}],
)
def test_a_fault_ends_the_turn_only(command: CommandLine, fault: dict[str, LoadScript]) -> None:
    command.play(Script((Piece("Hmm", PieceKind.THOUGHT),), error=EngineCrashed("It crashed.")), **fault)
    result = command("--plain", stdin=b"one\n/model\n")
    assert result.code == 0
    assert "No memory." in result.err or "It crashed." in result.err
    assert "Model tiny" in result.err


def test_a_command_has_no_plain_lines(command: CommandLine) -> None:
    assert command("--plain", "ask", "Hi").code == 2


def test_the_latest_chat_is_gone_on_with(command: CommandLine) -> None:
    plain(command, "one", "/new", "two")
    result = command("--plain", "--continue", stdin=b"three\n")
    assert [message.content for message in command.engine.requests[-1].messages][::2] == ["two", "three"]
    assert "You: two\nAnswer:\nFive.\n" in result.err
    assert result.out == "Five.\n"


def test_a_chat_is_gone_on_with_by_its_id(command: CommandLine) -> None:
    plain(command, "one", "/new", "two")
    key = kept()[1].id
    command("--plain", "--chat", key[:8], stdin=b"three\n")
    assert [message.content for message in command.engine.requests[-1].messages][::2] == ["one", "three"]


def test_there_may_be_nothing_to_go_on_with(command: CommandLine) -> None:
    command.play(GOOD)
    result = command("--plain", "--continue", stdin=b"one\n")
    assert "No chat is kept yet" in result.err
    assert command("--plain", "--chat", "ffff", stdin=b"").code == 1


def test_going_on_needs_a_terminal_or_plain_lines(command: CommandLine) -> None:
    assert command("--continue", stdin=b"one\n").code == 2
