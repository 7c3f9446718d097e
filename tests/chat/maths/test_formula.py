import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.maths.formula import unicode_formula

COMMANDS = (
    r"\frac \sqrt \boxed \text \cdot \left( \right) \begin{cases} \end{cases} \\ \unknown \{ \[ \begin \end"
    r" \verb \input & ^ _ { } [ ] x 12 % $ # ~ '' 你"
)
PIECES = [*COMMANDS.split(), " ", "\n", "\ue000", "\x1b"]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{c}", "(a+b)/c"),
        (r"\dfrac12 + \tfrac{x}{y}", "1/2 + x/y"),
        (r"2\frac{1}{3}x", "2 (1/3)x"),
        (r"x^2 + y_{10}^{n+1}", "x² + y₁₀ⁿ⁺¹"),
        (r"e^{i\pi} x_\text{max}", "e^(iπ) xₘₐₓ"),
        (r"\sqrt{x+1} + \sqrt[3]{8} + \sqrt[n]2", "√(x+1) + ∛8 + ⁿ√2"),
        (r"\alpha \le \beta\cdot\gamma", "α ≤ β·γ"),
        (r"90^\circ = \frac{\pi}{2}", "90° = π/2"),
        (r"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}", "∑ᵢ₌₁ⁿ i = (n(n+1))/2"),
        (r"\text{if } x \ne 0", "if x ≠ 0"),
        (r"\left( \frac{1}{2} \right)", "( 1/2 )"),
        (r"f(x) = \begin{cases} 1 & x>0 \\ 0 & \text{else} \end{cases}", "f(x) =\n⎧ 1, x>0\n⎩ 0, else"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b\n= c"),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", "(1 2; 3 4)"),
        (r"\mathbb{R} \vec{v} \operatorname{lcm}(a, b)", "ℝ v⃗ lcm(a, b)"),
        (r"5\% \text{ of } \$20", "5% of $20"),
        ("5% of it", "5% of it"),
        (r"a \equiv b \pmod{7}", "a ≡ b (mod 7)"),
        (r"\binom{n}{k}", "C(n, k)"),
        (r"\boxed{\frac{1}{2}}", "\ue0001/2\ue001"),
        (r"a \unknown{b}{c} d", r"a \unknown{b}{c} d"),
        (r"\input{/etc/passwd}", r"\input{/etc/passwd}"),
        ("x\n=\n1", "x\n=\n1".replace("\n", " ")),
    ],
)
def test_what_is_written(latex: str, text: str) -> None:
    assert unicode_formula(latex) == text


@pytest.mark.parametrize(
    "latex", ["", "  ", r"\frac{1", "}", r"\begin{cases} 1", "x" * 5000, "{" * 60 + "}" * 60]
)
def test_what_cannot_be_read_is_none(latex: str) -> None:
    assert unicode_formula(latex) is None


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_it_never_raises_and_never_says_nothing(latex: str) -> None:
    text = unicode_formula(latex)
    assert text is None or text.strip()


@given(st.text(max_size=40))
def test_any_text_is_safe(latex: str) -> None:
    unicode_formula(latex)


@given(st.lists(st.sampled_from(["word", "42", "你好", "x"]), min_size=1, max_size=6))
def test_no_word_is_lost(words: list[str]) -> None:
    latex = "".join(rf"\frac{{{word}}}{{\text{{{word}}}}} \unknown{{{word}}} " for word in words)
    text = unicode_formula(latex) or ""
    assert all(text.count(word) >= 3 * words.count(word) for word in words)
