"""Keeps what was asked across starts, in a file for this user alone; who asks again is not known here."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from chatui.config.paths import prompts_path

MOST_PROMPTS = 1000
MOST_BYTES = 1024 * 1024
"""Above this the file is written anew with the newest half of it."""
LONGEST_PROMPT = 64 * 1024
"""In characters; a longer one is a document, and a few of them would leave no room for anything else."""


def kept_prompts() -> list[str]:
    """What was asked, the oldest first; lines that cannot be read are left out."""
    try:
        lines = prompts_path().read_bytes().splitlines()
    except OSError:
        return []
    return [prompt for line in lines[-MOST_PROMPTS:] if (prompt := _prompt_of(line))]


def keep_prompt(prompt: str) -> None:
    """Remember a prompt; several instances may write at once."""
    if len(prompt) > LONGEST_PROMPT:
        return
    # A full or read-only disk must not keep anybody from asking.
    with suppress(OSError):
        path = prompts_path()
        if path.exists() and path.stat().st_size > MOST_BYTES:
            _shorten(path)
        # One write in append mode: lines of two instances never mix.
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, _line_of(prompt))
        finally:
            os.close(descriptor)


def _shorten(path: Path) -> None:
    kept = _newest(path.read_bytes().splitlines(keepends=True), MOST_BYTES // 2)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.writelines(kept)
    os.replace(draft, path)


def _newest(lines: list[bytes], most_bytes: int) -> Iterable[bytes]:
    size, first = 0, len(lines)
    while first > 0 and size + len(lines[first - 1]) <= most_bytes:
        first -= 1
        size += len(lines[first])
    return lines[first:]


def _line_of(prompt: str) -> bytes:
    return json.dumps(prompt).encode() + b"\n"


def _prompt_of(line: bytes) -> str:
    try:
        value = json.loads(line)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""
