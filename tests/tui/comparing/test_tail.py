"""The end of a lane, wrapped."""

from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.events import AnswerDelta, Finished, FinishReason, ThoughtDelta, ThoughtEnd, ThoughtEnded
from chatui.tui.comparing.tail import LEAP, tail_rows
from chatui.tui.turn import Turn
from chatui.tui.wrapping import row_cells


def turn_of(thought: str, answer: str = "", *, pieces: int = 7) -> Turn:
    turn = Turn("?")
    for start in range(0, len(thought), pieces):
        turn.apply(ThoughtDelta(0, thought[start : start + pieces], 1), 0.0)
    if answer:
        turn.apply(ThoughtEnded(0, ThoughtEnd.CLOSED, 1, 0.0), 0.0)
        for start in range(0, len(answer), pieces):
            turn.apply(AnswerDelta(0, answer[start : start + pieces], 1), 0.0)
    turn.read_on(len(thought) + 1)
    return turn


@given(
    st.text(st.sampled_from("ab .\n中"), max_size=400),
    st.text(st.sampled_from("xy .\n"), max_size=100),
    st.integers(1, 20),
    st.integers(0, 12),
)
def test_rows_fit_and_end_with_the_text(thought: str, answer: str, cells: int, height: int) -> None:
    rows = tail_rows(turn_of(thought, answer), cells, height)
    assert len(rows) <= height
    # A wide character has two cells, and a space may stand behind a full row.
    assert all(row_cells(row.text) <= max(2, cells) + 1 for row in rows)
    letters = "".join("".join(row.text.split()) for row in rows)
    assert "".join((thought + answer).split()).endswith(letters)


def test_all_of_a_short_lane_is_shown_with_its_steps() -> None:
    rows = tail_rows(turn_of("First, 1 + 1 = 2.\n\nWait, let me check.\n\n", "It is 2."), 40, 10)
    assert [(row.text, row.is_head, row.role is None) for row in rows] == [
        ("First, 1 + 1 = 2.", True, False),
        ("Wait, let me check.", True, False),
        ("It is 2.", False, True),
    ]


@given(st.integers(1, 3 * LEAP))
def test_a_long_line_keeps_its_breaks_while_it_grows(more: int) -> None:
    turn = turn_of("word " * LEAP)
    before = tail_rows(turn, 30, 10**6)
    turn.apply(ThoughtDelta(0, "more " * (more // 5), 1), 0.0)
    turn.read_on(more)
    after = tail_rows(turn, 30, 10**6)
    full = {row.text for row in before[1:-3]}
    assert full <= {"word word word word word word "} or full & {row.text for row in after}


def test_nothing_comes_of_nothing() -> None:
    turn = Turn("?")
    turn.apply(Finished(0, FinishReason.STOP), 0.0)
    turn.read_on(1)
    assert tail_rows(turn, 10, 10) == []
