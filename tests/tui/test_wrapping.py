import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from chatui.tui.wrapping import WrappedText, wrap_line

LINES = st.text(st.sampled_from("abc  ,.é你好🙂ｗ\u0301"), max_size=60)


@pytest.mark.parametrize(
    ("line", "width", "rows"),
    [
        ("", 10, [""]),
        ("short", 10, ["short"]),
        ("one two three", 7, ["one two ", "three"]),
        ("one two three", 8, ["one two ", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("ab cdefghij k", 4, ["ab ", "cdef", "ghij ", "k"]),
        ("你好世界", 5, ["你好", "世界"]),
        ("x 你好", 3, ["x ", "你", "好"]),
        ("🙂🙂", 2, ["🙂", "🙂"]),
        ("    deep", 6, ["    ", "deep"]),
        ("你", 1, ["你"]),
    ],
)
def test_where_rows_break(line: str, width: int, rows: list[str]) -> None:
    assert wrap_line(line, width) == rows


@given(LINES, st.integers(2, 12))
def test_rows_lose_nothing_and_fit(line: str, width: int) -> None:
    rows = wrap_line(line, width)
    assert "".join(rows) == line
    assert all(cell_len(row) <= width + row.endswith(" ") for row in rows)


@given(st.lists(st.text(st.sampled_from("ab  \n,é你🙂"), max_size=12), max_size=12), st.integers(1, 12))
def test_every_chunking_gives_the_rows_of_the_whole(chunks: list[str], width: int) -> None:
    grown, whole = WrappedText(width), WrappedText(width)
    for chunk in chunks:
        grown.append(chunk)
    whole.append("".join(chunks))
    assert grown.rows == whole.rows


def test_append_tells_the_first_changed_row() -> None:
    text = WrappedText(10)
    assert text.append("one\ntwo") == 0
    assert text.append(" more and more") == 1
    assert text.rows == ["one", "two more ", "and more"]


def test_tabs_become_spaces() -> None:
    text = WrappedText(10)
    text.append("\tx")
    assert text.rows == ["    x"]
    assert text.row_width(0) == 5


def test_a_20k_token_thought_is_wrapped_once_and_not_again_per_token() -> None:
    wrapped = 0

    def counting(line: str, width: int) -> list[str]:
        nonlocal wrapped
        wrapped += len(line)
        return wrap_line(line, width)

    text = WrappedText(60, counting)
    token = " word"
    most = 0
    for number in range(20_000):
        before = wrapped
        text.append(token if number % 400 else token + "\n")
        most = max(most, wrapped - before)
    assert most <= 61 + len(token) + 1
    assert len("".join(text.rows)) == 20_000 * len(token)


def test_one_endless_line_costs_no_more_than_its_last_row() -> None:
    longest = 0

    def counting(line: str, width: int) -> list[str]:
        nonlocal longest
        longest = max(longest, len(line))
        return wrap_line(line, width)

    text = WrappedText(40, counting)
    for piece in ["x" * 30, " " * 30, "y" * 30] * 500:
        text.append(piece)
    assert longest <= 41 + 30
