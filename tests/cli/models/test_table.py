from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from chatui.cli.models.table import Column, cells_of, table

Row = tuple[str, str, str]
COLUMNS = (
    Column[Row]("NAME", lambda row: row[0]),
    Column[Row]("SIZE", lambda row: row[1], is_number=True),
    Column[Row]("TITLE", lambda row: row[2], is_optional=True),
)


def lines(rows: Sequence[Row], width: int = 80) -> list[str]:
    return list(table(COLUMNS, rows, width))


def test_columns_are_as_wide_as_they_need_to_be() -> None:
    assert lines([("tiny", "1 MB", "A demo"), ("r1", "12 GB", "R1")]) == [
        "NAME   SIZE  TITLE",
        "tiny   1 MB  A demo",
        "r1    12 GB  R1",
    ]


def test_an_optional_column_is_left_out_where_there_is_no_room() -> None:
    assert lines([("tiny", "1 MB", "A demo")], 15) == ["NAME  SIZE", "tiny  1 MB"]


def test_a_long_name_has_a_line_of_its_own_and_is_whole() -> None:
    assert lines([("a-very-long-name", "1 MB", ""), ("b", "2 MB", "")], 16) == [
        "NAME        SIZE",
        "a-very-long-name",
        "            1 MB",
        "b           2 MB",
    ]


def test_without_rows_there_are_titles() -> None:
    assert lines([]) == ["NAME  SIZE  TITLE"]


def test_wide_characters_take_two_columns() -> None:
    assert cells_of("日本") == 4
    assert cells_of("e\u0301") == 1


@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=6), st.text(max_size=50))), st.integers(30, 200)
)
def test_only_a_name_may_be_wider_than_the_terminal(rows: list[Row], width: int) -> None:
    for line in lines(rows, width):
        assert "\n" not in line
        assert "\x1b" not in line
        assert cells_of(line) <= max(width, 60)
