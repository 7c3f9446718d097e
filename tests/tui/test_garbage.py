import gc
import weakref

import pytest

from chatui.tui.garbage import IdleCollection
from tests.tui.conftest import Clock


class Ring:
    """An object that only the collector can find to be garbage."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def clock() -> Clock:
    return Clock()


def old_garbage() -> "weakref.ref[Ring]":
    ring = weakref.ref(Ring())
    for _ in range(5):
        keeps = ring()
        gc.collect(1)  # which does not look where an object is once it was looked at twice
        del keeps
    return ring


def test_it_looks_once_it_has_been_quiet(clock: Clock) -> None:
    collection = IdleCollection(clock)
    collection.begin()
    try:
        ring = old_garbage()
        assert not collection.look()
        clock.now += 9
        collection.note()
        clock.now += 9
        assert not collection.look()
        assert ring() is not None
        clock.now += 1
        assert collection.look()
        assert ring() is None
        assert not collection.look(), "there is nothing new"
    finally:
        collection.end()


def test_it_leaves_all_as_it_was(clock: Clock) -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    collection = IdleCollection(clock)
    collection.end()
    collection.begin()
    assert gc.get_threshold()[:2] == before[:2]
    assert gc.get_threshold()[2] > before[2]
    collection.end()
    clock.now += 100
    assert not collection.look()
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() <= frozen
