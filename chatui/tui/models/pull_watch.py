"""Remembers which downloads were seen to end, so that each is told once, on whichever screen is shown."""

from collections.abc import Sequence

from chatui.library.base import Library, Pull


class PullWatch:
    """Looks at the downloads of a library; used on one thread."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._told: list[Pull] = []

    @property
    def pulls(self) -> Sequence[Pull]:
        """Every download of this process."""
        return self._library.pulls()

    @property
    def is_running(self) -> bool:
        """At least one download is under way, or ended and was not yet told."""
        return any(not pull.is_over or not self._is_told(pull) for pull in self.pulls)

    def latest(self, ref: str) -> Pull | None:
        """The newest download of a model."""
        return next((pull for pull in reversed(self.pulls) if pull.ref == ref), None)

    def take_ended(self) -> list[Pull]:
        """The downloads that ended since the last call."""
        ended = [pull for pull in self.pulls if pull.is_over and not self._is_told(pull)]
        self._told += ended
        return ended

    def _is_told(self, pull: Pull) -> bool:
        return any(told is pull for told in self._told)
