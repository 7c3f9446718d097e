"""The checksum that a hub publishes of a file, and how it is counted; the file is not known here."""

import hashlib
from dataclasses import dataclass
from typing import Protocol

from chatui.errors import DownloadError
from chatui.models.hub.values import HubFile


class Hash(Protocol):
    """A checksum that is being counted."""

    def update(self, data: memoryview, /) -> None:
        """Count these bytes too."""

    def hexdigest(self) -> str:
        """The checksum of everything so far."""


@dataclass(frozen=True, slots=True)
class Checksum:
    """The published one: SHA-256, or git's SHA-1 of a file so small that the hub keeps it in git itself."""

    text: str
    """Hexadecimal; it names the file in the hub tools' cache, so no other word from a server does."""
    size: int

    def start(self) -> Hash:
        """Begin to count."""
        if len(self.text) == 64:
            return hashlib.sha256()
        return hashlib.sha1(b"blob %d\0" % self.size, usedforsecurity=False)


def published_checksum(file: HubFile) -> Checksum:
    """The checksum to hold a file to; DownloadError where the hub publishes none."""
    text = file.sha256 or file.git_oid
    if text is None:
        what = f"The hub publishes no checksum of {file.name}, so nobody could tell whether it came whole."
        raise DownloadError(what, "Choose another file.")
    return Checksum(text, file.size_bytes)
