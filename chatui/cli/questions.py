"""Reads what is to be asked from stdin and files; who answers is not known here."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from chatui.chat.attached_files import with_files
from chatui.cli.console import Console
from chatui.errors import PromptError


def read_stdin(console: Console) -> str:
    """All of stdin as one question; empty where there is no stdin."""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        console.narrate("Type the question; Ctrl+D on an empty line ends it.")
    return sys.stdin.buffer.read().decode("utf-8", "replace").strip("\r\n")


def stdin_lines() -> Iterator[str]:
    """The lines of stdin as they come, without blank ones."""
    if sys.stdin is None:
        return
    for line in sys.stdin.buffer:
        if question := line.decode("utf-8", "replace").strip():
            yield question


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the names and texts of the files before it."""

    text: str
    files: tuple[tuple[str, str], ...] = ()

    @property
    def prompt(self) -> str:
        """The question behind the files' texts."""
        return with_files(self.text, self.files)


def read_question(text: str, files: Iterable[Path]) -> Question:
    """The question with its files; PromptError for an empty question or a file that is no text."""
    if not text.strip():
        raise PromptError("The prompt is empty.", "Give a question, or pipe one to stdin.")
    return Question(text, tuple((path.name, _text_of(path)) for path in files))


def _text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise PromptError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error
    except UnicodeDecodeError as error:
        raise PromptError(f"{path} is not text in UTF-8.", "Give a text file; convert it first.") from error
