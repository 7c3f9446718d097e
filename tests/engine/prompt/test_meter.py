"""The limits of one rendering, against a clock that the test turns."""

import pytest

from chatui.engine.prompt.meter import LimitReached, Meter


def test_time_is_over_only_behind_its_end() -> None:
    now = [10.0]
    meter = Meter(max_chars=5, seconds=2.0, clock=lambda: now[0])
    now[0] = 12.0
    meter.tick()
    now[0] = 12.1
    with pytest.raises(LimitReached, match="did not end within 2 seconds"):
        meter.tick()


def test_one_value_may_have_the_limit_and_no_more() -> None:
    meter = Meter(max_chars=5, seconds=60.0)
    meter.build(5)
    meter.look(5)
    with pytest.raises(LimitReached, match="more than 5 characters"):
        meter.look(6)


def test_all_values_together_are_limited_too() -> None:
    meter = Meter(max_chars=1 << 26, seconds=60.0)
    for _ in range(32):
        meter.build(1 << 26)
    meter.look(1 << 26)
    with pytest.raises(LimitReached, match="too much text on its way"):
        meter.build(1)
