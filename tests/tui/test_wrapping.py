import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.wrapping import WrappedText, row_cells, wrap_line

LINES = st.text(st.sampled_from("abc  \t,.é你好🙂ｗ\u0301"), max_size=60)


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


@given(LINES, st.integers(4, 12))
def test_rows_lose_nothing_and_fit(line: str, width: int) -> None:
    rows = wrap_line(line, width)
    assert "".join(rows) == line
    assert all(row_cells(row) <= width + row.endswith(" ") for row in rows)


@given(st.lists(st.text(st.sampled_from("ab  \n,é你🙂\t"), max_size=12), min_size=2), st.integers(1, 12))
def test_what_was_appended_can_be_taken_back(chunks: list[str], width: int) -> None:
    text, without = WrappedText(width), WrappedText(width)
    for chunk in chunks[:-1]:
        text.append(chunk)
        without.append(chunk)
    mark = text.mark()
    text.append(chunks[-1])
    text.back_to(mark)
    assert (text.rows, text.starts) == (without.rows, without.starts)


@given(st.lists(st.text(st.sampled_from("ab  \n,é你🙂"), max_size=12), max_size=12), st.integers(1, 12))
def test_every_chunking_gives_the_rows_of_the_whole(chunks: list[str], width: int) -> None:
    grown, whole = WrappedText(width), WrappedText(width)
    for chunk in chunks:
        grown.append(chunk)
    whole.append("".join(chunks))
    assert (grown.rows, grown.starts) == (whole.rows, whole.starts)
    lines = "".join(chunks)
    ends = [*whole.starts[1:], len(lines)]
    shown = [lines[start:end].removesuffix("\n") for start, end in zip(whole.starts, ends, strict=True)]
    assert shown == whole.rows


def test_append_tells_the_first_changed_row() -> None:
    text = WrappedText(10)
    assert text.append("one\ntwo") == 0
    assert text.append(" more and more") == 1
    assert text.rows == ["one", "two more ", "and more"]


def test_a_tab_takes_four_cells_and_stays_one_character() -> None:
    text = WrappedText(10)
    text.append("\txy\tlong 你\t")
    assert text.rows == ["\txy\t", "long 你", "\t"]
    assert (text.row_width(0), text.starts) == (10, [0, 4, 10])


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
