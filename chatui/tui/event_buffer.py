"""Joins events between the thread that gets them and the screen that shows them; it knows neither."""

from threading import Lock

from chatui.chat.events import AnswerDelta, Event, LoadProgress, PromptProgress, ThoughtDelta


class EventBuffer:
    """Events in their order, neighbouring deltas of a lane joined and progress reduced to the latest.

    Adding and taking may happen in different threads.
    """

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._lock = Lock()

    def add(self, event: Event) -> None:
        """Put an event after the others."""
        with self._lock:
            joined = _joined(self._events[-1], event) if self._events else None
            if joined is None:
                self._events.append(event)
            else:
                self._events[-1] = joined

    def drain(self) -> list[Event]:
        """Take everything out."""
        with self._lock:
            events, self._events = self._events, []
        return events


def _joined(last: Event, event: Event) -> Event | None:
    """One event that says what both say, or None where there is none."""
    match last, event:
        case ThoughtDelta(), ThoughtDelta() if last.lane == event.lane:
            return last.joined(event)
        case AnswerDelta(), AnswerDelta() if last.lane == event.lane:
            return last.joined(event)
        case (LoadProgress(), LoadProgress()) | (PromptProgress(), PromptProgress()):
            return event
        case _:
            return None
