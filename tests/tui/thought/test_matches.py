import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.reading import ThoughtReading
from chatui.tui.thought.matches import Matches

TEXTS = st.text(st.sampled_from("abA \n"), max_size=12)


def matches_in(text: str, phrase: str) -> Matches:
    reading, matches = ThoughtReading(), Matches(phrase)
    reading.feed(text)
    matches.read(reading)
    return matches


@pytest.mark.parametrize(
    ("text", "phrase", "starts"),
    [
        ("Wait, wait", "wait", [0, 6]),
        ("Wait, wait", "Wait", [0]),
        ("two\nwords", "two words", [0]),
        ("aaaa", "aa", [0, 2]),
        ("a.c abc", "a.c", [0]),
        ("等等，等等", "等等", [0, 3]),
        ("anything", "", []),
    ],
)
def test_where_it_is_found(text: str, phrase: str, starts: list[int]) -> None:
    assert matches_in(text, phrase).starts == starts


@given(st.lists(TEXTS, max_size=6), st.text(st.sampled_from("abA "), min_size=1, max_size=3))
def test_however_the_text_arrives_the_same_is_found(chunks: list[str], phrase: str) -> None:
    reading, grown = ThoughtReading(), Matches(phrase)
    for chunk in chunks:
        reading.feed(chunk)
        grown.read(reading)
    assert grown.starts == matches_in("".join(chunks), phrase).starts


@given(TEXTS, st.integers(0, 12), st.integers(0, 12))
def test_within_gives_those_that_reach_in(text: str, start: int, end: int) -> None:
    matches = matches_in(text, "ab")
    expected = [(at, at + 2) for at in matches.starts if at < end and at + 2 > start]
    assert matches.within(start, max(start, end)) == (
        expected if end > start else matches.within(start, start)
    )


def test_next_and_previous_go_round() -> None:
    matches = matches_in("x ab ab ab", "ab")
    assert [matches.beside(at, 1) for at in (0, 2, 5, 8, 9)] == [0, 1, 2, 0, 0]
    assert [matches.beside(at, -1) for at in (0, 2, 5, 9)] == [2, 2, 0, 2]
    assert matches_in("x", "ab").beside(0, 1) is None
