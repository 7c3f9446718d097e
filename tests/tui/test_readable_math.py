import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.readable_math import readable_math, stable_length


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("no maths here, $5 each", "no maths here, $5 each"),
        (r"\boxed{845}", "**845**"),
        (r"So the sum is \boxed{845}.", "So the sum is **845**."),
        (r"$\boxed{845}$ and $$\boxed{3}$$", "**845** and **3**"),
        (r"\(\boxed{9.9}\) is larger", "**9.9** is larger"),
        ("\\[\n\\boxed{845}\n\\]", "\n**845**"),
        (r"\boxed{\text{three}}", "**three**"),
        (r"\boxed{\frac{1}{2}}", r"**\frac{1}{2}**"),
        (r"$\boxed{1} + 2$", "$**1** + 2$"),
        (r"\boxed{never closed", r"\boxed{never closed"),
        ("`\\boxed{1}` is code", "`\\boxed{1}` is code"),
        ("```\n\\boxed{1}\n```\n\\boxed{2}", "```\n\\boxed{1}\n```\n**2**"),
        (r"\boxed{}", ""),
    ],
)
def test_what_is_shown(answer: str, shown: str) -> None:
    assert readable_math(answer) == shown


@given(st.text(st.sampled_from("ab1 \n$`.\\{}")))
def test_text_without_a_box_is_left_alone(text: str) -> None:
    assert readable_math(text) == text


@given(st.text(st.sampled_from("ab \n$\\`")), st.text(st.sampled_from("ab \n$\\`")))
def test_what_was_stable_stays_stable(text: str, more: str) -> None:
    length = stable_length(text)
    assert 0 <= length <= len(text)
    assert stable_length(text + more) >= length


def test_an_open_box_is_held_back_until_its_line_ends() -> None:
    assert stable_length("The sum is \\box") == len("The sum is ")
    assert stable_length("The sum is \\boxed{1}.\nNext") == len("The sum is \\boxed{1}.\nNext")
