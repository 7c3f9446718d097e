"""Answers that are equal get one form, others do not, and no text makes it slow or fail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.normalise import MAX_CHARS, normalise

_EQUAL = [
    (
        *("0.5", "1/2", r"\frac12", r"\frac{1}{2}", "0.50", "50%", r"50\%", ".5", "5e-1", "$0.5$", "**0.5**"),
        *(r"\(\dfrac{1}{2}\)", "0.5.", "x = 0.5", r"$x=\frac{1}{2}$", "50 percent", "½".replace("½", "1/2")),
    ),
    (
        *("1234", "1,234", "1234.0", "+1234", "$1,234", "1{,}234", r"1\,234", "1,234 dollars", "01234"),
        *(r"1234\text{ cm}", "1234 km/h", "1.234e3", r"1.234 \times 10^3", r"1.234\times 10^{3}", r"\$1,234"),
        *("1234°", "1234^\\circ", "1234 degrees", "1234cm", "1234 m^2", "1,234 red balls"),
    ),
    ("-3", "−3", " - 3", "x=-3", "-3 m"),
    ("yes", "Yes.", "YES", "'yes'"),
    ("B", "(B)", "B.", "(b)", "B) Paris", r"\text{B}", r"\text{(B)}", "option B", "**B**", "b"),
    ("{1,2}", r"\{2, 1\}", "{1, 2}", r"$\{1,2\}$", r"\left\{1, 2\right\}"),
    ("(1,2)", "(1, 2)", r"\left(1, 2\right)", "(1.0, 4/2)"),
    ("Paris", "paris.", "PARIS", r"\text{Paris}", "“Paris”"),
    ("1/3", r"\frac{1}{3}", "2/6", r"\tfrac13"),
    ("3 1/2", "3.5", r"3\frac{1}{2}", "7/2"),
    (r"\frac{\sqrt{3}}{2}", "sqrt(3)/2", r"\sqrt{3}/2", r"\dfrac{\sqrt3}{2}"),
    ("2x+1", "2x + 1", "2 x+1", "y = 2x + 1"),
    ("1,2", "1, 2", "1.0, 2"),
    ("[0,1)", "[0, 1)", r"\left[0,1\right)"),
    ("2 million", "2,000,000", "2e6"),
    ("x^2", r"x^{2}", "x ^ 2"),
    (r"2\pi", "2pi", "2 pi", r"2\cdot\pi", "2π"),
    ("7", "007", "(7)", "7.0"),
]


@pytest.mark.parametrize("answers", _EQUAL, ids=lambda answers: answers[0])
def test_equal_answers_group(answers: tuple[str, ...]) -> None:
    assert {normalise(answer) for answer in answers} == {normalise(answers[0])}


def test_different_answers_do_not_group() -> None:
    firsts = [answers[0] for answers in _EQUAL]
    assert len({normalise(answer) for answer in firsts}) == len(firsts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("9.9", "9.11"),
        ("5 am", "5 pm"),
        ("50", "50%"),
        ("(1,2)", "(2,1)"),
        ("[0,1]", "[0,1)"),
        ("3 or 4", "3"),
        ("2*3", "23"),
        ("2 3", "23"),
        ("5x", "5"),
        ("-3", "3"),
        ("yes", "no"),
        ("1,23", "123"),
        ("10^999999999", "10^99999999"),
    ],
)
def test_these_differ(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "{" * 490,
            "\\frac" * 90,
            "\\sqrt[" * 80,
            "(" * 500,
            "1," * 250,
            "- " * 240,
            "\\text{" * 80,
            "x=" * 240,
        ),
        *("5 " + "a" * 490, "5 " + "a " * 240 + "1", "9" * 5000, "(1," * 160, "\\frac{" * 80, "^{" * 240),
    ],
    ids=lambda text: text[:8],
)
def test_hostile_text_is_only_text(text: str) -> None:
    assert isinstance(normalise(text), str)


@given(st.text(st.sampled_from("{}()[]\\frac$%,.0123 xab=*/^-_sqrt\n"), max_size=MAX_CHARS + 10))
def test_any_text_has_a_form(text: str) -> None:
    assert normalise(text) == normalise(text).strip()


@given(
    st.fractions(max_denominator=10**6),
    st.sampled_from(["{}", "${}$", "x = {}", "{} cm", r"\({}\)", "**{}**."]),
)
def test_a_number_keeps_its_form_in_every_dress(value: object, dress: str) -> None:
    assert normalise(dress.format(value)) == normalise(str(value)) == normalise(normalise(str(value)))
