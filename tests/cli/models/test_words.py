import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.display_text import one_line
from chatui.cli.models.words import fit_sentences, size_words, speed_words, time_words
from chatui.models.fit.values import Fit, Verdict


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (None, ""),
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.00 kB"),
        (1_117_320_736, "1.12 GB"),
        (999_499, "999 kB"),
        (999_999_999, "1.00 GB"),
        (42_520_395_584, "42.5 GB"),
        (1_500_000_000_000, "1.50 TB"),
    ],
)
def test_sizes(size: int | None, words: str) -> None:
    assert size_words(size) == words


@given(st.integers(0, 10**12))
def test_a_size_below_a_terabyte_has_at_most_three_digits(size: int) -> None:
    number = size_words(size).split()[0]
    assert len(number.replace(".", "")) <= 3 or size >= 999.5e9


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-1, "0 s"),
        (0.4, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min 0 s"),
        (3599.7, "1 h 0 min"),
        (7300, "2 h 1 min"),
    ],
)
def test_times(seconds: float, words: str) -> None:
    assert time_words(seconds) == words


def test_speeds() -> None:
    assert speed_words(Fit.unknown()) == ""
    assert speed_words(Fit(Verdict.FITS, tokens_per_s_estimate=3.256)) == "~3.3"
    assert speed_words(Fit(Verdict.FITS, tokens_per_s_estimate=416.1)) == "~420"


def test_a_fit_is_told_with_its_numbers_and_as_an_estimate() -> None:
    fit = Fit(Verdict.TOO_BIG, 43 * 10**9, 8 * 10**9, 0.5, "r1-qwen-7b would fit.")
    assert fit_sentences(fit) == (
        "It is too big for this machine (about 43.0 GB of 8.00 GB free memory). "
        "Estimated speed: 0.5 tokens/s. r1-qwen-7b would fit."
    )
    assert fit_sentences(Fit.unknown()) == "Whether it fits this machine is not known."


def test_hostile_text_becomes_one_harmless_line() -> None:
    assert one_line("a\x1b[2Jb\n\tc\u202ed") == "a[2Jb c<U+202E>d"
