"""What was said in passing, to be read again; who said it is not known here."""

import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MOST_NOTICES = 200


@dataclass(frozen=True, slots=True)
class PastNotice:
    """A notice and when it was said, in seconds since 1970."""

    said_at: float
    text: str
    severity: str


class NoticeLog:
    """The last notices of this run."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._notices: deque[PastNotice] = deque(maxlen=MOST_NOTICES)

    def add(self, text: str, severity: str) -> None:
        """Remember one."""
        self._notices.append(PastNotice(self._clock(), text, severity))

    def __iter__(self) -> Iterator[PastNotice]:
        """The newest first."""
        return iter(tuple(reversed(self._notices)))

    def __len__(self) -> int:
        """How many there are."""
        return len(self._notices)
