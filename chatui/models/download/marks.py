"""Whether chatui put a file into the cache that it shares with other programs; who asks is not known here."""

from pathlib import Path

from chatui.models.download.cache_layout import NOTE
from chatui.models.download.note import Note, note_path, read_note


def downloaded_by_chatui(path: Path) -> bool:
    """Whether chatui downloaded this file of the hub tools' cache: a blob, or a snapshot's link to one.

    A file that another program downloaded again later is that program's.
    """
    note = _note_of(path)
    try:
        return note is not None and note.published_ns == path.stat().st_mtime_ns
    except OSError:
        return False


def forget_download(path: Path) -> None:
    """Delete what chatui noted of a blob; for whoever deletes the blob."""
    note_path(path.resolve()).unlink(missing_ok=True)


def _note_of(path: Path) -> Note | None:
    blob = path.resolve()
    if note := read_note(blob):
        return note
    # Where links are forbidden, the file itself lies in the snapshot, and does not say its checksum.
    for folder in path.parents:
        if folder.parent.name == "snapshots":
            name = path.relative_to(folder).as_posix()
            notes = (read_note(_blob_of(note)) for note in (folder.parents[1] / "blobs").glob(f"*{NOTE}"))
            return next(
                (note for note in notes if note and (note.filename, note.commit) == (name, folder.name)), None
            )
    return None


def _blob_of(note: Path) -> Path:
    return note.with_name(note.name.removesuffix(NOTE))
