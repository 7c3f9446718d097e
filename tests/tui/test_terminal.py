"""The app in a real pseudo-terminal: how it ends, and what bytes it writes."""

import os
import signal
import sys
from collections.abc import Iterator

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

import termios

from tests.tui.terminal import PATIENCE_S, Terminal, terminal_with

_RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l")


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """The app, thinking for ever, with the first question asked."""
    with terminal_with("-m", "tests.tui.demo_app") as app:
        app.read_until(b"ready")
        os.write(app.master, b"hello\r")
        app.read_until(b"thinking")
        yield app


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_ends_it_with_the_terminal_restored(
    terminal: Terminal, number: signal.Signals, code: int
) -> None:
    terminal.process.send_signal(number)
    assert terminal.end() == code
    assert all(sequence in terminal.output for sequence in _RESTORED)
    local_modes = termios.tcgetattr(terminal.slave)[3]
    assert local_modes & termios.ECHO
    assert local_modes & termios.ICANON


def test_a_closed_terminal_ends_it(terminal: Terminal) -> None:
    terminal.close()
    assert terminal.process.wait(PATIENCE_S) == 129


def test_quitting_while_it_thinks_ends_at_once_with_0(terminal: Terminal) -> None:
    os.write(terminal.master, b"\x11")
    assert terminal.end() == 0
    assert all(sequence in terminal.output for sequence in _RESTORED)


def test_no_escape_of_the_model_reaches_the_terminal(terminal: Terminal) -> None:
    terminal.read_until(b"]52;c;aGk=")
    assert b"\x1b]52" not in terminal.output
