"""Numbers keep their exact value, however they are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.numbers import MAX_DIGITS, number_at_start, without_thousands, written


@pytest.mark.parametrize(
    ("text", "value", "rest"),
    [
        ("17", Fraction(17), ""),
        ("-0.50 m", Fraction(-1, 2), " m"),
        (".5", Fraction(1, 2), ""),
        ("5.", Fraction(5), ""),
        ("3 / 4", Fraction(3, 4), ""),
        ("3 1/2", Fraction(7, 2), ""),
        ("-3 1/2", Fraction(-7, 2), ""),
        ("1.2e3", Fraction(1200), ""),
        ("1.2 * 10^-3", Fraction(12, 10_000), ""),
        ("10^3", Fraction(1000), ""),
        ("50 %", Fraction(1, 2), ""),
        ("2.5 million people", Fraction(2_500_000), " people"),
        ("+ 7", Fraction(7), ""),
    ],
)
def test_what_is_read(text: str, value: Fraction, rest: str) -> None:
    assert number_at_start(text) == (value, rest)


@pytest.mark.parametrize("text", ["", "x", "-", "1/0", "1 2/0", "1.2.3", "10^999", "1" * (MAX_DIGITS + 1)])
def test_what_is_no_number(text: str) -> None:
    assert number_at_start(text) is None


def test_an_exponent_that_is_too_large_is_left_over() -> None:
    assert number_at_start("1e99999") == (Fraction(1), "e99999")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("1,234,567.5", "1234567.5"),
        ("1,23", "1,23"),
        ("12,345", "12345"),
        ("1234,567", "1234,567"),
        ("1,234,56", "1,234,56"),
    ],
)
def test_thousands(text: str, bare: str) -> None:
    assert without_thousands(text) == bare


@given(st.fractions())
def test_what_is_written_is_read_again(value: Fraction) -> None:
    assert number_at_start(written(value)) == (value, "")


@given(st.integers(-(10**9), 10**9), st.integers(0, 8))
def test_one_value_has_one_form(scaled: int, decimals: int) -> None:
    value = Fraction(scaled, 10**decimals)
    found = number_at_start(f"{scaled}/{10**decimals}")
    assert found is not None
    assert written(found[0]) == written(value)
    assert float(written(value)) == float(value)
