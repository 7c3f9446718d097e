"""The SHA-256 of one file, from its place or from its bytes; what it should be is not known here."""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from threading import Event

from chatui.models.disk.hub_cache import blob_sha256

_PIECE = 4 << 20
"""Bytes that are hashed at once: some milliseconds, and on a slow disk still less than a second."""
_OLLAMA_BLOB = re.compile(r"sha256-([0-9a-f]{64})")


def named_by_place(path: Path) -> str | None:
    """The checksum by which the hub's tools or Ollama named the file; None where they did not."""
    blob = _OLLAMA_BLOB.fullmatch(path.name) if path.parent.name == "blobs" else None
    return blob[1] if blob else blob_sha256(path)


def read_checksum(
    path: Path, stop: Event, on_bytes: Callable[[int], None] = lambda count: None
) -> str | None:
    """The checksum of the bytes, in constant memory; None within a second after `stop` was set.

    `on_bytes` gets the number of bytes of each piece that was read. Raises OSError.
    """
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        piece = memoryview(bytearray(_PIECE))
        while count := file.readinto(piece):
            if stop.is_set():
                return None
            digest.update(piece[:count])
            on_bytes(count)
    return digest.hexdigest()
