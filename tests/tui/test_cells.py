"""Text cut to terminal cells."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from chatui.tui.cells import one_row


@given(st.text(), st.integers(1, 40))
def test_a_row_is_never_wider_than_it_may_be(text: str, width: int) -> None:
    row = one_row(text, width)
    assert cell_len(row) <= width
    assert len(row.splitlines()) <= 1


def test_what_is_left_out_is_marked() -> None:
    assert one_row("two\n  words", 9) == "two words"
    assert one_row("two words", 8) == "two wor…"
    assert one_row("日本語", 5) == "日本…"
