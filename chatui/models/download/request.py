"""What is to be downloaded, as values; how is not known here."""

from dataclasses import dataclass


class Cancelled(Exception):
    """The person ended the download; what came is kept."""


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file of a repository, with what is known of it before the hub is asked."""

    filename: str
    size_bytes: int | None = None
    """Exactly; None where only a rounded size is known."""
    sha256: str | None = None
    """Where it is known, nothing else is taken for this file."""


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A model's files, to be downloaded as one."""

    ref: str
    """As the person wrote it, for messages."""
    repo_id: str
    files: tuple[WantedFile, ...]
    """Of a split model all parts, in their order."""
    revision: str = "main"
