"""Long lines get breaks, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.long_lines import LONGEST, LongLines


def drawn(*pieces: str) -> str:
    lines = LongLines()
    return "".join(lines.add(piece) for piece in pieces)


@given(st.lists(st.text(st.sampled_from("ab `\n~"), max_size=50)))
def test_short_lines_stay_as_they_are(pieces: list[str]) -> None:
    assert drawn(*pieces) == "".join(pieces)


@given(st.lists(st.integers(1, 3 * LONGEST), min_size=1, max_size=5), st.booleans())
def test_no_line_is_longer_and_nothing_is_lost(lengths: list[int], has_spaces: bool) -> None:
    pieces = [("word " * length)[:length] if has_spaces else "x" * length for length in lengths]
    text = drawn(*pieces)
    assert text.replace("\n", "") == "".join(pieces)
    assert max(map(len, text.split("\n"))) <= LONGEST


def test_words_stay_whole() -> None:
    text = drawn("word " * 3000)
    assert {line.strip() for line in text.replace("\n", " ").split(" ")} == {"word", ""}


def test_code_stays_one_block() -> None:
    text = drawn("```\n", "x" * (LONGEST + 1), "\n```\n", "y" * (LONGEST + 1))
    assert text == f"```\n{'x' * LONGEST}\nx\n```\n{'y' * LONGEST}\n\ny"
