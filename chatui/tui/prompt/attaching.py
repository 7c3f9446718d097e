"""Reads text files that are to be put before a question; what becomes of them is not known here."""

import codecs
import os
import stat
from pathlib import Path

from chatui.chat.attached_files import Attachment
from chatui.chat.display_text import display_text
from chatui.errors import PromptError
from chatui.library.figures import bytes_text

LONGEST_BYTES = 4 * 1024 * 1024
"""More than the longest context of today's models holds, about a million tokens of prose."""

_HINT = "Attach a file of text."


def read_attachment(path: Path) -> Attachment:
    """The file's name and text; PromptError says why it cannot be attached. Blocks on the disk."""
    shown = display_text(path.name).replace("\n", " ").replace("\t", " ") or str(path)
    try:
        # Not to wait for a writer, should it be a pipe.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(descriptor, "rb") as file:
            found = os.fstat(descriptor)
            _check(shown, found)
            content = file.read(LONGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise PromptError(f"{shown} is not there.", "Check its path.") from error
    except IsADirectoryError as error:
        raise PromptError(f"{shown} is a folder.", "Attach the files in it one by one.") from error
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise PromptError(f"{shown} cannot be read: {why}.", "Check its permissions.") from error
    return Attachment(shown, _text(shown, content))


def _check(shown: str, found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise PromptError(f"{shown} is a folder.", "Attach the files in it one by one.")
    if not stat.S_ISREG(found.st_mode):
        raise PromptError(f"{shown} is a device or a pipe and not a file.", _HINT)
    if found.st_size > LONGEST_BYTES:
        size, most = bytes_text(found.st_size), bytes_text(LONGEST_BYTES)
        raise PromptError(f"{shown} has {size}, and at most {most} can be attached.", "Attach a part of it.")


def _text(shown: str, content: bytes) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        hint = f"{_HINT} One in an old encoding must be converted to UTF-8 first."
        raise PromptError(f"{shown} is not text in UTF-8.", hint) from error
    if "\0" in text:
        raise PromptError(f"{shown} is not text: it has zero bytes.", _HINT)
    if not text.strip():
        raise PromptError(f"{shown} is empty.", _HINT)
    return text.replace("\r\n", "\n")
