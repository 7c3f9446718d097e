"""Merges the small deltas of each lane into fewer, larger ones; it knows no pipe and no thread."""

from collections.abc import Callable

from chatui.chat.events import AnswerDelta, Delta, Event, ThoughtDelta

FLUSH_S = 0.025
"""Short enough to look immediate, long enough that a fast model costs 40 messages a second, not 1,000."""


class DeltaMerger:
    """Holds deltas back for at most `interval_s` seconds; one per generation.

    The order of a lane's events, its text, its tokens and its log-probabilities are kept; deltas of
    different lanes may change places between two other events.
    """

    def __init__(self, clock: Callable[[], float], interval_s: float = FLUSH_S) -> None:
        self._clock = clock
        self._interval_s = interval_s
        self._flushed_at = clock()
        self._begun: set[int] = set()
        self._held: dict[int, Delta] = {}

    def push(self, event: Event) -> list[Event]:
        """Take one event; what must go out now. A lane's first delta goes out at once."""
        if not isinstance(event, ThoughtDelta | AnswerDelta):
            return [*self.flush(), event]
        if event.lane not in self._begun:
            self._begun.add(event.lane)
            return [event]
        held = self._held.get(event.lane)
        before = self.flush() if held and type(held) is not type(event) else []
        self._held[event.lane] = _merged(self._held.get(event.lane), event)
        return before + self.flush() if self.due_in() == 0 else before

    def flush(self) -> list[Event]:
        """Everything that is held back, the lane that waits longest first."""
        self._flushed_at = self._clock()
        held: list[Event] = list(self._held.values())
        self._held.clear()
        return held

    def due_in(self) -> float | None:
        """Seconds until `flush` is due, 0 when it is; None when nothing is held back."""
        if not self._held:
            return None
        return max(0.0, self._flushed_at + self._interval_s - self._clock())


def _merged(held: Delta | None, more: Delta) -> Delta:
    match held, more:
        case ThoughtDelta(), ThoughtDelta():
            return held.joined(more)
        case AnswerDelta(), AnswerDelta():
            return held.joined(more)
        case _:
            return more
