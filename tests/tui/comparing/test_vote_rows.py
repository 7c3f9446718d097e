from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.events import FinishReason
from chatui.comparison.tally import tally_of
from chatui.thought.steps.widths import cells
from chatui.tui.comparing.vote_rows import VoteRow, groupable, lanes_marked_by, stacked, vote_rows
from tests.comparison.spoken_lanes import boxed, lane_of

FREE = "There are many ways to look at this question, and each of them has its merits."
LANES = [
    lane_of(0, boxed("845"), "So the answer is 846."),
    lane_of(1, boxed("844")),
    lane_of(2, boxed("845")),
    lane_of(3, FREE),
    lane_of(4, "", "Well", reason=None),
    lane_of(5, "", "Well", reason=FinishReason.LENGTH),
]


def text(row: VoteRow) -> str:
    return "".join(text for text, _ in row.pieces)


def test_every_lane_has_a_line_below_its_group_or_below_why_it_has_none() -> None:
    rows = list(vote_rows(tally_of(LANES, {}, "845"), 80, {2}))
    assert [row.name for row in rows] == [
        "group A",
        "lane 0",
        "lane 2",
        "group B",
        "lane 1",
        "why RUNNING",
        "lane 4",
        "why FREE_TEXT",
        "lane 3",
        "why CUT_OFF",
        "lane 5",
    ]
    assert text(rows[0]) == "A 845  ████████████░░░░░░░░░░░░  2 of 4   50 %  right"
    assert text(rows[1]) == "  [ ] lane 0  845  ≠ its thought: 846 (a heuristic)"
    assert text(rows[2]) == "  [x] lane 2  845"
    assert text(rows[3]).endswith("25 %  wrong")
    assert text(rows[7]) == "? not grouped: free text"
    assert text(rows[8]).startswith("  [ ] lane 3  There are many ways")


def test_the_bar_of_all_lanes_needs_no_colour() -> None:
    pieces = stacked(tally_of(LANES), 60)
    assert ["".join(piece) for (piece, _), _ in pieces] == [
        "A███████████",
        "B█████",
        "?░░░░░░░░░░░",
        "······",
    ]
    assert [lanes for _, lanes in pieces] == [(0, 2), (1,), (3, 5), (4,)]
    assert all(piece.isascii() for (piece, _), _ in stacked(tally_of(LANES), 60, is_ascii=True))
    assert stacked(tally_of(LANES), 5) == []
    assert stacked(tally_of([]), 60) == []


def test_marking_a_line_marks_all_of_its_lanes_or_none() -> None:
    row = VoteRow("group A", (0, 2), ())
    assert lanes_marked_by(row, {1, 2}) == {0, 1, 2}
    assert lanes_marked_by(row, {0, 1, 2}) == {1}


def test_only_lanes_with_a_vote_can_be_grouped() -> None:
    assert groupable([5, 4, 3, 0], tally_of(LANES)) == (0, 3)


def test_what_a_model_wrote_stays_one_line_without_controls() -> None:
    tally = tally_of(
        [lane_of(0, "One\n\x1b[31mtwo \u202e three, and so on for quite a few words more, I think.")]
    )
    assert text(list(vote_rows(tally, 120))[1]).startswith("  [ ] lane 0  One [31mtwo <U+202E> three")


@given(st.integers(40, 200))
def test_lines_fit(width: int) -> None:
    assert all(cells(text(row)) <= max(width, 64) for row in vote_rows(tally_of(LANES, {}, "845"), width))
