"""Runs one long command, its output to a log, its progress to stderr; knows not what it installs."""

import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from queue import Empty, Queue
from typing import IO

from first_run.failures import explain, last_useful_lines
from first_run.progress import Progress, ProgressLine, next_progress


class InstallError(Exception):
    """The installation cannot go on; the text says what happened and what to do."""


def run_logged(command: Sequence[str], first: Progress, environment: Mapping[str, str], log: Path) -> None:
    """Run `command` and append its output to `log`; InstallError says why it failed."""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
    ) as process:
        assert process.stdout is not None  # a pipe was asked for
        lines: Queue[str | None] = Queue()
        reader = threading.Thread(target=_copy_lines, args=(process.stdout, log, lines))
        reader.start()
        try:
            output = _follow(lines, first)
        except KeyboardInterrupt:
            process.terminate()
            raise
        finally:
            reader.join()
    if process.returncode != 0:
        shown = "\n".join(f"    {line}" for line in last_useful_lines(output))
        raise InstallError(f"The installation failed.\n{shown}\n{explain(output)}\nAll of the output: {log}")


def _follow(lines: "Queue[str | None]", progress: Progress) -> str:
    """Show the progress until the output ends; returns the output."""
    display, started = ProgressLine(sys.stderr), time.monotonic()
    output: list[str] = []
    try:
        while True:
            try:
                line = lines.get(timeout=1)
            except Empty:
                line = ""  # the clock goes on while one file compiles
            if line is None:
                return "".join(output)
            output.append(line)
            progress = next_progress(progress, line)
            display.show(progress, time.monotonic() - started)
    finally:
        display.end()


def _copy_lines(output: IO[str], log: Path, lines: "Queue[str | None]") -> None:
    with log.open("a", encoding="utf-8") as file:
        for line in output:
            file.write(line)
            file.flush()
            lines.put(line)
    lines.put(None)
