from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.token_estimate import estimated_tokens


def test_english_and_chinese_by_deepseeks_rule_of_thumb() -> None:
    assert estimated_tokens("") == 0
    assert estimated_tokens("x" * 1000) == 300
    assert estimated_tokens("数" * 1000) == 600


@given(st.text(), st.text())
def test_more_text_is_never_fewer_tokens(first: str, second: str) -> None:
    assert estimated_tokens(first + second) >= estimated_tokens(first)
    assert estimated_tokens(first) > 0 or not first
