"""Completes a path that is typed, towards files of one kind; it reads folders and opens no file."""

from pathlib import Path

from chatui.chat.display_text import display_text

_MOST = 200
"""Entries that are looked at in the list; nobody reads more, and a folder may have a million."""


def completions(typed: str, suffix: str = ".gguf") -> list[str]:
    """The folders, and the files with this suffix, that begin as `typed` does. Reads the disk.

    Folders end in a slash.
    """
    folder, _, beginning = typed.rpartition("/")
    place = Path(folder + "/" if "/" in typed else ".")
    try:
        entries = sorted(place.expanduser().iterdir(), key=lambda path: path.name.casefold())
    except (OSError, RuntimeError, ValueError):
        return []
    prefix = f"{folder}/" if "/" in typed else ""
    fitting = [entry for entry in entries if entry.name.casefold().startswith(beginning.casefold())]
    shown = [entry for entry in fitting if beginning.startswith(".") or not entry.name.startswith(".")]
    wanted = [entry for entry in shown[:_MOST] if _is_wanted(entry, suffix)]
    return [f"{prefix}{entry.name}{'/' if entry.is_dir() else ''}" for entry in wanted]


def common_beginning(paths: list[str]) -> str:
    """The longest text that all paths begin with; empty for none."""
    if not paths:
        return ""
    first, last = min(paths), max(paths)
    length = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return first[: min(length, len(last))]


def _is_wanted(entry: Path, suffix: str) -> bool:
    # A name with control characters cannot be shown as it is, so it cannot be typed either.
    is_plain = display_text(entry.name) == entry.name
    return is_plain and (entry.is_dir() or entry.suffix.casefold() == suffix)
