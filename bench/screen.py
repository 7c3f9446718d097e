"""A program in a pseudo-terminal: what it draws is read and thrown away; knows no program. POSIX only."""

import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PATIENCE_S = 60.0

_FULL_SCREEN = b"\x1b[?1049h"
_SEQUENCES = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[ -/]*[0-OQ-Z\\^-~]"
    rb"|\x1b.{0,40}$",
    re.DOTALL,
)
"""What draws no character by itself, a sequence whose end has not come yet too."""


class Screen:
    """A terminal with a program in it."""

    def __init__(self, terminal: int, process: "subprocess.Popen[bytes]") -> None:
        self._terminal = terminal
        self._process = process
        self.tail = b""
        """The end of what was read last, for people who look for a fault."""

    @property
    def is_over(self) -> bool:
        """The program has ended."""
        return self._process.poll() is not None

    def type(self, text: bytes) -> None:
        """Send keys."""
        os.write(self._terminal, text)

    def wait_for(self, text: bytes) -> float:
        """When it was drawn, by `time.perf_counter`; SystemExit where it is not within a minute."""
        seen = b""
        deadline = time.perf_counter() + PATIENCE_S
        while text not in seen:
            if self.is_over or not (piece := self._read(deadline - time.perf_counter())):
                raise SystemExit(f"{self._process.args!r} did not draw {text!r}: {seen!r}")
            seen = seen[-4096:] + piece
        return time.perf_counter()

    def wait_for_a_frame(self) -> float:
        """When the first visible character was drawn on the full screen, by `time.perf_counter`."""
        seen = b""
        deadline = time.perf_counter() + PATIENCE_S
        while not _SEQUENCES.sub(b"", seen.partition(_FULL_SCREEN)[2]).strip():
            if self.is_over or not (piece := self._read(deadline - time.perf_counter())):
                raise SystemExit(f"{self._process.args!r} drew nothing")
            seen += piece
        return time.perf_counter()

    def read_to_the_end(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Read until the program ends; `meanwhile` is called ten times a second or more."""
        while not self.is_over:
            self._read(0.1)
            meanwhile()

    def _read(self, seconds: float) -> bytes:
        if not select.select([self._terminal], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            piece = os.read(self._terminal, 65_536)
        except OSError:  # Linux ends a pseudo-terminal with EIO
            return b""
        self.tail = (self.tail + piece)[-2000:]
        return piece


@contextmanager
def screen_of(command: Sequence[str], columns: int, rows: int, **environment: str) -> Iterator[Screen]:
    """Run a program on a screen of this size, with more environment; it is killed if it is still there."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (rows, columns))
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(
        command,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,  # where Textual draws
        env={**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        yield Screen(ours, process)
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def result_of(
    module: str, *arguments: str, drive: Callable[[Screen], None] = Screen.read_to_the_end
) -> dict[str, Any]:
    """What `python -m MODULE RESULT ...`, run on a screen of 160x50, writes to RESULT in JSON.

    `drive` does what a person would, and returns once the program has ended; SystemExit where that left no
    result.
    """
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        with screen_of([sys.executable, "-m", module, str(result), *arguments], 160, 50) as screen:
            drive(screen)
        if not result.exists():
            raise SystemExit(f"{module} ended without a result: {screen.tail!r}")
        read: dict[str, Any] = json.loads(result.read_text())
        return read
