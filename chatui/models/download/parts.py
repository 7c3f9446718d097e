"""Downloads that were begun and not finished, found on this disk; who began them is not known here."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from chatui.errors import DownloadError
from chatui.models.download.cache_layout import PART, RepositoryFolder
from chatui.models.download.local_faults import writing
from chatui.models.download.note import note_path, read_note
from chatui.models.download.segments import merged
from chatui.models.download.turn import Turn


@dataclass(frozen=True, slots=True)
class UnfinishedFile:
    """A part on this disk."""

    repo_id: str
    filename: str | None
    """None: its note is gone, so the next download of the file begins anew."""
    checksum: str
    done_bytes: int
    size_bytes: int | None
    path: Path


def unfinished_files(cache: Path) -> list[UnfinishedFile]:
    """Every part in the hub tools' cache; none where the cache cannot be read."""
    return sorted(_found(cache), key=lambda one: (one.repo_id, one.filename or ""))


def part_bytes(part: Path) -> int:
    """How much is there of the part at this path; 0 where there is none."""
    note = read_note(part)
    if note is not None and note.there is not None:
        return sum(end - begin for begin, end in merged(note.there))
    try:
        return part.stat().st_size
    except OSError:
        return 0


def discard(cache: Path, part: UnfinishedFile) -> int:
    """Throw a part away; returns the bytes that it held. DownloadError while a download is at it."""
    folder = RepositoryFolder(cache, part.repo_id)
    with writing(folder.blobs), Turn(folder.lock(part.checksum)) as turn:
        if not turn.take():
            name = part.filename or part.repo_id
            raise DownloadError(f"{name} is being downloaded at the moment.", "Cancel the download first.")
        freed = _held(part.path)
        part.path.unlink(missing_ok=True)
        note_path(part.path).unlink(missing_ok=True)
        return freed


def _found(cache: Path) -> Iterator[UnfinishedFile]:
    for path in cache.glob(f"models--*/blobs/*{PART}"):
        if path.is_symlink() or not path.is_file():
            continue
        repo_id = path.parents[1].name.removeprefix("models--").replace("--", "/", 1)
        checksum = path.name.removesuffix(PART)
        note = read_note(path)
        filename, size = (note.filename, note.size) if note else (None, None)
        yield UnfinishedFile(repo_id, filename, checksum, part_bytes(path), size, path)


def _held(path: Path) -> int:
    """Bytes on the disk: a part that several connections fill has holes."""
    status = path.stat()
    return getattr(status, "st_blocks", status.st_size // 512) * 512
