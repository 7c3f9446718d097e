"""The app in a real pseudo-terminal: how it ends, and what bytes it writes."""

import os
import signal
import sqlite3
import sys
import termios
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from chatui.config.paths import database_path, error_log_path
from tests.pseudo_terminal import PATIENCE_S, RESTORED, Terminal, terminal_with


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """The app, thinking for ever, with the first question asked."""
    with terminal_with([sys.executable, "-m", "tests.tui.demo_app"]) as app:
        app.read_until(b"ready")
        app.type("hello\r")
        app.read_until(b"thinking", b"thought ")
        yield app


def thought_kept() -> str:
    """The one thought in the file of conversations, after a look at the whole file."""
    with closing(sqlite3.connect(database_path())) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        [(state, thought)] = connection.execute(
            "SELECT state, thought FROM messages WHERE role = 'assistant'"
        )
    assert state in ("done", "interrupted")
    return str(thought)


ENDINGS = [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGQUIT, 131)]


@pytest.mark.parametrize(("number", "code"), ENDINGS)
def test_a_signal_ends_it_with_the_terminal_restored(
    terminal: Terminal, number: signal.Signals, code: int
) -> None:
    terminal.process.send_signal(number)
    assert terminal.end() == code
    assert all(sequence in terminal.output for sequence in RESTORED)
    assert terminal.is_sane
    assert b"Traceback" not in terminal.output
    assert "thought" in thought_kept()


def test_a_closed_terminal_ends_it(terminal: Terminal) -> None:
    terminal.close()
    assert terminal.process.wait(PATIENCE_S) == 129
    assert "thought" in thought_kept()


DEAF = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
os.execvp(sys.argv[1], sys.argv[1:])
"""


def test_a_terminal_that_goes_without_a_word_ends_it() -> None:
    with terminal_with([sys.executable, "-c", DEAF, sys.executable, "-m", "tests.tui.demo_app"]) as app:
        app.read_until(b"ready")
        app.type("hello\r")
        app.read_until(b"thinking", b"thought ")
        app.close()
        assert app.process.wait(PATIENCE_S) == 129
    assert "thought" in thought_kept()


def test_quitting_while_it_thinks_ends_at_once_with_0(terminal: Terminal) -> None:
    terminal.type("\x11")
    assert terminal.end() == 0
    assert all(sequence in terminal.output for sequence in RESTORED)


def test_no_escape_of_the_model_reaches_the_terminal(terminal: Terminal) -> None:
    terminal.read_until(b"]52;c;aGk=")
    assert b"\x1b]52" not in terminal.output


def test_suspending_gives_the_terminal_back_and_going_on_draws_again(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGTSTP)
    assert os.WIFSTOPPED(os.waitpid(terminal.process.pid, os.WUNTRACED)[1])
    terminal.read_until(*RESTORED)
    assert terminal.is_sane
    terminal.forget()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.read_until(b"\x1b[?1049h", b"thinking")
    terminal.read_until_raw()
    terminal.type("\x11")
    assert terminal.end() == 0
    assert terminal.is_sane


def test_a_stop_that_nothing_could_prepare_for_leaves_no_trace(terminal: Terminal) -> None:
    terminal.process.send_signal(signal.SIGSTOP)
    os.waitpid(terminal.process.pid, os.WUNTRACED)
    terminal.forget()
    terminal.process.send_signal(signal.SIGCONT)
    terminal.read_until(b"\x1b[?1049h", b"thinking")
    terminal.read_until_raw()
    terminal.type("\x11")
    assert terminal.end() == 0
    assert terminal.is_sane


def test_a_fault_of_the_app_is_a_sentence_and_keeps_what_came() -> None:
    with terminal_with([sys.executable, "-m", "tests.tui.demo_app", "crash"]) as app:
        app.read_until(b"ready")
        app.type("hello\r")
        app.read_until(b"thinking", b"thought ")
        app.type("\x1bOP")
        assert app.end() == 1
        assert app.is_sane
        assert all(sequence in app.output for sequence in RESTORED)
        assert b"chatui failed with RuntimeError: It was not foreseen." in app.output
        assert b"Traceback" not in app.output
    assert "It was not foreseen." in error_log_path().read_text()
    assert "thought" in thought_kept()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_the_engine_goes_with_the_app(number: signal.Signals) -> None:
    with terminal_with([sys.executable, "-m", "chatui", "-m", "tiny"]) as app:
        app.read_until(b"ready")
        engines = psutil.Process(app.process.pid).children(recursive=True)
        assert engines
        app.process.send_signal(number)
        app.end()
        assert psutil.wait_procs(engines, PATIENCE_S)[1] == []


def test_a_storm_of_sizes_is_survived(terminal: Terminal) -> None:
    for size in [(5, 20), (24, 80), (1, 1), (80, 300)] * 10:
        termios.tcsetwinsize(terminal.slave, size)
        terminal.process.send_signal(signal.SIGWINCH)
    terminal.forget()
    terminal.read_until(b"thought ")
    terminal.type("\x11")
    assert terminal.end() == 0
    assert terminal.is_sane


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"NO_COLOR": "1"},
        {"HOME": "", "TZ": "Pacific/Kiritimati"},
        {"CHATUI_HOME": "{folder}/with a space and 🙂"},
    ],
    ids=["locale", "no colour", "no home", "path"],
)
def test_it_starts_in_odd_surroundings(environment: dict[str, str], tmp_path: Path) -> None:
    named = {name: value.format(folder=tmp_path) for name, value in environment.items()}
    with terminal_with([sys.executable, "-m", "chatui", "-m", "tiny"], named) as app:
        app.read_until(b"ready")
        app.type("\x11")
        assert app.end() == 0
        assert app.is_sane


def test_a_home_that_cannot_be_written_is_named() -> None:
    command = [sys.executable, "-m", "chatui", "-m", "tiny"]
    with terminal_with(command, {"CHATUI_HOME": os.devnull}) as app:
        assert app.end() == 1
        assert b"/dev/null" in app.output
        assert b"Traceback" not in app.output
