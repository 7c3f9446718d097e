"""A program in a pseudo-terminal, read and ended as a person's terminal does it."""

import os
import select
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

PATIENCE_S = 60.0


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
        deadline = time.monotonic() + PATIENCE_S
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
        deadline = time.monotonic() + PATIENCE_S
        while self.process.poll() is None:
            assert time.monotonic() < deadline
            if select.select([self.master], [], [], 0.05)[0]:
                self.output += os.read(self.master, 65536)
        while select.select([self.master], [], [], 0.05)[0]:
            self.output += os.read(self.master, 65536)
        return self.process.returncode


@contextmanager
def terminal_with(
    *arguments: str, size: tuple[int, int] = (80, 24), environment: Mapping[str, str] | None = None
) -> Iterator[Terminal]:
    """A terminal of so many columns and rows in which Python runs with these arguments."""
    master, slave = os.openpty()
    termios.tcsetwinsize(slave, size[::-1])
    variables = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})}
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=variables,
        start_new_session=True,
    )
    app = Terminal(master, slave, process, [master, slave])
    try:
        yield app
    finally:
        process.kill()
        process.wait()
        app.close()
