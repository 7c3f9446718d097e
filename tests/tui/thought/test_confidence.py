from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.thought.confidence import Confidence, Doubt, doubt_of


def confidence_of(*tokens: tuple[int, float]) -> Confidence:
    """Of tokens with their ends and probabilities."""
    confidence = Confidence()
    confidence.add([end for end, _ in tokens], [log(probability) for _, probability in tokens])
    return confidence


@pytest.mark.parametrize(
    ("probability", "doubt"),
    [
        (1, Doubt.NONE),
        (0.9, Doubt.NONE),
        (0.89, Doubt.SOME),
        (0.5, Doubt.SOME),
        (0.49, Doubt.MUCH),
        (0.1, Doubt.MOST),
    ],
)
def test_how_much_doubt_a_probability_speaks_of(probability: float, doubt: Doubt) -> None:
    assert doubt_of(probability) is doubt


def test_the_stretches_of_doubt_in_a_row() -> None:
    confidence = confidence_of((4, 0.99), (9, 0.6), (12, 0.3), (12, 0.1), (20, 0.1))
    assert list(confidence.doubts(0, 20)) == [(4, 9, Doubt.SOME), (9, 12, Doubt.MUCH), (12, 20, Doubt.MOST)]
    assert list(confidence.doubts(6, 10)) == [(6, 9, Doubt.SOME), (9, 10, Doubt.MUCH)]
    assert list(confidence.doubts(20, 30)) == []


def test_the_mean_is_geometric_and_of_the_tokens_that_end_within() -> None:
    confidence = confidence_of((4, 0.5), (8, 0.125), (12, 1))
    assert confidence.mean(0, 8) == pytest.approx(0.25)
    assert confidence.mean(8, 12) == pytest.approx(1)
    assert confidence.mean(12, 20) is None
    assert Confidence().mean(0, 1) is None


@given(
    st.lists(st.tuples(st.integers(0, 5), st.floats(-20, 0)), max_size=20),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_stretches_stay_inside_in_order_and_apart(
    tokens: list[tuple[int, float]], start: int, end: int
) -> None:
    ends, at = [], 0
    for length, _ in tokens:
        at += length
        ends.append(at)
    confidence = Confidence()
    confidence.add(ends, [logprob for _, logprob in tokens])
    last = start
    for first, upto, doubt in confidence.doubts(start, end):
        assert last <= first < upto <= end
        assert doubt is not Doubt.NONE
        last = upto
    mean = confidence.mean(start, end)
    assert mean is None or 0 <= mean <= exp(0) + 1e-9
