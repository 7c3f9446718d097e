"""A file that is only partly there, and survives everything; who fetches the rest is not known here."""

import os
from pathlib import Path
from threading import Lock

from chatui.models.download.cache_layout import RepositoryFolder, sync_folder
from chatui.models.download.note import Note, note_path, read_note, write_note
from chatui.models.download.segments import Range


class Part:
    """The bytes of one file while they come; its methods raise OSError.

    One connection fills it from the begin on, so its size says what is there, even after `kill -9`. Before
    several fill it at once, and while they do, the note beside it says so.
    """

    def __init__(self, folder: RepositoryFolder, checksum: str, note: Note) -> None:
        self.path = folder.part(checksum)
        self.blob = folder.blob(checksum)
        self._fresh_note = Note(note.filename, note.commit, note.size)
        self._is_spread = False
        # The keeper notes from a thread of its own, and two drafts of a note would have the same name.
        self._lock = Lock()

    def open(self) -> list[Range]:
        """Make it, or find what is there of it; what cannot be trusted is thrown away."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        there = self._found()
        if there is None:
            self.discard()
            self._write(self._fresh_note)
            self.path.touch()
            sync_folder(self.path.parent)
        return there or []

    def _found(self) -> list[Range] | None:
        note = read_note(self.path)
        if note is None or self.path.is_symlink() or not self.path.is_file():
            return None
        size = self.path.stat().st_size
        if note.size != self._fresh_note.size or size > note.size:
            return None
        if note.there is None:
            return [(0, size)]
        self._is_spread = True
        return [(begin, min(end, size)) for begin, end in note.there]

    def spread(self, there: list[Range]) -> None:
        """Before more than one connection writes: from now on the note says what is there."""
        if not self._is_spread:
            self._is_spread = True
            self._write(self._fresh_note.with_ranges(there))

    def note(self, there: list[Range]) -> None:
        """Note what is there and synced, where the part's size does not say it."""
        if self._is_spread:
            self._write(self._fresh_note.with_ranges(there))

    def discard(self) -> None:
        """Throw everything away."""
        self._is_spread = False
        for path in (self.path, note_path(self.path)):
            path.unlink(missing_ok=True)

    def publish(self) -> Path:
        """Put the whole, checked and synced file where blobs are."""
        with self.path.open("rb") as file:
            changed = os.fstat(file.fileno()).st_mtime_ns
        note = self._fresh_note
        self._write(Note(note.filename, note.commit, note.size, published_ns=changed))
        os.replace(self.path, self.blob)
        sync_folder(self.blob.parent)
        return self.blob

    def _write(self, note: Note) -> None:
        with self._lock:
            write_note(self.path, note)
