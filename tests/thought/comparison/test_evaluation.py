"""Accuracies of one sample, of the majority and of the shortest, and what they cost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.evaluation import Answered, Sample, evaluate
from chatui.thought.comparison.proportion import Proportion

_SAMPLES = st.lists(
    st.builds(Sample, st.sampled_from(["3", "4", "1/2", None]), st.integers(1, 99), st.integers(0, 9)),
    min_size=1,
    max_size=6,
)
_QUESTIONS = st.lists(st.builds(Answered, st.sampled_from(["3", "0.5"]), _SAMPLES.map(tuple)), max_size=6)


def answered(reference: str, *samples: tuple[str | None, int]) -> Answered:
    return Answered(reference, tuple(Sample(answer, length, 2) for answer, length in samples))


def test_the_majority_and_the_shortest() -> None:
    questions = [
        answered("3", ("3", 10), ("3.0", 20), ("4", 30)),
        answered("0.5", ("3", 10), ("1/2", 20), (r"\frac12", 30)),
    ]
    found = evaluate(questions, 1)
    assert found.questions == 2
    assert found.one_sample.share == pytest.approx(2 / 3)
    assert found.majority == Proportion(2, 2)
    assert found.shortest == Proportion(1, 2)
    assert found.tokens_of_majority.value == 66
    assert found.tokens_of_one.value == 22
    assert found.tokens_of_shortest.value == 12 + 10 + 10
    assert found.gain_of_majority.value == pytest.approx(1 / 3)
    assert found.gain_of_shortest.value == pytest.approx(1 / 2 - 2 / 3)


def test_a_gain_is_measured_question_by_question() -> None:
    """Questions differ far more from each other than the vote from a sample, and that is not its doubt."""
    hard = [answered("3", ("4", 1), ("5", 1), ("4", 1))] * 20
    easy = [answered("3", ("3", 1), ("3", 1), ("4", 1))] * 20
    found = evaluate([*hard, *easy], 1)
    assert found.gain_of_majority.interval is not None
    low, high = found.gain_of_majority.interval
    assert found.gain_of_majority.value == pytest.approx(1 / 6)
    assert 0 < low < 1 / 6 < high
    assert found.one_sample.interval[1] > found.majority.interval[0]


def test_a_tie_counts_with_its_chance() -> None:
    found = evaluate([answered("3", ("3", 10), ("4", 5), (None, 1))], 2)
    assert found.majority == Proportion(0.5, 1)
    assert found.shortest == Proportion(0, 1)


def test_no_answer_is_wrong() -> None:
    found = evaluate([answered("3", (None, 10), ("a " * 20, 5))], 2)
    assert (found.majority.right, found.shortest.right, found.one_sample.right) == (0, 0, 0)


def test_no_questions() -> None:
    found = evaluate([], 3)
    assert (found.questions, found.one_sample, found.tokens_of_one.value) == (0, Proportion(0, 0), 0.0)
    assert found.gain_of_majority.interval is None


@given(_QUESTIONS, st.integers(1, 7), st.data())
def test_scores_do_not_depend_on_the_order_of_questions(
    questions: list[Answered], m: int, data: st.DataObject
) -> None:
    one, other = evaluate(questions, m), evaluate(data.draw(st.permutations(questions)), m)
    assert one.majority.right == pytest.approx(other.majority.right)
    assert one.shortest == other.shortest
    assert one.tokens_of_shortest.value <= one.tokens_of_majority.value + 1e-9
    assert all(share is None or 0 <= share <= 1 for share in (one.one_sample.share, one.majority.share))


@given(_QUESTIONS)
def test_one_sample_each_scores_the_same_everywhere(questions: list[Answered]) -> None:
    single = [Answered(each.reference, each.samples[:1]) for each in questions]
    found = evaluate(single, 1)
    assert found.one_sample.share == pytest.approx(found.majority.share)
    assert found.majority == found.shortest
    assert found.tokens_of_one == found.tokens_of_majority == found.tokens_of_shortest
    assert found.gain_of_majority.value == found.gain_of_shortest.value == 0
