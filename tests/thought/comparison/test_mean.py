"""Means and their intervals, beside published deviates and against distributions that are known."""

from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.mean import Mean, mean_of

_VALUES = st.lists(st.floats(-1e6, 1e6), min_size=3, max_size=30)


@pytest.mark.parametrize(
    ("count", "deviate"), [(3, 4.303), (4, 3.182), (11, 2.228), (31, 2.042), (121, 1.980)]
)
def test_the_deviates_of_published_tables(count: int, deviate: float) -> None:
    """The numbers from 0 to n - 1, whose variance is n (n + 1) / 12."""
    values = [float(number) for number in range(count)]
    mean = mean_of(values)
    assert mean.interval is not None
    variance = count * (count + 1) / 12
    assert mean.interval[1] - mean.value == pytest.approx(deviate * (variance / count) ** 0.5, rel=0.01)


def test_fewer_than_three_values_have_no_interval() -> None:
    assert mean_of([1, 2]) == Mean(1.5, None)
    assert mean_of([]) == Mean(0.0, None)
    assert mean_of([3]) == Mean(3.0, None)


def test_the_interval_holds_the_truth_nineteen_times_in_twenty() -> None:
    rng = Random(5)
    intervals = [mean_of([rng.gauss(2, 1) for _ in range(6)]).interval or (0, 0) for _ in range(2000)]
    assert sum(low <= 2 <= high for low, high in intervals) / 2000 == pytest.approx(0.95, abs=0.015)


@given(_VALUES, st.randoms())
def test_the_order_changes_nothing(values: list[float], rng: Random) -> None:
    one, mixed = mean_of(values), list(values)
    rng.shuffle(mixed)
    assert one.value == pytest.approx(fmean(values))
    assert mean_of(mixed).value == pytest.approx(one.value)
    assert one.interval is not None
    assert one.interval[0] <= one.value <= one.interval[1]
