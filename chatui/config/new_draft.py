"""Keeps the question that was begun in a conversation of which nothing is kept yet, for this user alone."""

import os
from contextlib import suppress

from chatui.config.paths import draft_path


def new_draft() -> str:
    """What was begun; empty where nothing was."""
    try:
        return draft_path().read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def keep_new_draft(text: str) -> None:
    """Keep what was begun; a reader meanwhile sees the old text or the new one."""
    # A full or read-only disk must not keep anybody from typing.
    with suppress(OSError):
        path = draft_path()
        if not text:
            path.unlink(missing_ok=True)
            return
        newer = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(newer, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode("utf-8", "replace"))
        os.replace(newer, path)
