"""Reads a file of conversations, whoever wrote it, and writes an export; the store is not known here."""

import json
import os
from collections.abc import Callable
from pathlib import Path

from chatui.errors import StoreError
from chatui.store.transfer import from_chatgpt, from_chatui, from_lm_studio, from_open_webui
from chatui.store.transfer.reading import Reading

_FORMATS: tuple[tuple[Callable[[object], bool], Callable[[object], Reading]], ...] = (
    (from_chatui.is_chatui, from_chatui.read_chatui),
    (from_chatgpt.is_chatgpt, from_chatgpt.read_chatgpt),
    (from_open_webui.is_open_webui, from_open_webui.read_open_webui),
    (from_lm_studio.is_lm_studio, from_lm_studio.read_lm_studio),
)
_KNOWN = "chatui reads its own JSON, and the JSON exports of ChatGPT, Open WebUI and LM Studio."


def read_file(path: Path) -> Reading:
    """The conversations of a file; StoreError where it cannot be read or nobody's format is recognised."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error
    except (ValueError, RecursionError) as error:
        raise StoreError(f"{path} is not JSON.", _unpacked(path)) from error
    for is_of_format, read in _FORMATS:
        if is_of_format(data):
            return read(data)
    raise StoreError(f"{path} is of no known format.", _KNOWN)


def write_file(path: Path, text: str) -> None:
    """Write an export, readable for this user alone; a file that is there is replaced. Raises StoreError."""
    part = path.with_name(f"{path.name}.part")
    try:
        with open(part, "w", encoding="utf-8", opener=_private) as file:
            file.write(text)
        os.replace(part, path)
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}.", "Write it to another place."
        ) from error


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _unpacked(path: Path) -> str:
    if path.suffix.lower() == ".zip":
        return "Unpack it, and import the conversations.json inside."
    return _KNOWN
