"""What llama.cpp prints while a model loads; the only place that takes its log away from stderr."""

import sys
from typing import Self

import llama_cpp.llama_cpp as lib

from chatui.engine.llama.library import log_to_stderr

_LEVEL_ERROR = 4  # GGML_LOG_LEVEL_ERROR


class CapturedErrors:
    """Keeps error lines while it is entered and passes everything on to stderr, the engine's log file.

    A Python callback costs the GIL for every line, so it is installed for a load only.
    """

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._callback = lib.llama_log_callback(self._take)

    def _take(self, level: int, text: bytes, _: object) -> None:
        line = text.decode("utf-8", "replace")
        if level == _LEVEL_ERROR:
            self.lines.append(line.strip())
        sys.stderr.write(line)

    def summary(self) -> str:
        """The first error, which names the cause; later ones only say what it stopped."""
        if not self.lines:
            return "it gave no reason"
        return self.lines[0].rpartition("error loading model: ")[2].rstrip(".")

    def __enter__(self) -> Self:
        lib.llama_log_set(self._callback, None)
        return self

    def __exit__(self, *_: object) -> None:
        log_to_stderr()
