"""The file that everything printed by native code goes to; it knows no process and no message."""

import os
import re
from contextlib import suppress
from pathlib import Path

from chatui.chat.display_text import display_text
from chatui.errors import EngineError

ROTATE_BYTES = 2 * 1024 * 1024
TAIL_BYTES = 8 * 1024
QUOTE_CHARACTERS = 200

_TELLING = re.compile(
    r"error|fail|assert|abort|exception|terminate|out of memory|unable|cannot", re.IGNORECASE
)
_STACK = "Fatal Python error"
"""What faulthandler begins with; the stack below it says nothing that the signal's name does not."""


class EngineLog:
    """One log file, readable by its owner only; the one before is kept as `NAME.1` when it grows large."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._start = 0

    def open(self) -> int:
        """A descriptor to append to, which the caller closes; EngineError when there can be none."""
        try:
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._rotate()
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            self.path.chmod(0o600)  # one that an older umask made
            self._start = os.fstat(descriptor).st_size
        except OSError as error:
            raise EngineError(
                f"The engine's log {self.path} cannot be written: {error.strerror}.",
                "Set CHATUI_HOME to a folder that can be.",
            ) from error
        return descriptor

    def last_words(self) -> str:
        """The last line since `open` that seems to say what went wrong, else the last line; may be empty."""
        with suppress(OSError), self.path.open("rb") as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(self._start, end - TAIL_BYTES))
            text = file.read(TAIL_BYTES).decode("utf-8", "replace")
            lines = [display_text(line).strip() for line in text.partition(_STACK)[0].splitlines()]
            lines = [line for line in lines if line]
            telling = [line for line in lines if _TELLING.search(line)]
            return (telling or lines or [""])[-1][:QUOTE_CHARACTERS]
        return ""

    def _rotate(self) -> None:
        with suppress(FileNotFoundError):
            if self.path.stat().st_size > ROTATE_BYTES:
                self.path.replace(self.path.with_name(f"{self.path.name}.1"))
