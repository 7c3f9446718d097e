import signal
from collections.abc import Callable
from contextlib import closing
from threading import Event

import pytest

from chatui.cli.interruptible import Interruptible


class Counting:
    """Counts until it is told to stop."""

    def __init__(self, deaf_to: int = 0) -> None:
        self.stops = 0
        self._deaf_to = deaf_to
        self._is_told = Event()

    def play(self, put: Callable[[int], None]) -> None:
        """Give number after number, the second one only after a stop."""
        put(0)
        assert self._is_told.wait(60)
        put(1)

    def stop(self) -> None:
        """Hear it, but for the first few times."""
        self.stops += 1
        if self.stops > self._deaf_to:
            self._is_told.set()


def test_items_come_in_order_and_the_end_is_the_end() -> None:
    def play(put: Callable[[int], None]) -> None:
        for number in range(100):
            put(number)

    played = Interruptible(play, lambda: None, "test")
    assert list(played.items()) == list(range(100))
    assert played.signal is None


def test_an_error_is_raised_where_the_items_are_taken() -> None:
    def play(put: Callable[[int], None]) -> None:
        put(1)
        raise ValueError("nothing more")

    items = Interruptible(play, lambda: None, "test").items()
    assert next(items) == 1
    with pytest.raises(ValueError, match="nothing more"):
        next(items)


@pytest.mark.parametrize("deaf_to", [0, 2])
def test_a_signal_asks_to_stop_until_it_is_heard(deaf_to: int) -> None:
    counting = Counting(deaf_to)
    played = Interruptible(counting.play, counting.stop, "test")
    before = signal.getsignal(signal.SIGTERM)
    for number in played.items():
        if number == 0:
            signal.raise_signal(signal.SIGTERM)
    assert played.signal == signal.SIGTERM
    assert counting.stops > deaf_to
    assert signal.getsignal(signal.SIGTERM) is before


def test_closing_it_stops_what_is_played_and_waits_for_its_end() -> None:
    counting = Counting(deaf_to=1)
    with closing(Interruptible(counting.play, counting.stop, "test").items()) as items:
        assert next(items) == 0
    assert counting.stops >= 2
