"""A program in a pseudo-terminal, as a person's terminal would hold it; it knows no program."""

import os
import select
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

PATIENCE_S = 60.0

RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1003l", b"\x1b[?2004l")
"""What brings a terminal back from a full screen: the shell's screen, its cursor, no mouse, plain pasting."""


_OWN_TERMINAL = """
import os, signal, sys
for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT, signal.SIGTERM):
    signal.signal(number, signal.SIG_DFL)
os.close(os.open(os.ttyname(0), os.O_RDWR))
os.execvp(sys.argv[1], sys.argv[1:])
"""
"""Opened by the leader of a session it becomes its terminal: Ctrl+C and a closing are then signals.

Signals as a person's shell has them: whoever runs the tests in the background or under nohup ignores some.
"""


@dataclass
class Terminal:
    """A pseudo-terminal with a program in it."""

    master: int
    slave: int
    process: "subprocess.Popen[bytes]"
    open_ends: list[int]
    output: bytearray = field(default_factory=bytearray)

    def type(self, text: str) -> None:
        """Type as a person does; "\\r" is Enter."""
        os.write(self.master, text.encode())

    def read_until(self, *texts: bytes) -> None:
        """Read what the program writes until all `texts` were seen."""
        missing = [*texts]

        def is_missing() -> bool:
            missing[:] = [text for text in missing if text not in self.output]
            return bool(missing)

        self.read_while(is_missing, missing)

    def read_while(self, holds: Callable[[], bool], why: object = "") -> None:
        """Read as long as `holds`; `why` is told when that takes too long."""
        deadline = time.monotonic() + PATIENCE_S
        while holds():
            assert time.monotonic() < deadline, (why, bytes(self.output[-2000:]))
            if select.select([self.master], [], [], 0.1)[0]:
                self.output += os.read(self.master, 65536)

    def read_until_asked(self, prompt: bytes) -> None:
        """Read until a line is asked for, and the program waits for it.

        Between the prompt and the wait readline hears no signal, and nobody types as fast as that.
        """
        self.read_until(prompt)
        program = psutil.Process(self.process.pid)
        self.read_while(lambda: program.status() != psutil.STATUS_SLEEPING, "it never waited for a line")

    def read_until_raw(self) -> None:
        """Read until keys are the program's: before, the terminal takes Ctrl+Q for the end of a pause."""
        self.read_while(lambda: self.is_sane, "it never took the keys")

    def forget(self) -> None:
        """Begin to look anew: what was written so far is not searched any more."""
        self.output.clear()

    def close(self) -> None:
        """Close it as a person closes a window."""
        while self.open_ends:
            os.close(self.open_ends.pop())

    def end(self) -> int:
        """Wait for the end and read the rest."""
        self.read_while(lambda: self.process.poll() is None)
        while select.select([self.master], [], [], 0.05)[0]:
            self.output += os.read(self.master, 65536)
        return self.process.returncode

    @property
    def is_sane(self) -> bool:
        """It echoes and edits lines, as a shell expects it to."""
        local_modes = termios.tcgetattr(self.slave)[3]
        return bool(local_modes & termios.ECHO and local_modes & termios.ICANON)


@contextmanager
def terminal_with(
    command: Sequence[str], environment: Mapping[str, str] | None = None, size: tuple[int, int] = (24, 80)
) -> Iterator[Terminal]:
    """Run a program in a terminal of `size` rows and columns; it is killed at the end, if need be."""
    master, slave = os.openpty()
    termios.tcsetwinsize(slave, size)
    # A test runner's own size would count for more than that of the terminal.
    usual = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    usual |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = subprocess.Popen(
        (sys.executable, "-c", _OWN_TERMINAL, *command),
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env={**usual, **(environment or {})},
        start_new_session=True,
    )
    terminal = Terminal(master, slave, process, [master, slave])
    try:
        yield terminal
    finally:
        process.kill()
        process.wait()
        terminal.close()
