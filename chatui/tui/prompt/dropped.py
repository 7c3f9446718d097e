"""Tells a path that a terminal pastes when a file is dropped on it from any other text; it reads no file."""

import shlex
from pathlib import Path
from urllib.parse import unquote, urlsplit

_LONGEST = 8192
"""Characters; longer texts of one line are no paths."""


def dropped_paths(pasted: str) -> list[Path]:
    """The absolute paths that a pasted text consists of; empty where anything else is in it.

    Terminals paste them bare, in quotes, with backslashes before spaces, or as `file://` addresses, several
    with spaces or line ends between them. Whether the files exist is for the caller to see.
    """
    text = pasted.strip()
    if not text or len(text) > _LONGEST or text[0] not in "/~'\"f":
        return []
    whole = _path(text)
    if whole is not None and "\\" not in text and text[0] not in "'\"" and "\n" not in text:
        # A terminal that neither quotes nor escapes: spaces belong to the name, unless all words are paths.
        return _words(text) or [whole]
    return _words(text)


def _words(text: str) -> list[Path]:
    try:
        words = shlex.split(text)
    except ValueError:
        return []
    paths = [path for word in words if (path := _path(word)) is not None]
    return paths if len(paths) == len(words) else []


def _path(word: str) -> Path | None:
    if word.startswith("file://"):
        try:
            address = urlsplit(word)
        except ValueError:
            return None
        return Path(unquote(address.path)) if address.netloc in ("", "localhost") and address.path else None
    if word.startswith("~/"):
        return Path(word).expanduser()
    return Path(word) if word.startswith("/") and len(word) > 1 else None
