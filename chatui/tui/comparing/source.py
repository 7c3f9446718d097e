"""What the compare screen asks of the lanes that it shows, be they live or kept; it shows none of them."""

from collections.abc import Iterable
from typing import Protocol

from chatui.errors import ChatuiError
from chatui.tui.comparing.shown_lane import ShownLane


class LaneSource(Protocol):
    """Lanes by their numbers. All methods but `close` are called on the screen's thread."""

    @property
    def lanes(self) -> list[ShownLane]:
        """All of them."""

    @property
    def question(self) -> str:
        """What they were asked; not to be shown unfiltered."""

    is_starred: bool

    @property
    def key(self) -> str | None:
        """The id under which it is kept; None: it is not kept, or not yet."""

    @property
    def reference(self) -> str | None:
        """The right answer, where the person gave one; not to be shown unfiltered."""

    @property
    def by_hand(self) -> dict[int, str | None]:
        """Lanes that the person put into the group of an answer, or with None into no group."""

    @property
    def mark(self) -> str:
        """What is special about it, in a word or two; empty: nothing is."""

    @property
    def is_running(self) -> bool:
        """Something runs, or was not taken yet."""

    @property
    def error(self) -> ChatuiError | None:
        """What ended the whole, where something did."""

    def take(self, now: float) -> set[int]:
        """Bring the lanes up to date, `now` in seconds of any one clock; which of them changed."""

    def stop(self, numbers: Iterable[int] | None = None) -> None:
        """End these lanes, or all (None); the others go on."""

    def close(self) -> None:
        """End what runs; may block, and be called from any thread."""
