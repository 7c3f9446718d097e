"""Remembers the model that was used last; what a model reference means is not known here."""

import os
from contextlib import suppress

from chatui.config.paths import last_model_path


def last_model() -> str | None:
    """The reference of the model used last, or None where none is remembered."""
    try:
        return last_model_path().read_text(encoding="utf-8").strip() or None
    except (OSError, UnicodeDecodeError):
        return None


def remember_model(ref: str) -> None:
    """Remember a model reference; a reader meanwhile sees the old one or the new one, never half of it."""
    path = last_model_path()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    # A full or read-only disk must not keep anybody from asking the model that has just been loaded.
    with suppress(OSError):
        draft.write_text(f"{ref}\n", encoding="utf-8")
        os.replace(draft, path)
