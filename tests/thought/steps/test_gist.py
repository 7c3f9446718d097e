"""A step's line in an outline has its first words that say something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.steps.cues import is_interjection
from chatui.thought.steps.gist import GIST_CELLS, gist
from chatui.thought.steps.widths import cells, cut_to_cells, weight


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Okay, so I need to find x. Then more.", "I need to find x."),
        ("Wait, let me check: 7 + 9 = 16.", "Let me check: 7 + 9 = 16."),
        ("Okay.\n\nThe user asks.", "The user asks."),
        ("So x is 4.", "x is 4."),
        ("So 936.", "936."),
        ("But hold on. What about zero?", "What about zero?"),
        ("Wait a second, let me check.", "Let me check."),
        ("**Final Answer**\nIt is 5 m/s.", "It is 5 m/s."),
        ("Final answer: 5", "Final answer: 5"),
        ("Hmm.", "Hmm."),
        ("1. **Add** the ones.\n2. More.", "Add the ones."),
        ("## Step `one`\n", "Step one"),
        ("```python\nprint(1)\n```", "print(1)"),
        ("|---|\n| a | b |", "a | b"),
        (r"The answer is \boxed{\frac{1}{2}}.", "The answer is 1/2."),
        ("\\[\nx = \\frac{1}{2}\n\\]", "x = 1/2"),
        ("It costs $5 and more than $6.", "It costs $5 and more than $6."),
        ("It is 5! / 3! which makes 20.", "It is 5! / 3! which makes 20."),
        ("好的，用户问的是鸡兔同笼。然后算。", "用户问的是鸡兔同笼。"),
        ("word " * 20, "word word word word word word word word word word word word…"),
        ("---\n***", "--- ***"),
        ("", ""),
    ],
)
def test_gist(text: str, line: str) -> None:
    assert gist(text) == line


@given(st.text(), st.integers(2, 80))
def test_a_gist_is_one_line_that_fits(text: str, width: int) -> None:
    line = gist(text, width)
    assert cells(line) <= width
    assert len(line.splitlines()) <= 1
    assert bool(line) or not any(map(str.isalnum, text))


@given(st.text(), st.integers(2, 80))
def test_cutting_to_cells(text: str, width: int) -> None:
    cut = cut_to_cells(text, width)
    assert cells(cut) <= width
    assert cut == text if cells(text) <= width else cut.endswith("…")


@pytest.mark.parametrize(
    "text", [" " * 599 + "x", "嗯" * 31 + "x", "so " * 200, "| " * 300 + "x", "\\frac" * 120]
)
def test_no_text_makes_it_slow(text: str) -> None:
    assert cells(gist(text)) <= GIST_CELLS
    assert not is_interjection(text)


def test_widths() -> None:
    assert (cells("abc"), cells("鸡兔"), cells("e\u0301")) == (3, 4, 1)
    assert (weight("abc"), weight("鸡兔a")) == (3, 7)
    assert cut_to_cells("鸡兔同笼", 5) == "鸡兔…"
