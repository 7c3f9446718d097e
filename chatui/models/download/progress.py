"""How far a download is, as values; how bytes travel is not known here."""

from dataclasses import dataclass
from enum import StrEnum


class PullState(StrEnum):
    """What a download does at the moment."""

    CONNECTING = "connecting"
    WAITING = "waiting"
    """Another process downloads the same file, or the hub asked to wait; `PullProgress.detail` says which."""
    DOWNLOADING = "downloading"
    STALLED = "stalled"
    """Nothing comes; it is tried again."""
    VERIFYING = "verifying"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class PullProgress:
    """A look at a download; of a split model all parts together."""

    state: PullState
    done_bytes: int = 0
    total_bytes: int | None = None
    bytes_per_s: float | None = None
    """Over the last seconds; None while too little came to tell."""
    seconds_left: float | None = None
    detail: str = ""
    """A sentence for people where the state alone does not say enough, such as `try 2 of 6`."""
