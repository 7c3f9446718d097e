"""Where the hub's tools keep downloads, and how a file is put there; what is in it is not known here.

models--ORG--NAME/blobs/CHECKSUM                      the bytes
models--ORG--NAME/snapshots/COMMIT/FILE               a link to them; without links, the bytes
models--ORG--NAME/refs/main                           the newest commit
.locks/models--ORG--NAME/CHECKSUM.lock                held while the bytes come
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import get_ident

PART = ".chatui-part"
NOTE = ".chatui.json"


@dataclass(frozen=True, slots=True)
class RepositoryFolder:
    """One repository in the cache; every name that is joined here was checked when the hub told it."""

    cache: Path
    repo_id: str

    @property
    def _name(self) -> str:
        return f"models--{self.repo_id.replace('/', '--')}"

    @property
    def path(self) -> Path:
        """The repository's folder."""
        return self.cache / self._name

    @property
    def blobs(self) -> Path:
        """The folder of the bytes."""
        return self.path / "blobs"

    def blob(self, checksum: str) -> Path:
        """The bytes of one file."""
        return self.blobs / checksum

    def part(self, checksum: str) -> Path:
        """The bytes of one file while they come."""
        return self.blobs / (checksum + PART)

    def lock(self, checksum: str) -> Path:
        """The file that the hub's tools lock too while they download this one."""
        return self.cache / ".locks" / self._name / f"{checksum}.lock"

    def snapshot(self, commit: str, filename: str) -> Path:
        """Where programs look for the file."""
        return self.path / "snapshots" / commit / filename

    def link(self, commit: str, filename: str, checksum: str) -> Path:
        """Put a blob that is there where programs look for it; where links are forbidden, move it there."""
        place = self.snapshot(commit, filename)
        blob = self.blob(checksum)
        if place.is_file() and (not blob.exists() or place.samefile(blob)):
            return place
        place.parent.mkdir(parents=True, exist_ok=True)
        target = os.path.relpath(blob, place.parent)
        fresh = _draft(place.with_name(f"{checksum[:16]}{PART}.link"))
        fresh.unlink(missing_ok=True)
        try:
            fresh.symlink_to(target)
        except (OSError, NotImplementedError):
            fresh = blob
        os.replace(fresh, place)
        sync_folder(place.parent)
        return place

    def point(self, revision: str, commit: str) -> None:
        """Note that `revision` is that commit now."""
        if revision == commit:
            return
        ref = self.path / "refs" / revision
        write_whole(ref, commit.encode())


def write_whole(path: Path, data: bytes) -> None:
    """Write a small file so that a reader, or a power cut, finds the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = _draft(path)
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)
    sync_folder(path.parent)


def _draft(path: Path) -> Path:
    """A name beside `path` that nobody else uses: two processes or threads may finish a download at once."""
    return path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.new")


def sync_folder(folder: Path) -> None:
    """Let the names in a folder outlive a power cut, where the system can."""
    with suppress(OSError):  # Windows opens no folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
