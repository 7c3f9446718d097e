"""Completes a path towards text files; it reads folders and opens no file."""

import os
import re
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from chatui.chat.display_text import display_text

MOST = 50
"""Entries that are offered; nobody reads more, and a folder may have a million."""

_LAST = frozenset(
    ("node_modules", "__pycache__", "venv", "site-packages", "target", "build", "dist", "vendor")
)
"""Folders that tools fill: offered behind all others."""

_NOT_TEXT = re.compile(
    r"\.(7z|bin|bmp|bz2|db|dll|dylib|exe|flac|gguf|gif|gz|ico|jar|jpe?g|mkv|mov|mp3|mp4|o|ogg|onnx|otf|pdf|png"
    r"|pyc|safetensors|so|sqlite|tar|tiff?|ttf|wasm|wav|webm|webp|woff2?|xz|zip|zst)",
    re.IGNORECASE,
)
"""Endings of files that are surely no text."""


@dataclass(frozen=True, slots=True)
class PathChoice:
    """Something that a typed path may become."""

    path: str
    """As a person would go on typing it; folders end in a slash."""
    is_folder: bool


def path_choices(typed: str, folder: Path) -> list[PathChoice]:
    """Folders and files of text below `folder` that fit what is typed; blocks for as long as the disk does.

    Names that begin so come before those that have it somewhere. Hidden ones are offered once a dot is
    typed, and names that a terminal cannot show as they are, never.
    """
    parent, slash, begun = typed.rpartition("/")
    prefix = parent + slash
    try:
        place = folder / Path(prefix).expanduser() if prefix else folder
        with os.scandir(place) as entries:
            fitting = [entry for entry in entries if _fits(entry.name, begun.casefold())]
    except (OSError, RuntimeError, ValueError):
        return []
    nearest = nsmallest(MOST, fitting, key=lambda entry: _order(entry.name, begun.casefold()))
    choices = (PathChoice(prefix + entry.name, _is_folder(entry)) for entry in nearest)
    return [PathChoice(f"{each.path}/", True) if each.is_folder else each for each in choices]


def _fits(name: str, begun: str) -> bool:
    if name.startswith(".") != begun.startswith("."):
        return False
    if begun not in name.casefold() or _NOT_TEXT.fullmatch(os.path.splitext(name)[1]):
        return False
    return display_text(name) == name and "\n" not in name and "\t" not in name


def _order(name: str, begun: str) -> tuple[bool, bool, str]:
    folded = name.casefold()
    return not folded.startswith(begun), folded in _LAST, folded


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
