"""What pip is doing, read from its output, and how that is shown; knows not what is installed."""

import os
import re
import shutil
from dataclasses import dataclass, replace
from typing import TextIO

SECONDS_BETWEEN_LINES = 10


@dataclass(frozen=True, slots=True)
class Progress:
    """What pip is doing; `done` of `total` build steps, both 0 where nothing is counted."""

    phase: str
    done: int = 0
    total: int = 0


def next_progress(now: Progress, line: str) -> Progress:
    """What pip is doing after it printed `line`; lines that say nothing change nothing."""
    line = line.strip()
    if step := re.match(r"\[(\d+)/(\d+)\]", line):  # ninja
        return replace(now, done=int(step[1]), total=int(step[2]))
    if percent := re.match(r"\[ *(\d+)%\]", line):  # make
        return replace(now, done=int(percent[1]), total=100)
    if download := re.match(r"Downloading (?:\S*/)?([^\s/]+) (\([^)]+\))", line):
        return Progress(f"Downloading {download[1]} {download[2]}")
    if build := re.match(r"Building (?:wheel|editable) for (\S+) \(.*\): started", line):
        return Progress(f"Building {build[1]}")
    if package := re.match(r"(?:Collecting|Processing) (\S+)", line):
        return Progress(f"Collecting {package[1].rsplit('/', 1)[-1]}")
    if packages := re.match(r"Installing collected packages: (.+)", line):
        return Progress(f"Installing {packages[1].count(',') + 1} packages")
    return now


def describe(progress: Progress, seconds: float) -> str:
    """One line for a person: what, how far, for how long."""
    minutes, rest = divmod(int(seconds), 60)
    clock = f"{minutes} min {rest:02} s" if minutes else f"{rest} s"
    counted = f": step {progress.done} of {progress.total}" if progress.total else ""
    return f"{progress.phase}{counted}, {clock}"


class ProgressLine:
    """One line that is rewritten on a terminal; elsewhere a new line, at most every ten seconds."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._rewrites = stream.isatty() and os.environ.get("TERM") != "dumb"
        self._last = float("-inf")
        self._width = 0

    def show(self, progress: Progress, seconds: float) -> None:
        """Say where the installation stands, `seconds` after its start."""
        if not self._rewrites and seconds - self._last < SECONDS_BETWEEN_LINES:
            return
        self._last = seconds
        text = "  " + describe(progress, seconds)
        if self._rewrites:
            text = text[: shutil.get_terminal_size().columns - 1]
            self._stream.write("\r" + text.ljust(self._width))
            self._width = len(text)
        else:
            self._stream.write(text + "\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the cursor on a line of its own."""
        if self._width:
            self._stream.write("\n")
            self._width = 0
