"""Keeps the downloads of this process, one for each model; how one works is not known here."""

from collections.abc import Callable
from threading import Lock

from chatui.library.base import Pull

Key = tuple[str, str]
"""A repository, and a file or a quantization in it."""


class PullBook:
    """Every download that was begun, the ended ones too; for any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pulls: list[tuple[Key, Pull]] = []

    def begin(self, key: Key, start: Callable[[], Pull]) -> Pull:
        """Start a download, or give the one of the same model that is under way."""
        with self._lock:
            running = (pull for known, pull in self._pulls if known == key and not pull.is_over)
            pull = next(running, None)
            if pull is None or pull.is_cancelled:
                pull = start()
                self._pulls.append((key, pull))
            return pull

    def all(self) -> list[Pull]:
        """In the order in which they were begun."""
        with self._lock:
            return [pull for _, pull in self._pulls]
