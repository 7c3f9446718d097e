"""The app in a real pseudo-terminal: how it ends, and what bytes it writes."""

import os
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

_RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l")
_PATIENCE_S = 60.0


@dataclass
class Terminal:
    """A pseudo-terminal with the app in it."""

    master: int
    slave: int
    process: "subprocess.Popen[bytes]"
    open_ends: list[int]
    output: bytearray = field(default_factory=bytearray)

    def read_until(self, *texts: bytes) -> None:
        """Read what the app writes until all `texts` were seen."""
        deadline = time.monotonic() + _PATIENCE_S
        while not all(text in self.output for text in texts):
            assert time.monotonic() < deadline, bytes(self.output[-2000:])
            if select.select([self.master], [], [], 0.1)[0]:
                self.output += os.read(self.master, 65536)

    def close(self) -> None:
        """Close it as a person closes a window."""
        while self.open_ends:
            os.close(self.open_ends.pop())

    def end(self) -> int:
        """Wait for the end and read the rest."""
        deadline = time.monotonic() + _PATIENCE_S
        while self.process.poll() is None:
            assert time.monotonic() < deadline
            if select.select([self.master], [], [], 0.05)[0]:
                self.output += os.read(self.master, 65536)
        while select.select([self.master], [], [], 0.05)[0]:
            self.output += os.read(self.master, 65536)
        return self.process.returncode


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """The app, thinking for ever, with the first question asked."""
    master, slave = os.openpty()
    termios.tcsetwinsize(slave, (24, 80))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.tui.demo_app"],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
    )
    app = Terminal(master, slave, process, [master, slave])
    try:
        app.read_until(b"ready")
        os.write(master, b"hello\r")
        app.read_until(b"thinking")
        yield app
    finally:
        process.kill()
        process.wait()
        app.close()


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
    assert terminal.process.wait(_PATIENCE_S) == 129


def test_quitting_while_it_thinks_ends_at_once_with_0(terminal: Terminal) -> None:
    os.write(terminal.master, b"\x11")
    assert terminal.end() == 0
    assert all(sequence in terminal.output for sequence in _RESTORED)


def test_no_escape_of_the_model_reaches_the_terminal(terminal: Terminal) -> None:
    terminal.read_until(b"]52;c;aGk=")
    assert b"\x1b]52" not in terminal.output
