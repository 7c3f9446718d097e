"""`chatui` without a terminal: plain lines, one question each, or an example."""

import pytest

from chatui.cli.plain import EXAMPLE
from chatui.engine.script import LoadScript, Script, script_of
from chatui.errors import EngineCrashed, EngineError, PromptError
from tests.cli.command import CommandLine

GOOD = script_of("Hmm.", "Five.")


def questions(command: CommandLine) -> list[str]:
    return [request.messages[-1].content for request in command.engine.requests]


@pytest.mark.parametrize("stdin", [b"", b"\n \n", None])
def test_empty_stdin_gets_an_example(command: CommandLine, stdin: bytes | None) -> None:
    command.play(GOOD)
    result = command(stdin=stdin)
    assert (result.code, result.out) == (0, "Five.\n")
    assert questions(command) == [EXAMPLE]
    assert "no terminal" in result.err
    assert f"here is an example.\n> {EXAMPLE}\nThought:\nHmm.\n\nAnswer:\n" in result.err


def test_every_line_is_a_question_of_one_conversation(command: CommandLine) -> None:
    command.play(GOOD)
    result = command(stdin=b"one\n\ntwo\r\n")
    assert (result.code, result.out) == (0, "Five.\nFive.\n")
    assert questions(command) == ["one", "two"]
    assert [message.content for message in command.engine.requests[1].messages] == ["one", "Five.", "two"]


def test_the_model_may_be_named(command: CommandLine) -> None:
    result = command("-m", "tinny", stdin=b"one\n")
    assert result.code == 1
    assert "Did you mean tiny?" in result.err


def test_a_model_belongs_behind_its_command(command: CommandLine) -> None:
    result = command("-m", "tiny", "ask", "Hi")
    assert result.code == 2
    assert "Put --model behind ask" in result.err


@pytest.mark.parametrize("error", [PromptError("Too long.", "Cut it."), EngineCrashed("It crashed.")])
def test_a_question_that_fails_does_not_end_the_conversation(
    command: CommandLine, error: EngineError
) -> None:
    command.play(Script(error=error), GOOD)
    result = command(stdin=b"one\ntwo\n")
    assert (result.code, result.out) == (1, "Five.\n")
    assert error.message in result.err


def test_a_model_that_cannot_be_loaded_does(command: CommandLine) -> None:
    command.play(GOOD, load=LoadScript(error=EngineError("There is no memory for it.", "Ask for less.")))
    result = command(stdin=b"one\ntwo\n")
    assert result.code == 1
    assert result.err.count("There is no memory for it.") == 1
