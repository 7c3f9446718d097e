"""Reads what a person types, with history where Python has readline; what it means is not known here."""

import sys
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import TextIO

from chatui.cli.console import Console

LABEL = "You: "
MORE = "More: "
"""Before the lines that a backslash at the end of the line before asked for."""


class Typing:
    """Questions from the terminal."""

    def __init__(self, console: Console) -> None:
        self._console = console
        if isinstance(sys.stdin, TextIOWrapper):
            # Else Python would end at what is typed in another encoding.
            sys.stdin.reconfigure(errors="replace")
        self._has_editing = _is_terminal(sys.stdin) and _is_terminal(sys.stdout)
        if self._has_editing:
            with suppress(ImportError):
                import_module("readline")  # gives `input` editing and history

    def read(self) -> str | None:
        """The next question or command; None at the end of the input. KeyboardInterrupt after Ctrl+C."""
        text = self._line(LABEL)
        while text is not None and text.endswith("\\"):
            more = self._line(MORE)
            text = f"{text[:-1]}\n{more or ''}"
            if more is None:
                break
        return text

    def _line(self, label: str) -> str | None:
        if self._has_editing:
            try:
                return input(label)
            except EOFError:
                self._console.aside("\n")
                return None
        self._console.aside(label)
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line or not _is_terminal(sys.stdin):
            # What no terminal echoed belongs into the log all the same.
            self._console.aside(f"{line.rstrip()}\n")
        return line.rstrip("\r\n") if line else None


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()
