"""LaTeX becomes the text that it stands for."""

import pytest

from chatui.thought.latex import SET_CLOSE, SET_OPEN, plain


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\frac{\frac{1}{2}}{3}", "(1/2)/3"),
        (r"\frac12", "1/2"),
        (r"3\frac12", "3 1/2"),
        (r"\frac{1}", "1/()"),
        (r"\sqrt[3]{8} + \sqrt2", "sqrt[3](8) + sqrt(2)"),
        (r"x^{10} + x^{a+b}", "x^10 + x^(a+b)"),
        (r"\left( 1 \right)", "( 1 )"),
        (r"5\ \mathrm{cm}", "5 cm"),
        (r"1{,}234\,567", "1234567"),
        (r"\alpha \le \infty", "alpha <= inf"),
        (r"90^\circ 90^{\circ} 90°", "90 90 90"),
        (r"\{1\}", f"{SET_OPEN}1{SET_CLOSE}"),
        ("{1}", f"{SET_OPEN}1{SET_CLOSE}"),
        (r"a \\ b ~ c", "a b c"),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected
