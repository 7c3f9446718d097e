"""What can go wrong between a hub and its reader, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Where(StrEnum):
    """Which requests a fault befalls."""

    INFO = "info"
    LIST = "list"
    RESOLVE = "resolve"
    """`/ORG/NAME/resolve/…`: redirects to the bytes where the hub has a CDN, else the bytes themselves."""
    BYTES = "bytes"
    """Whatever sends a file's bytes."""


@dataclass(frozen=True)
class Fault:
    """What is done to one reply; several may be combined."""

    status: int | None = None
    """Answered at once, with no file."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Added to the reply, or put in the place of its own."""
    body: bytes | None = None
    """Sent with 200 instead of everything, such as a page to log in at."""
    hang: bool = False
    """Nothing is ever answered."""
    cut_after: int | None = None
    """Bytes of this reply after which the connection ends."""
    reset: bool = False
    """It ends by RST and not by FIN."""
    stall_after: int | None = None
    """Bytes of this reply after which nothing more comes, and the connection stays."""
    bytes_per_s: int | None = None
    """The reply comes in drips."""
    ignore_range: bool = False
    """The whole file is sent, with 200."""
    wrong_byte_at: int | None = None
    """Position in the file of a byte that is sent wrong."""
    other_content: bytes | None = None
    """Served in the file's place, with its own length."""
    without_length: bool = False
    """Chunked: no Content-Length."""
