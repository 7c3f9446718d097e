"""A process that computes or grows is busy, one that does neither is hung; a pause of our own is neither."""

import pytest

from chatui.engine.watch import GROWTH_BYTES, StallWatch, Vitals


class World:
    """A clock and a process's vitals, moved by hand."""

    def __init__(self) -> None:
        self.now = 50.0
        self.vitals = Vitals(0.0, 0)
        self.watch = StallWatch(lambda: self.vitals, stall_s=60, tick_s=1, clock=lambda: self.now)

    def seconds_until_stalled(self, seconds: int, cpu_per_s: float = 0.0, bytes_per_s: int = 0) -> int | None:
        """Let time pass tick by tick; None when it never was."""
        for second in range(1, seconds + 1):
            self.now += 1
            used = self.vitals
            self.vitals = Vitals(used.cpu_s + cpu_per_s, used.resident_bytes + bytes_per_s)
            if self.watch.is_stalled():
                return second
        return None


def test_an_idle_quiet_process_is_stalled_after_the_limit() -> None:
    assert World().seconds_until_stalled(200) == pytest.approx(61, abs=1)


def test_a_computing_process_is_never_stalled() -> None:
    assert World().seconds_until_stalled(600, cpu_per_s=0.5) is None


def test_a_process_that_reads_a_large_file_is_not_stalled() -> None:
    assert World().seconds_until_stalled(600, bytes_per_s=GROWTH_BYTES) is None


def test_a_trickle_of_work_does_not_count() -> None:
    assert World().seconds_until_stalled(600, cpu_per_s=0.001, bytes_per_s=100) is not None


def test_it_may_hang_after_it_has_worked() -> None:
    world = World()
    assert world.seconds_until_stalled(300, cpu_per_s=1) is None
    assert world.seconds_until_stalled(300) is not None


def test_a_sign_of_life_starts_the_wait_anew() -> None:
    world = World()
    for _ in range(10):
        assert world.seconds_until_stalled(50) is None
        world.watch.restart()


def test_a_pause_of_our_own_does_not_count_as_quiet() -> None:
    world = World()
    assert world.seconds_until_stalled(30) is None
    world.now += 3600
    assert not world.watch.is_stalled()
    assert world.seconds_until_stalled(50) is None
    assert world.seconds_until_stalled(20) is not None
