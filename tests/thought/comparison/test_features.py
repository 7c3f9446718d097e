"""What steps are compared by, and that alike steps are alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.features import Marks, contradict, features_of, similarity
from tests.thought.trace_files import thoughts


def alike(one: str, other: str) -> float:
    marks = Marks()
    return similarity(marks.of([features_of(one)]), marks.of([features_of(other)]))


def test_features() -> None:
    found = features_of(r"So the Sum is $\frac{1}{2} + 0.50$, 1,000 = 10 \times 100 = x^2. It is 7.")
    assert found.words == {"sum"}
    assert found.numbers == {"1", "2", "0.5", "1000", "10", "100", "7"}
    assert found.equations == {("1000", "10*100"), ("10*100", "x^2")}
    assert features_of("鸡兔同笼").words == {"鸡兔", "兔同", "同笼"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("17 × 4 = 68", r"17 \times 4 = 68"),
        ("The sum is 0.5.", "So the sum is 0.50"),
        (r"\frac{1}{2}", "1/2"),
        ("1,234 apples", "1234 apples"),
        ("", "..."),
    ],
)
def test_the_same_written_differently(one: str, other: str) -> None:
    assert alike(one, other) == 1


def test_more_in_common_is_more_alike() -> None:
    step = "Multiplying the ones digits, 17 × 4 = 68."
    others = ["Multiplying ones: 17 × 4 = 68.", "And 17 × 4 = 78.", "The capital of France is Paris."]
    degrees = [alike(step, other) for other in others]
    assert degrees == sorted(degrees, reverse=True)
    assert degrees[-1] == 0


@given(thoughts(), thoughts())
def test_similarity_is_symmetric_and_one_for_the_same(one: str, other: str) -> None:
    assert alike(one, other) == alike(other, one)
    assert 0 <= alike(one, other) <= 1
    assert alike(one, one) == 1


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("17 × 4 = 68", "17*4 = 78", True),
        ("x = 5", "x = 7", True),
        ("x = 5 or x = -5", "x = -5", False),
        ("x = 42/3", "x = 14", False),
        ("49 = 10 mod 13", "49 = 11", False),
        ("x = 5", "y = 7", False),
        ("x = 0.50", "x = 0.5", False),
        ("", "", False),
    ],
)
def test_contradictions(one: str, other: str, conflict: bool) -> None:
    assert contradict(features_of(one), features_of(other)) is conflict
    assert contradict(features_of(other), features_of(one)) is conflict


@given(st.text(max_size=300) | st.text("0123456789.,=+x \\{}", max_size=4000))
def test_any_text_has_features(text: str) -> None:
    assert not contradict(features_of(text), features_of(text))
