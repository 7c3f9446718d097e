import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from chatui.tui.readable_math import readable_math, stable_length

PROSE = ["a", " ", "1", "\n", "\n\n", "$5", "`", "```\n", "**b**", ".", "你", "- ", "| "]
MATHS = [
    "$x^2$",
    r"\(",
    r"\)",
    r"\[",
    r"\]",
    "$$",
    "$",
    r"\boxed{",
    "}",
    r"\frac{1}{2}",
    "{",
    r"\begin{cases}",
    "\\",
]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("no maths here, $5 each", "no maths here, $5 each"),
        ("from $5 to $6, or $7-$8", "from $5 to $6, or $7-$8"),
        ("costs $5, that's 5$ more", "costs $5, that's 5$ more"),
        (r"\boxed{845}", "**845**"),
        (r"So the sum is \boxed{845}.", "So the sum is **845**."),
        (r"$\boxed{845}$ and $$\boxed{3}$$", "**845** and **3**"),
        (r"\(\boxed{9.9}\) is larger", "**9.9** is larger"),
        ("\\[\n\\boxed{845}\n\\]", "**845**"),
        (r"\boxed{\text{three}}", "**three**"),
        (r"\boxed{\frac{1}{2}}", "**1/2**"),
        (r"$\boxed{1} + 2$", "**1** + 2"),
        (r"\boxed{never closed", r"\boxed{never closed"),
        ("`\\boxed{1}` is code", "`\\boxed{1}` is code"),
        ("``$x$`` and $x_1$", "``$x$`` and x₁"),
        ("```\n\\boxed{1}\n```\n\\boxed{2}", "```\n\\boxed{1}\n```\n**2**"),
        ("~~~\n$x_1$\n~~~", "~~~\n$x_1$\n~~~"),
        (r"\boxed{}", ""),
        ("- $a*b*c_1$", "- a\\*b\\*c₁"),
        ("| a | $|x|$ |", "| a | \\|x\\| |"),
        ("$1. x$ and $-1$", "1\\. x and \\-1"),
        ("答案是\\boxed{(1,2)}。", "答案是 **(1,2)**。"),
        ("\\[ a = b \\\\ = c \\]", "a = b\\\n\\= c"),
        ("\\(a\n\nb\\)", "\\(a\n\nb\\)"),
        (r"left \$5 as \$x$", r"left \$5 as \$x$"),
        (r"$\frac{1$ stays", r"$\frac{1$ stays"),
    ],
)
def test_what_is_shown(answer: str, shown: str) -> None:
    assert readable_math(answer) == shown


@given(st.text(st.sampled_from("ab1 \n$`.{}*_")))
def test_text_without_a_formula_is_left_alone(text: str) -> None:
    assert readable_math(text.replace("$", "$ ")) == text.replace("$", "$ ")


@given(st.lists(st.sampled_from(PROSE), max_size=20), st.lists(st.sampled_from(PROSE), max_size=20))
def test_what_stands_around_a_formula_stays(before: list[str], after: list[str]) -> None:
    text = "".join(before).replace("`", "'").replace("$", "")
    more = "".join(after).replace("`", "'").replace("$", "")
    assert readable_math(f"{text} $x^2$ {more}") == f"{text} x² {more}"


@given(st.lists(st.sampled_from([*PROSE, *MATHS]), max_size=30).map("".join))
def test_it_never_raises_and_loses_no_word(text: str) -> None:
    shown, words = readable_math(text), re.sub(r"\\[a-z]+", "", text)
    for kept in ("你", "b"):
        assert shown.count(kept) >= words.count(kept)
    MarkdownIt("gfm-like", {"html": False}).render(shown)


@given(
    st.lists(st.sampled_from([*PROSE, *MATHS]), max_size=20).map("".join),
    st.lists(st.sampled_from([*PROSE, *MATHS]), max_size=20).map("".join),
)
def test_what_was_stable_stays_stable(text: str, more: str) -> None:
    length = stable_length(text)
    assert 0 <= length <= len(text)
    assert stable_length(text + more) >= length


def test_an_open_box_is_held_back_until_its_line_ends() -> None:
    assert stable_length("The sum is \\box") == len("The sum is ")
    assert stable_length("The sum is \\boxed{1}.\nNext") == len("The sum is \\boxed{1}.\nNext")


def test_an_open_formula_of_several_lines_is_held_back_until_it_closes_or_is_given_up() -> None:
    assert stable_length("So\n\\[\na = b\nc = d\n") == len("So\n")
    closed = "So\n\\[\na = b\nc = d\n\\]\nand"
    assert stable_length(closed) == len(closed)
    given_up = "So\n\\[\na = b\n\nc = d\n"
    assert stable_length(given_up) == len(given_up)
    endless = "\\[\n" + "a = b\n" * 1000
    assert stable_length(endless) == len(endless)


def test_code_is_not_held_back() -> None:
    assert stable_length("```sh\nx=\\[ 1\n") == len("```sh\nx=\\[ 1\n")
