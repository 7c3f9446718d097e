from hypothesis import given
from hypothesis import strategies as st

from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.splitter import steps_of
from chatui.tui.thought.rows import ThoughtRows

WORDS = [
    "Wait, ",
    "so ",
    "7 + 8 = 15. ",
    "Let me check. ",
    "你好。",
    "\n",
    "\n\n",
    "\t",
    "a longword ",
    "Therefore ",
    "1. ",
]
THOUGHTS = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)
WIDTHS = st.integers(1, 30)


def rows_of(thought: str, width: int, *, has_steps: bool = True, ends: bool = True) -> ThoughtRows:
    reading, rows = ThoughtReading(), ThoughtRows(width, has_steps=has_steps)
    reading.feed(thought)
    if ends:
        reading.finish()
    rows.take(reading)
    return rows


def shape(rows: ThoughtRows) -> list[tuple[object, ...]]:
    return [
        (block.role, block.gist, block.wrapped.rows, block.wrapped.starts, rows.head(index))
        for index, block in enumerate(rows.blocks)
    ]


@given(st.lists(THOUGHTS, max_size=6), WIDTHS, st.booleans())
def test_however_a_thought_arrives_its_rows_are_the_same(
    chunks: list[str], width: int, has_steps: bool
) -> None:
    reading, grown = ThoughtReading(), ThoughtRows(width, has_steps=has_steps)
    for chunk in chunks:
        reading.feed(chunk)
        grown.take(reading)
    assert shape(grown) == shape(rows_of("".join(chunks), width, has_steps=has_steps, ends=False))
    reading.finish()
    grown.take(reading)
    assert shape(grown) == shape(rows_of("".join(chunks), width, has_steps=has_steps))


@given(THOUGHTS, WIDTHS)
def test_each_step_is_a_block_and_each_row_stands_where_its_text_does(thought: str, width: int) -> None:
    rows = rows_of(thought, width)
    assert [block.start for block in rows.blocks] == ([step.start for step in steps_of(thought)] or [0])
    for block in rows.blocks:
        for row, start in zip(block.wrapped.rows, block.wrapped.starts, strict=True):
            assert thought.startswith(row, start)


@given(THOUGHTS, WIDTHS, st.lists(st.integers(0, 99), max_size=4))
def test_every_character_has_one_row_and_every_row_its_characters(
    thought: str, width: int, folds: list[int]
) -> None:
    rows = rows_of(thought, width)
    for fold in folds:
        rows.fold(fold % len(rows.blocks), True)
    of_rows = [rows.row_at(position) for position in range(len(thought))]
    assert of_rows == sorted(of_rows)
    assert all(0 <= row < rows.height for row in of_rows)
    for row in range(rows.height):
        start = rows.start_of(row)
        assert start == len(thought) or rows.row_at(start) == row
        index, within = rows.locate(row)
        assert rows.head(index) + within == row
        assert rows.end_of(index) >= start


@given(THOUGHTS, WIDTHS, st.lists(st.integers(0, 99), max_size=6))
def test_folding_keeps_the_order_and_unfolding_brings_everything_back(
    thought: str, width: int, folds: list[int]
) -> None:
    rows = rows_of(thought, width)
    before, height = shape(rows), rows.height
    for fold in folds:
        rows.fold(fold % len(rows.blocks), True)
    assert rows.height == sum(block.height for block in rows.blocks)
    assert [rows.locate(row)[0] for row in range(rows.height)] == sorted(
        rows.locate(row)[0] for row in range(rows.height)
    )
    rows.fold_all(False)
    assert (shape(rows), rows.height) == (before, height)


@given(THOUGHTS, THOUGHTS, WIDTHS)
def test_above_the_first_changed_row_nothing_changed(before: str, more: str, width: int) -> None:
    reading, rows = ThoughtReading(), ThoughtRows(width)
    reading.feed(before)
    rows.take(reading)
    old = [(block.role, row) for block in rows.blocks for row in block.wrapped.rows]
    reading.feed(more)
    first = rows.take(reading)
    new = [(block.role, row) for block in rows.blocks for row in block.wrapped.rows]
    assert new[:first] == old[:first]


def test_fold_all_leaves_the_step_that_is_written_open() -> None:
    rows = rows_of(
        "So 1 + 1 = 2.\n\nWait, really?\n\nYes, that is what I found above, so it must be right.",
        20,
        ends=False,
    )
    rows.fold_all(True)
    assert [block.is_folded for block in rows.blocks] == [True, True, False]
    assert rows.height == 2 + len(rows.blocks[-1].wrapped.rows)


def test_rows_without_steps_are_the_text_as_it_stands() -> None:
    rows = rows_of("So 1 + 1 = 2.\n\nWait, really?", 40, has_steps=False)
    assert [row for block in rows.blocks for row in block.wrapped.rows] == [
        "So 1 + 1 = 2.",
        "",
        "Wait, really?",
    ]
