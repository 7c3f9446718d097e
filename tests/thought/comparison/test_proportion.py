"""Shares and their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.proportion import Proportion, of_clusters

_CLUSTERS = st.lists(
    st.integers(1, 8).flatmap(lambda size: st.tuples(st.integers(0, size), st.just(size))),
    min_size=1,
    max_size=30,
)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    # 81 of 263 is an example of Newcombe (1998), Statistics in Medicine 17, 857.
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662)],
)
def test_wilson_intervals(right: int, count: int, low: float, high: float) -> None:
    assert Proportion(right, count).interval == pytest.approx((low, high), abs=5e-5)


def test_nothing_counted() -> None:
    assert (Proportion(0, 0).share, Proportion(0, 0).interval) == (None, (0.0, 1.0))
    assert of_clusters([], []) == Proportion(0, 0)


@given(_CLUSTERS)
def test_clusters_count_as_less_than_their_trials(clusters: list[tuple[int, int]]) -> None:
    right, sizes = [right for right, _ in clusters], [size for _, size in clusters]
    found = of_clusters(right, sizes)
    mean = sum(good / size for good, size in clusters) / len(clusters)
    assert found.share == pytest.approx(mean)
    assert len(clusters) <= found.count <= sum(sizes)
    low, high = found.interval
    assert 0 <= low <= mean + 1e-9
    assert mean - 1e-9 <= high <= 1


def test_trials_that_always_agree_count_once() -> None:
    assert of_clusters([4, 0] * 10, [4] * 20).count == 20
    assert of_clusters([4] * 5, [4] * 5).count == 5


def test_trials_that_vary_as_if_alone_all_count() -> None:
    assert of_clusters([2, 3, 2, 1, 2] * 4, [4] * 20).count == 80
