"""Votes, intervals and the table say what was counted."""

from hypothesis import given
from hypothesis import strategies as st

from training.scores import Row, Score, boxed, interval, majority, table


def test_the_last_boxed_result_counts() -> None:
    assert boxed(r"first \boxed{1}, no: \boxed{-27}.") == "-27"
    assert boxed("27") is None


def test_majority_is_the_commonest_result_and_ignores_missing_ones() -> None:
    assert majority(["3", None, "4", "4", None, None]) == "4"
    assert majority([None, None]) is None


def test_of_equally_common_results_the_first_wins() -> None:
    assert majority(["5", "6"]) == "5"


def test_interval_of_a_known_case() -> None:
    low, high = interval(98, 100)  # Wilson's 95 % interval: 0.930 to 0.994

    assert (round(low, 3), round(high, 3)) == (0.930, 0.994)


@given(st.integers(1, 2000).flatmap(lambda count: st.tuples(st.integers(0, count), st.just(count))))
def test_interval_holds_the_share_and_stays_within_bounds(case: tuple[int, int]) -> None:
    right, count = case
    low, high = interval(right, count)

    assert 0 <= low <= right / count + 1e-9
    assert right / count - 1e-9 <= high <= 1


def test_table_has_a_line_per_kind() -> None:
    row = Row("Adding", Score(297, 300), Score(2300, 2400), Score(299, 300))

    assert table([row]).splitlines()[2] == (
        "| Adding | 99.0 % (97.1 to 99.7) | 95.8 % (95.0 to 96.6) | 99.7 % (98.1 to 99.9) |"
    )


def test_what_was_not_sampled_is_not_given_a_share() -> None:
    assert str(Score(0, 0)) == "not measured"
