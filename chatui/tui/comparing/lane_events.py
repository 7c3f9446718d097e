"""Joins the events of many lanes between the thread that gets them and the screen; it knows neither."""

from threading import Lock

from chatui.chat.events import Event
from chatui.comparison.events import ComparisonEvent, LaneEvent, LanesFailed, StoppedEarly
from chatui.tui.event_buffer import EventBuffer


class LaneEvents:
    """What was said of each lane, in its order, and what was said of several; lanes do not wait for others.

    Adding and taking may happen in different threads.
    """

    def __init__(self) -> None:
        self._lanes: dict[int, EventBuffer] = {}
        self._others: list[LanesFailed | StoppedEarly] = []
        self._lock = Lock()

    def add(self, event: ComparisonEvent) -> None:
        """Put an event after the others of its lanes."""
        with self._lock:
            match event:
                case LaneEvent(lanes=numbers):
                    for number in numbers:
                        self._lanes.setdefault(number, EventBuffer()).add(event.event)
                case LanesFailed() | StoppedEarly():
                    self._others.append(event)
                case _:
                    pass

    def drain(self) -> tuple[dict[int, list[Event]], list[LanesFailed | StoppedEarly]]:
        """Take everything out: the events of each lane, and then what comes behind all of them."""
        with self._lock:
            lanes, self._lanes = self._lanes, {}
            others, self._others = self._others, []
        return {number: buffer.drain() for number, buffer in lanes.items()}, others
