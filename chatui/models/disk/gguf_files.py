"""Lists the models among a folder's files, by names and sizes; it opens no file and knows no program."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chatui.chat.display_text import display_text
from chatui.models.gguf.split_files import MOST_PARTS, SPLIT_NAME, part_names

MOST_DEPTH = 8
"""Folders below the first one; LM Studio uses two, and snapshots of the hub rarely more than one."""
_MOST_ENTRIES = 200_000
"""Files and folders that are looked at below one folder: a tenth of a second for each 50,000 or so."""
_MOST_NAMED = 4
"""Missing parts that a fault names."""

_COMPANION = re.compile(
    r"mmproj|^ggml-vocab-|(^|[-_.])imatrix\.gguf$|(^|[-_.])(lora|adapter)([-_.](bf16|f16|f32|q8_0))?\.gguf$",
    re.IGNORECASE,
)
"""Do nothing without a model. What was quantized with an imatrix may say so, but not at the end."""
_UNFINISHED = re.compile(
    r"(?P<name>.+\.gguf)\.(part|partial|incomplete|downloadinprogress|download|crdownload|tmp)",
    re.IGNORECASE,
)
"""As LM Studio, llama.cpp and browsers name what they have not finished."""


@dataclass(frozen=True, slots=True)
class GgufFiles:
    """One model: a file, or all parts of a split one."""

    path: Path
    """Of a split model its first part, or the first that is here."""
    size_bytes: int
    """Of what is here."""
    fault: str = ""
    """Why it cannot be used, for people; empty: nothing is known against it."""


def gguf_files(folder: Path, depth: int = MOST_DEPTH) -> Iterator[GgufFiles]:
    """Every model in a folder and those below it, in the order of their paths.

    Follows links, but enters no folder twice. Passes over what cannot be read, hidden folders, and files
    that are no models by themselves; ends after 200,000 entries. Never raises OSError.
    """
    entered: set[tuple[int, int]] = set()
    waiting = [(folder, depth)]
    left = _MOST_ENTRIES
    while waiting and left > 0:
        place, levels = waiting.pop()
        if not _is_new(place, entered):
            continue
        entries = _entries(place, left)
        left -= len(entries)
        yield from _models(place, [entry.name for entry in entries])
        if levels > 0:
            inner = [entry.name for entry in reversed(entries) if _is_folder(entry)]
            waiting += [(place / name, levels - 1) for name in inner]


def missing_sentence(names: list[str]) -> str:
    """Names the parts of a split model that are not here."""
    named = ", ".join(display_text(name) for name in names[:_MOST_NAMED])
    more = " …" if len(names) > _MOST_NAMED else ""
    return f"{len(names)} of its parts {'is' if len(names) == 1 else 'are'} missing ({named}{more})."


def _is_new(folder: Path, entered: set[tuple[int, int]]) -> bool:
    try:
        status = folder.stat()
    except OSError:
        return False
    key = (status.st_dev, status.st_ino)
    is_new = key not in entered
    entered.add(key)
    return is_new


def _entries(folder: Path, most: int) -> list["os.DirEntry[str]"]:
    entries: list[os.DirEntry[str]] = []
    try:
        with os.scandir(folder) as listing:
            for entry in listing:
                entries.append(entry)
                if len(entries) >= most:
                    break
    except OSError:
        return entries
    return sorted(entries, key=lambda entry: entry.name)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return not entry.name.startswith(".") and entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def _models(folder: Path, names: list[str]) -> Iterator[GgufFiles]:
    """The models in one folder, by name; parts of a split one together, where the first of them stands."""
    groups: dict[str, list[str]] = {}
    for name in names:
        if name.lower().endswith(".gguf") and not _COMPANION.search(name):
            groups.setdefault(_group(name), []).append(name)
    for group in groups.values():
        yield from _model(folder, group)
    for name in names:
        unfinished = _UNFINISHED.fullmatch(name)
        if unfinished and unfinished["name"] not in groups and not _COMPANION.search(unfinished["name"]):
            fault = f"{display_text(name)} is a download that is not finished."
            yield GgufFiles(folder / name, _size(folder / name) or 0, fault)


def _group(name: str) -> str:
    """What the parts of a split model have in common; another file's own name."""
    split = SPLIT_NAME.fullmatch(name)
    return f"{split['stem']}/{split['parts']}" if split else name


def _model(folder: Path, names: list[str]) -> Iterator[GgufFiles]:
    """The model that these files are; none where the only one is a folder."""
    sizes = {name: _size(folder / name) for name in names}
    if None in sizes.values() and any(_is_dir(folder / name) for name in names):
        return
    total = sum(size or 0 for size in sizes.values())
    yield GgufFiles(folder / names[0], total, _missing(names) or _fault(folder, sizes))


def _missing(names: list[str]) -> str:
    split = SPLIT_NAME.fullmatch(names[0])
    if split and len(names) < int(split["parts"]) <= MOST_PARTS:
        return missing_sentence([name for name in part_names(names[0]) if name not in names])
    if split and len(names) < int(split["parts"]):
        return f"{display_text(names[0])} claims to be one of {int(split['parts']):,} parts."
    return ""


def _fault(folder: Path, sizes: dict[str, int | None]) -> str:
    for name, size in sizes.items():
        if size is None:
            return f"{display_text(name)} leads to a file that is gone, or is no file."
        if size == 0:
            return f"{display_text(name)} is empty."
        if not os.access(folder / name, os.R_OK):
            return f"{display_text(name)} cannot be read by this user."
    return ""


def _size(path: Path) -> int | None:
    """The file's size; None for what is no file, such as a link that leads nowhere."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _is_dir(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False
