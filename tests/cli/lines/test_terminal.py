"""`chatui --plain` in a real pseudo-terminal: Ctrl+C, signals, history, and what bytes it writes."""

import os
import re
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from chatui.config.paths import database_path
from tests.models.gguf.gguf_bytes import Gguf
from tests.pseudo_terminal import Terminal, terminal_with

_CURSOR = re.compile(rb"\x1b\[[0-9;?]*[A-HJKSTfsu]|\x1b[78M]|\x1b\[\?(?:1049|25|1003)")
"""Moves, erasures, scrolls, the other screen, a hidden cursor, the mouse."""


@pytest.fixture
def lines(tmp_path: Path) -> Iterator[Terminal]:
    """It thinks for a long time, on a terminal that could draw; the first question is not asked yet."""
    Gguf().write(tmp_path / "tiny.gguf")
    command = [sys.executable, "-m", "tests.cli.scripted_chatui", "thinking", str(tmp_path), "--plain"]
    # Wide, so that readline need not wrap what is typed.
    with terminal_with(command, size=(24, 200)) as terminal:
        terminal.read_until_asked(b"You: ")
        yield terminal


def asked(terminal: Terminal, question: str) -> None:
    terminal.type(f"{question}\r")
    terminal.read_until(b"Thought:")


def kept() -> list[tuple[str, str, str]]:
    """Role, state and thought of every message, after a look at the whole file."""
    with closing(sqlite3.connect(database_path())) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return connection.execute("SELECT role, state, thought FROM messages ORDER BY id").fetchall()


def test_ctrl_c_stops_the_answer_and_then_quits(lines: Terminal) -> None:
    asked(lines, "one")
    lines.forget()
    lines.type("\x03")
    lines.read_until(b"Stopped; what had come is above.")
    lines.read_until_asked(b"You: ")
    lines.type("\x03")
    assert lines.end() == 130
    assert lines.is_sane
    assert b"Traceback" not in lines.output


def test_ctrl_c_at_the_prompt_warns_first(lines: Terminal) -> None:
    lines.type("half a que\x03")
    lines.read_until(b"Ctrl+C once more quits.")
    lines.forget()
    asked(lines, "one")
    lines.type("\x03")
    lines.read_until(b"Stopped;", b"You: ")
    lines.type("/quit\r")
    assert lines.end() == 0


def test_end_of_input_quits(lines: Terminal) -> None:
    lines.type("\x04")
    assert lines.end() == 0


def test_what_was_typed_comes_back(lines: Terminal) -> None:
    lines.forget()
    lines.type("/model\r")
    lines.read_until(b"Model tiny", b"You: ")
    lines.forget()
    lines.type("\x1b[A\r")
    lines.read_until(b"Model tiny", b"You: ")


def test_nothing_moves_a_cursor(lines: Terminal) -> None:
    asked(lines, "one")
    lines.read_until(b"Hmm Hmm")
    lines.type("\x03")
    lines.read_until(b"Stopped;")
    assert not _CURSOR.search(lines.output)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("is_asked", [True, False])
def test_a_signal_ends_it(lines: Terminal, number: signal.Signals, code: int, is_asked: bool) -> None:
    if is_asked:
        asked(lines, "one")
        lines.read_until(b"Hmm")
    lines.process.send_signal(number)
    assert lines.end() == code
    assert lines.is_sane
    assert b"Traceback" not in lines.output
    assert [role for role, _, _ in kept()] == (["user", "assistant"] if is_asked else [])


def test_suspending_and_going_on_loses_nothing(lines: Terminal) -> None:
    asked(lines, "one")
    lines.read_until(b"Hmm")
    lines.process.send_signal(signal.SIGSTOP)
    os.waitpid(lines.process.pid, os.WUNTRACED)
    lines.forget()
    lines.process.send_signal(signal.SIGCONT)
    lines.read_until(b"Hmm")
    lines.type("\x03")
    lines.read_until(b"Stopped;", b"You: ")
