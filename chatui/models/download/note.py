"""A small file beside a part or a blob: what it is, and that chatui put it there; it knows no network."""

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from chatui.models.download.cache_layout import NOTE, PART, write_whole
from chatui.models.download.segments import Range
from chatui.models.hub.names import is_commit, is_file


@dataclass(frozen=True, slots=True)
class Note:
    """What a part or a blob is."""

    filename: str
    commit: str
    size: int
    there: tuple[Range, ...] | None = None
    """What is there of a part that several connections filled; None: everything up to its end."""
    published_ns: int | None = None
    """The blob's time of change when it was put there; another program's blob of that name has another."""

    def with_ranges(self, there: list[Range]) -> "Note":
        """The same part, further on."""
        return replace(self, there=tuple(there))


def note_path(blob_or_part: Path) -> Path:
    """Where the note of a blob or a part lies."""
    return blob_or_part.with_name(blob_or_part.name.removesuffix(PART) + NOTE)


def write_note(blob_or_part: Path, note: Note) -> None:
    """Write it, safe against a power cut."""
    write_whole(note_path(blob_or_part), json.dumps(asdict(note)).encode())


def read_note(blob_or_part: Path) -> Note | None:
    """The note of a blob or a part; None where there is none that can be understood."""
    try:
        fields = json.loads(note_path(blob_or_part).read_bytes())
        note = Note(**fields)
        ranges = None if note.there is None else tuple((int(begin), int(end)) for begin, end in note.there)
        is_sound = is_file(note.filename) and is_commit(note.commit) and note.size >= 0
        is_sound = is_sound and all(0 <= begin <= end <= note.size for begin, end in ranges or ())
    except (OSError, ValueError, TypeError):
        return None
    return replace(note, there=ranges) if is_sound else None
