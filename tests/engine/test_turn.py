"""Whoever comes second waits, but not for ever."""

from threading import Event, Thread

import pytest

from chatui.engine.turn import Turn
from chatui.errors import EngineError


def test_the_second_waits_for_the_first() -> None:
    turn, order, first_is_in = Turn(wait_s=60), list[int](), Event()

    def second() -> None:
        first_is_in.wait()
        with turn.taken():
            order.append(2)

    thread = Thread(target=second)
    thread.start()
    with turn.taken():
        first_is_in.set()
        order.append(1)
    thread.join()
    assert order == [1, 2]


def test_a_forgotten_turn_is_an_error_and_not_a_hang() -> None:
    turn = Turn(wait_s=0.01)
    with turn.taken(), pytest.raises(EngineError, match="still busy"), turn.taken():
        pass
    with turn.taken():
        pass


def test_an_error_gives_the_turn_back() -> None:
    turn = Turn(wait_s=0.01)
    with pytest.raises(ZeroDivisionError), turn.taken():
        raise ZeroDivisionError
    with turn.taken():
        pass
