"""Each rule finds its final answer, and free text has none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.final_answer import final_answer


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        ("The answer is 3, or rather \\boxed{117}.", "117"),
        ("The final answer is 42.", "42"),
        ("**Answer:** 42 cm", "42 cm"),
        ("**Final Answer**\n\n42\n", "42"),
        ("## Answer\n**B**", "B"),
        ("Answer: 1\nAnswer: 2\nThat is it.", "2"),
        ("The answer is **Paris**, because it is the capital.", "Paris"),
        ("the answer is: \\(x=5\\)", "x=5"),
        ("so\n#### 18", "18"),
        ("答案是 5。", "5"),
        ("The capital of France is **Paris**.", "Paris"),
        ("12 + 5 = **17**", "17"),
        ("First 12.\nSo 12 + 5 = 17.", "17"),
        ("Therefore the larger number is 9.9", "9.9"),
        ("The probability is 50%.", "50%"),
        ("The sum is \\(12\\).", "12"),
        ("17", "17"),
        ("**3.5 km/h**", "3.5 km/h"),
        ("(B)", "(B)"),
        ("Yes.", "Yes"),
        ("There are 3 r's in strawberry.", "3"),
    ],
)
def test_final_answers(answer: str, found: str) -> None:
    assert final_answer(answer) == found


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Hello! How can I help you today?",
        "The answer is not obvious.",
        "I think 3 and 4 are fine.",
        "It prints this:\n```\nanswer: 5\n```",
        "- one\n- two: **important**\n\nGood luck!",
        "The answer is a long story of many people who went to many places over many years.",
        "Answer:",
        "In 1789 the people of Paris took a prison, and much of what we know today began on that day.",
    ],
)
def test_free_text_has_no_final_answer(answer: str) -> None:
    assert final_answer(answer) is None


@given(st.text())
def test_any_text_is_read(answer: str) -> None:
    found = final_answer(answer)
    assert found is None or found.strip()


@pytest.mark.parametrize(
    "answer",
    [
        *("answer is " * 20_000, "answer: \n" * 20_000, "= 1" * 600, "is " * 600, "**" * 900),
        *("is " + "1," * 900 + "x", "#* _" * 400, "a" * 1999, "= *" + "*" * 1500 + "x"),
    ],
    ids=lambda answer: answer[:8],
)
def test_hostile_text_is_read_too(answer: str) -> None:
    found = final_answer(answer)
    assert found is None or len(found) < 100
