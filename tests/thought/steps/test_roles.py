"""The rules that guess a step's role, one by one, in English and Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.steps.roles import role_of
from chatui.thought.steps.step import Role

_EXAMPLES = {
    Role.PLAN: [
        "Okay, the user wants me to verify that 3 + 4 = 7.",
        "First, I should find the common denominator.",
        "Let me think about this step by step.",
        "Now, we need the tens digit.",
        "Step 2: count the vowels.",
        "**Case 1:** the number is even",
        "首先，我需要理解题目。",
        "用户想知道1+1=2为什么成立。",
    ],
    Role.COMPUTE: [
        "3 × 4 = 12",
        "So 16 + 3 = 19, carry 1.",
        "Let me compute 12 * 12 = 144.",
        "Therefore, 3x = 42, and x = 42/3 = 14.",
        "\\[\n\\frac{1}{2} = 0.5\n\\]",
        "s vs r 0, t vs r 0, r vs r 1",
        "```python\nprint(1)\n```",
        "| a | b |\n|---|---|",
        "x = 5",
        "所以 3 × 4 = 12。",
    ],
    Role.CHECK: [
        "Wait, let me check: 7 + 9 ends in 6.",
        "Let me double-check that I haven't made a mistake.",
        "To verify, substitute x = 3 back into the equation.",
        "Does that make sense? 9.9 is 9.90.",
        "Hmm, is that right?",
        "I want to make sure that 4 * 5 = 20.",
        "让我验证一下：2 + 2 = 4。",
        "再检查一遍。",
    ],
    Role.BACKTRACK: [
        "Wait, 9.11 has two decimals.",
        "Hmm, that would give 12.",
        "Alternatively, use the other formula: 2 + 2 = 4.",
        "But wait, what about zero?",
        "That's not right, since 3 * 3 = 9.",
        "Let me check again. No, I made a mistake above.",
        "No, it is the other way round.",
        "等等，不对。",
        "或者换一个方法。",
    ],
    Role.CONCLUDE: [
        "So 936.",
        "So a is smaller and b is larger. The larger one is b = 9.9.",
        "Therefore the number is even.",
        "The final answer is 2 + 2 = 4.",
        "2 + 2 = \\boxed{4}",
        "Thus, it holds for all n.",
        "因此，鸡有23只。",
        "综上所述，答案是12。",
    ],
    Role.OTHER: [
        "A prime has no divisors but one and itself.",
        "Paris is the capital of France.",
        "天气很好。",
        "",
    ],
}


@pytest.mark.parametrize(
    ("role", "text"), [(role, text) for role, texts in _EXAMPLES.items() for text in texts]
)
def test_role(role: Role, text: str) -> None:
    assert role_of(text) is role
    assert role_of(f"\n  {text}\n\n") is role


@given(
    st.text(max_size=50).filter(str.strip),
    st.sampled_from([text for texts in _EXAMPLES.values() for text in texts]),
)
def test_what_stands_in_the_middle_of_a_long_step_does_not_matter(noise: str, text: str) -> None:
    head, tail = text.ljust(600, "-"), "-" * 200
    assert role_of(head + noise * 50 + tail) is role_of(head + "-" + tail)
