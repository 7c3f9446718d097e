"""The SHA-256 of models' files as they are, without making anybody wait; it judges none."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread

from chatui.models.disk.file_checksum import named_by_place, read_checksum
from chatui.models.disk.small_files import small_json
from chatui.models.gguf.split_files import part_names

_AT_ONCE_BYTES = 16 << 20
"""Of a file; up to here reading it takes tens of milliseconds."""


class FileChecksums:
    """For any thread. A file that nothing names by its checksum is read once, in a thread, and remembered."""

    def __init__(self, memory: Path) -> None:
        """`memory` is the file that remembers; it need not exist."""
        self._memory = memory
        self._lock = Lock()
        self._found: dict[str, str] = {}
        self._reading: set[Path] = set()
        self._stop = Event()

    def known(self, path: Path) -> str:
        """The checksum of a model's file; empty while it is being read, and where it cannot be.

        Of a split model, given by its first part, it is that of its parts' checksums, one a line.
        """
        names = part_names(path.name)
        parts = [self._part(path.with_name(name)) for name in names]
        if not all(parts):
            return ""
        if len(parts) == 1:
            return parts[0]
        return hashlib.sha256("".join(f"{part}\n" for part in parts).encode()).hexdigest()

    def close(self) -> None:
        """End what is being read."""
        self._stop.set()

    def _part(self, path: Path) -> str:
        if named := named_by_place(path):
            return named
        try:
            stamp = _stamp(path)
        except OSError:
            return ""
        if (remembered := self._remembered(stamp)) is not None:
            return remembered
        if stamp[1] <= _AT_ONCE_BYTES:
            self._read(path, stamp)
            return self._remembered(stamp) or ""
        self._begin(path, stamp)
        return ""

    def _remembered(self, stamp: tuple[str, int, int]) -> str | None:
        key = _key(stamp)
        with self._lock:
            if key not in self._found:
                entries = small_json(self._memory)
                if isinstance(entries, dict) and isinstance(entries.get(key), str):
                    self._found[key] = entries[key]
            return self._found.get(key)

    def _begin(self, path: Path, stamp: tuple[str, int, int]) -> None:
        with self._lock:
            if path in self._reading or self._stop.is_set():
                return
            self._reading.add(path)
        # A daemon: a program that ends does not wait for gigabytes.
        Thread(target=self._read, args=(path, stamp), name="checksum", daemon=True).start()

    def _read(self, path: Path, stamp: tuple[str, int, int]) -> None:
        with suppress(OSError):
            sha256 = read_checksum(path, self._stop)
            if sha256 is not None and _stamp(path) == stamp:
                self._remember(_key(stamp), sha256)

    def _remember(self, key: str, sha256: str) -> None:
        with self._lock:
            self._found[key] = sha256
            entries = small_json(self._memory)
            kept = entries if isinstance(entries, dict) else {}
            draft = self._memory.with_name(f"{self._memory.name}.{os.getpid()}")
            with suppress(OSError):  # a full disk costs the memory of it, not the answer
                draft.write_text(json.dumps({**kept, key: sha256}), encoding="utf-8")
                os.replace(draft, self._memory)


def _stamp(path: Path) -> tuple[str, int, int]:
    """What tells that a file is as it was: its place, its size in bytes, its time of change."""
    status = path.stat()
    return str(path.absolute()), status.st_size, status.st_mtime_ns


def _key(stamp: tuple[str, int, int]) -> str:
    place, size, changed = stamp
    return f"{size} {changed} {place}"
