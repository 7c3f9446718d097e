"""A word-level comparison holds both texts, and its cost has a bound."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.comparison.words import MOST_WORDS, Side, Words, word_diff
from tests.thought.trace_files import thoughts


def side(pieces: list[Words], wanted: Side) -> str:
    return "".join("".join(piece.text.split()) for piece in pieces if piece.side in (Side.BOTH, wanted))


def test_changed_words() -> None:
    assert word_diff("17 × 4 = 68.", "And 17 × 4 = 78.\n") == [
        Words(Side.RIGHT, "And "),
        Words(Side.BOTH, "17 × 4 = "),
        Words(Side.LEFT, "68"),
        Words(Side.RIGHT, "78"),
        Words(Side.BOTH, "."),
    ]


def test_ideographs_and_numbers_are_words() -> None:
    assert word_diff("鸡有23只", "鸡有12.5只") == [
        Words(Side.BOTH, "鸡有"),
        Words(Side.LEFT, "23"),
        Words(Side.RIGHT, "12.5"),
        Words(Side.BOTH, "只"),
    ]


@given(thoughts(), thoughts())
def test_both_texts_are_there(left: str, right: str) -> None:
    pieces = word_diff(left, right)
    assert side(pieces, Side.LEFT) == "".join(left.split())
    assert side(pieces, Side.RIGHT) == "".join(right.split())
    assert all(piece.text for piece in pieces)


@given(st.text())
def test_the_same_text_has_no_difference(text: str) -> None:
    assert word_diff(text, text) == ([Words(Side.BOTH, text)] if text else [])


def test_long_texts_are_compared_at_their_ends_only() -> None:
    middle = "a b " * MOST_WORDS
    pieces = word_diff(f"First {middle}last", f"First b {middle}c last")
    assert [piece.side for piece in pieces] == [Side.BOTH, Side.LEFT, Side.RIGHT, Side.BOTH]
