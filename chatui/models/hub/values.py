"""What a hub says of its repositories, as values; how it was asked is not known here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HubFile:
    """A file of a repository, as one commit has it."""

    name: str
    """Its path in the repository; safe to make a path of."""
    size_bytes: int
    sha256: str | None
    """64 hexadecimal digits; None: a small file, of which the hub publishes git's own checksum only."""
    git_oid: str | None = None
    """Git's SHA-1 of the file, 40 hexadecimal digits; of a file with a `sha256`, that of its pointer."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository at one commit."""

    repo_id: str
    commit: str
    files: tuple[HubFile, ...]
    is_gated: bool = False
    """Its owner wants a licence accepted, or a request made, before the files can be had."""
    license: str | None = None
    downloads: int | None = None
    """In the last 30 days."""

    def file(self, name: str) -> HubFile | None:
        """The file of that name."""
        return next((file for file in self.files if file.name == name), None)


@dataclass(frozen=True, slots=True)
class GgufModel:
    """A model in one quantization, as the files of a repository are named."""

    quantization: str | None
    """Such as `Q4_K_M`; None: the name tells of none."""
    files: tuple[HubFile, ...]
    """All parts, in their order."""

    @property
    def size_bytes(self) -> int:
        """Of all parts."""
        return sum(file.size_bytes for file in self.files)


@dataclass(frozen=True, slots=True)
class FoundRepository:
    """A repository that a search found."""

    repo_id: str
    is_gated: bool
    license: str | None
    downloads: int | None
    models: tuple[GgufModel, ...] | None
    """None: it was not asked for, or did not answer in time."""
