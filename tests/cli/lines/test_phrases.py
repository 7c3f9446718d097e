"""Phrases: nothing is lost, and no word is cut."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.cli.lines.phrases import LONGEST, Phrases


@given(st.lists(st.text(st.sampled_from("ab .,!\n。"), max_size=30)))
def test_joined_they_are_what_was_put_in(pieces: list[str]) -> None:
    phrases = Phrases()
    parts = [phrases.add(piece) for piece in pieces]
    assert "".join(parts) + phrases.flush() == "".join(pieces)
    assert phrases.flush() == ""


def test_a_phrase_is_given_when_its_end_is_seen() -> None:
    phrases = Phrases()
    assert [phrases.add(piece) for piece in ("9", ".", "11", " is", " less", ".", " It")] == [
        *[""] * 6,
        "9.11 is less.",
    ]


def test_what_never_ends_is_cut_at_a_space() -> None:
    phrases = Phrases()
    assert phrases.add("word " * (LONGEST // 5)) == ""
    assert phrases.add("more") == "word " * (LONGEST // 5)
    assert phrases.add("x" * LONGEST) == "more" + "x" * LONGEST
