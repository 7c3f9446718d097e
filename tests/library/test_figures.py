import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.library.figures import bytes_text, count_text, left_text, percent_text
from chatui.models.fit.values import Fit, Verdict
from chatui.tui.models.verdicts import MARKS, fit_text, speed_text


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (None, "size unknown"),
        (0, "0 B"),
        (999, "999 B"),
        (1_117_320_736, "1.12 GB"),
        (19_851_335_840, "19.9 GB"),
        (999_900_000, "1.00 GB"),
        (700_000_000, "700 MB"),
        (2_000_000_000_000, "2.00 TB"),
    ],
)
def test_sizes(count: int | None, text: str) -> None:
    assert bytes_text(count) == text


@given(st.integers(0, 10**13))
def test_a_size_has_at_most_three_digits(count: int) -> None:
    number = bytes_text(count).split()[0]
    assert len(number.replace(".", "").lstrip("0")) <= 3 or count >= 10**15


def test_a_hundred_percent_means_whole() -> None:
    assert [percent_text(share) for share in (0.0, 0.999, 1.0, 7.0, -1.0)] == [
        "0 %",
        "99 %",
        "100 %",
        "100 %",
        "0 %",
    ]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "1 s left"), (40, "40 s left"), (480, "8 min left"), (7500, "2 h 05 min left")],
)
def test_times(seconds: float, text: str) -> None:
    assert left_text(seconds) == text


def test_counts() -> None:
    assert [count_text(count) for count in (940, 12_300, 1_200_000)] == ["940", "12.3 k", "1.20 M"]


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_sign_a_word_and_a_sentence(verdict: Verdict) -> None:
    assert len({mark.sign for mark in MARKS.values()}) == len(Verdict)
    assert MARKS[verdict].word
    assert fit_text(Fit(verdict)).endswith(".")
    if verdict is not Verdict.UNKNOWN:
        assert "2.00 GB" in fit_text(Fit(verdict, 2_000_000_000, 8_000_000_000))


def test_a_speed_is_called_an_estimate() -> None:
    assert speed_text(Fit(Verdict.FITS, tokens_per_s_estimate=7.13)) == "about 7.1 tok/s (an estimate)"
    assert speed_text(Fit.unknown()) == ""
