import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chatui.thought.comparison.words import Side
from chatui.tui.comparing.aligned import RowKind, align_steps
from chatui.tui.comparing.alignment_rows import BESIDE_FROM, AlignmentRows, Look
from chatui.tui.comparing.alignment_words import divergence_text, fork_text, summary
from chatui.tui.wrapping import row_cells
from tests.tui.widgets.compare_host import LEFT, RIGHT, steps

SAME = "".join(f"Now I add {at} and {at}, which makes {at} + {at} = {2 * at}.\n\n" for at in range(1, 9))
PIECES = [
    "First, 8 + 7 = 15.",
    "Wait, let me check that.",
    "等等，让我验证一下：8 + 7 = 16。",
    "🙂 So it is 15.",
]


def texts(rows: AlignmentRows) -> list[str]:
    return ["".join(part.text.ljust(part.cells) for part in rows.line(at).parts) for at in range(rows.height)]


def test_rows_say_how_their_steps_stand_to_each_other() -> None:
    rows = align_steps(steps(LEFT), steps(RIGHT)).rows
    assert [row.kind for row in rows] == [
        RowKind.SAME,
        RowKind.CHANGED,
        RowKind.CONFLICT,
        RowKind.SAME,
        RowKind.LEFT,
        RowKind.RIGHT,
        RowKind.CHANGED,
    ]


def test_differing_words_are_marked_by_sign_and_by_whose_they_are() -> None:
    row = align_steps(steps(LEFT), steps(RIGHT)).rows[1]
    assert row.left_text.text == "I start with the ones: 8 + 7 = 15, so [-I-] write 5 and carry 1."
    assert row.right_text.text == "I start with the ones: 8 + 7 = 15, so {+we+} write 5 and carry {+a+} 1."
    assert row.both.text == "I start with the ones: 8 + 7 = 15, so [-I-] {+we+} write 5 and carry {+a+} 1."
    assert [(row.both.text[start:stop], side) for start, stop, side in row.both.marks] == [
        ("[-I-]", Side.LEFT),
        ("{+we+}", Side.RIGHT),
        ("{+a+}", Side.RIGHT),
    ]


def test_there_is_a_line_before_the_fork_and_it_is_named() -> None:
    aligned = align_steps(steps(LEFT), steps(RIGHT))
    rows = AlignmentRows(aligned, 120)
    assert rows.line(rows.head(2)).parts[0].look is Look.FORK
    assert rows.line(rows.head(2) + 1).parts[0].text == "  3 ="
    assert fork_text(aligned) == "fork at step 3"
    assert divergence_text(aligned, 0) == "divergence 1 of 2 (the fork): conflicting numbers"
    assert divergence_text(aligned, 1) == "divergence 2 of 2: different ways"
    assert summary(aligned, "lane 0", "lane 3").startswith("lane 0: ≈6 steps · lane 3: ≈6 steps · 5 match")


def test_wide_rows_stand_beside_each_other_and_narrow_ones_in_each_other() -> None:
    aligned = align_steps(steps(LEFT), steps(RIGHT))
    wide, narrow = texts(AlignmentRows(aligned, 130)), texts(AlignmentRows(aligned, 60))
    assert wide[0].count("First, I need to add") == 2
    assert narrow[0].count("First, I need to add") == 1
    assert "[-14-]" in " ".join(wide)
    assert "{+13+}" in " ".join(narrow)


def test_what_matches_is_folded_up_to_the_divergences() -> None:
    aligned = align_steps(steps(SAME + LEFT[:50]), steps(SAME + "Hmm, my dog barks loudly at night.\n\n"))
    (stretch,) = aligned.stretches
    assert (stretch.first, stretch.stop) == (0, 7)
    rows = AlignmentRows(aligned, 100, frozenset({0}))
    assert rows.line(0).parts[0].text == "▸ 7 steps match"
    assert rows.line(1).at == 7
    assert rows.head(5) == 0
    assert [rows.stretch_at(row) for row in (0, 1)] == [0, None]


def test_equal_thoughts_have_no_fork_and_fold_as_a_whole() -> None:
    aligned = align_steps(steps(LEFT), steps(LEFT))
    assert (aligned.fork, fork_text(aligned), aligned.matched) == (None, "", 6)
    assert "no divergence" in summary(aligned, "lane 0", "lane 1")
    assert AlignmentRows(aligned, 90, frozenset({0})).height == 1


def test_no_thoughts_have_no_rows() -> None:
    rows = AlignmentRows(align_steps([], []), 90)
    assert rows.height == 0
    with pytest.raises(IndexError):
        rows.line(0)


def test_control_characters_of_a_model_are_not_drawn() -> None:
    rows = AlignmentRows(align_steps(steps("So \x1b[31mit is 8.\x07"), steps("So it is 8.")), 90)
    assert not any("\x1b" in row or "\x07" in row for row in texts(rows))


thoughts = st.lists(st.sampled_from(PIECES), max_size=8).map("\n\n".join)


@given(thoughts, thoughts, st.integers(30, 140), st.booleans())
@example("8 + 7 = 15.\n\n8 + 7 = 15.", "8 + 7 = 15.\n\n8 + 7 = 15.\n\nSo it is 15.", 30, True)
def test_every_row_fits_and_every_step_is_there(left: str, right: str, width: int, folds: bool) -> None:
    aligned = align_steps(steps(left), steps(right))
    folded = frozenset(range(len(aligned.stretches))) if folds else frozenset[int]()
    rows = AlignmentRows(aligned, width, folded)
    assert rows.is_beside == (width >= BESIDE_FROM)
    for at in range(rows.height):
        line = rows.line(at)
        assert sum(part.cells for part in line.parts) == width
        # A space that fits no more may stand behind the end of a row.
        assert all(row_cells(part.text.rstrip()) <= part.cells for part in line.parts)
    for at in range(len(aligned.rows)):
        assert 0 <= rows.head(at) < rows.height
    if not folds:
        heads = [line for line in map(rows.line, range(rows.height)) if line.is_head and len(line.parts) > 1]
        assert len(heads) == len(aligned.rows)
