from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.prompt.pasted import LONG_CHARACTERS, PastedTexts, is_long


def test_a_long_paste_is_a_mark_that_says_its_size() -> None:
    pasted = PastedTexts()
    assert pasted.fold("line\n" * 2133 + "end") == "[pasted text 1: 2,134 lines]"
    assert pasted.fold("x" * 5000) == "[pasted text 2: 5,000 characters]"


def test_what_is_long() -> None:
    assert not is_long("x" * LONG_CHARACTERS)
    assert is_long("x" * (LONG_CHARACTERS + 1))
    assert is_long("\n" * 40)
    assert not is_long("\n" * 39)


@given(st.lists(st.text(max_size=40), max_size=4), st.text(alphabet="[]pasted tx1:", max_size=10))
def test_nothing_is_lost(pastes: list[str], between: str) -> None:
    pasted = PastedTexts()
    marks = [pasted.fold(text) for text in pastes]
    assert pasted.expand(between.join(marks)) == between.join(pastes)
    assert [each.text for each in pasted.marked_in(between.join(marks))] == pastes


def test_a_mark_that_was_pasted_stays_text() -> None:
    pasted = PastedTexts()
    inner = "[pasted text 2: 3 characters]"
    first = pasted.fold(inner)
    pasted.fold("abc")
    assert pasted.expand(first) == inner


def test_marks_beside_the_cursor() -> None:
    pasted = PastedTexts()
    mark = pasted.fold("x" * 5000)
    assert pasted.mark_before(f"a {mark} b", 2 + len(mark)) == mark
    assert pasted.mark_after(f"a {mark} b", 2) == mark
    assert pasted.mark_before(f"a {mark} b", 2) == ""
    pasted.clear()
    assert pasted.expand(mark) == mark
