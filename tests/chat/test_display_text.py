import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.display_text import display_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, Zürich, 你好, 🙂", "plain text, Zürich, 你好, 🙂"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b]52;c;aGk=\x07", "]52;c;aGk="),
        ("\x1b[31mred", "[31mred"),
        ("\x9b31mred", "31mred"),
        ("bell\x07 nul\x00 del\x7f return\r", "bell nul del return"),
        ("safe\u202egnp.exe", "safe<U+202E>gnp.exe"),
        ("half \ud83d", "half \ufffd"),
        ("[red]x[/blue] [@click=app.exit]", "[red]x[/blue] [@click=app.exit]"),
    ],
)
def test_what_is_shown(text: str, shown: str) -> None:
    assert display_text(text) == shown


@given(st.text(st.characters(exclude_categories=())))
def test_nothing_dangerous_is_left_and_all_of_it_can_be_written(text: str) -> None:
    shown = display_text(text)
    assert not any(ord(char) < 32 and char not in "\n\t" for char in shown)
    assert not any(0x7F <= ord(char) <= 0x9F for char in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    shown.encode("utf-8")


@given(st.text(st.characters(exclude_categories=())), st.integers(0, 50))
def test_a_cut_changes_nothing(text: str, at: int) -> None:
    assert display_text(text[:at]) + display_text(text[at:]) == display_text(text)
