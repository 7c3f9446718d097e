"""What a hub has: repositories and the bytes of their files; how it is asked is not known here."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any


class Content:
    """A file's bytes, in memory or on disk, and what is published of them."""

    def __init__(self, source: bytes | Path) -> None:
        self.source = source
        self.size = len(source) if isinstance(source, bytes) else source.stat().st_size

    @cached_property
    def sha256(self) -> str:
        if isinstance(self.source, bytes):
            return hashlib.sha256(self.source).hexdigest()
        with self.source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    @cached_property
    def git_oid(self) -> str:
        whole = self.source if isinstance(self.source, bytes) else self.source.read_bytes()
        return hashlib.sha1(b"blob %d\0" % len(whole) + whole).hexdigest()

    def piece(self, begin: int, end: int) -> bytes:
        if isinstance(self.source, bytes):
            return self.source[begin:end]
        with self.source.open("rb") as file:
            file.seek(begin)
            return file.read(end - begin)


@dataclass
class HubRepository:
    """A repository; every attribute may be changed while the server runs."""

    repo_id: str
    files: dict[str, Content]
    commit: str
    is_gated: bool = False
    is_private: bool = False
    license: str = "mit"
    downloads: int = 1000
    without_sha256: set[str] = field(default_factory=set)
    """Files that the hub keeps in git itself, as it does small ones."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Names as the metadata tells them, where that is not what they are."""

    def info(self, *, with_files: bool) -> dict[str, Any]:
        """What `/api/models/…` says."""
        said: dict[str, Any] = {"id": self.repo_id, "modelId": self.repo_id, "sha": self.commit}
        said |= {"private": self.is_private, "gated": "manual" if self.is_gated else False}
        said |= {"downloads": self.downloads, "tags": ["gguf", f"license:{self.license}"]}
        if with_files:
            said["siblings"] = [self._sibling(name, file) for name, file in self.files.items()]
        return said

    def _sibling(self, name: str, file: Content) -> dict[str, Any]:
        shown = self.renamed.get(name, name)
        if name in self.without_sha256:
            return {"rfilename": shown, "size": file.size, "blobId": file.git_oid}
        lfs = {"sha256": file.sha256, "size": file.size, "pointerSize": 134}
        return {"rfilename": shown, "size": file.size, "blobId": hashlib.sha1(b"").hexdigest(), "lfs": lfs}

    def tree(self) -> list[dict[str, Any]]:
        """What `…/tree/…` says."""
        return [
            {"type": "file", "path": name, "size": file.size, "oid": file.sha256[:40]}
            for name, file in self.files.items()
        ]


def commit_of(files: Mapping[str, Content]) -> str:
    """A commit's id that changes with the files."""
    said = "".join(f"{name} {file.sha256}" for name, file in files.items())
    return hashlib.sha1(said.encode()).hexdigest()
