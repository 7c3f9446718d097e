"""The last closed box counts, however braces nest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.boxed import boxed

_NESTED = st.recursive(
    st.text("ab1 +", max_size=4), lambda inner: inner.map(lambda text: f"{{{text}}}x"), max_leaves=4
)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (r"so \boxed{117}.", "117"),
        (r"\boxed{ \frac{1}{2} } and \boxed{\text{a {b} c}}", r"\text{a {b} c}"),
        (r"\boxed{1} but \boxed{open", "1"),
        (r"\boxed{a \boxed{b} c}", r"a \boxed{b} c"),
        (r"\boxed{1} {x} \fbox{2} }", "2"),
        (r"\boxed 5 and", "5"),
        (r"\boxed  -1,234.5.", "-1,234.5"),
        (r"\boxed x", "x"),
        (r"\boxed {7}", "7"),
        (r"\boxed{\{1, 2\}}", r"\{1, 2\}"),
        (r"\boxed{3}\boxed{}", "3"),
        (r"\boxed{ }", None),
        (r"\boxed{open", None),
        ("no box {5}", None),
        ("", None),
    ],
)
def test_what_is_boxed(text: str, content: str | None) -> None:
    assert boxed(text) == content


@given(_NESTED.filter(str.strip), st.text("{}ab\\ ", max_size=8))
def test_a_last_box_is_found_behind_anything(content: str, before: str) -> None:
    assert boxed(f"{before} \\boxed{{{content}}} end") in (
        content.strip(),
        boxed(f"{before}{{}}") or content.strip(),
    )


def test_boxes_that_never_close_cost_one_pass() -> None:
    assert boxed("\\boxed{" * 50_000 + "1" + "}" * 3) == "\\boxed{\\boxed{1}}"
