import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.cli.models.progress_text import progress_bar, progress_line
from chatui.models.download.progress import PullProgress, PullState

HALF = PullProgress(PullState.DOWNLOADING, 50_000_000, 100_000_000, 2_500_000.0, 20.0)


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (PullProgress(PullState.CONNECTING), "connecting"),
        (PullProgress(PullState.CONNECTING, detail="try 2 of 6"), "connecting: try 2 of 6"),
        (HALF, "50 % (50.0 MB of 100 MB), 2.50 MB/s, 20 s left"),
        (PullProgress(PullState.DOWNLOADING, 5_000_000), "5.00 MB"),
        (PullProgress(PullState.STALLED, 1, 100, 7.0, 3.0), "stalled, 1 % (1 B of 100 B)"),
        (PullProgress(PullState.VERIFYING, 100, 100), "checking the sha256, 100 % (100 B of 100 B)"),
        (PullProgress(PullState.WAITING, detail="\x1b[31mevil\n"), "waiting: [31mevil"),
    ],
)
def test_a_line_says_state_amount_and_pace(progress: PullProgress, words: str) -> None:
    assert progress_line(progress) == words


def test_the_bar_fills() -> None:
    assert progress_bar(HALF, 80).startswith("[████████████░░░░░░░░░░░░] 50 % (50.0 MB of 100 MB)")
    assert progress_bar(HALF, 80, is_ascii=True).startswith("[############............] 50 %")


def test_without_room_or_size_there_is_no_bar() -> None:
    assert progress_bar(HALF, 50) == progress_line(HALF)
    assert progress_bar(PullProgress(PullState.DOWNLOADING, 5), 80) == "5 B"


@given(
    st.sampled_from(PullState),
    st.integers(0, 10**12),
    st.none() | st.integers(0, 10**12),
    st.none() | st.floats(0, 1e10),
    st.none() | st.floats(0, 1e7),
    st.integers(20, 300),
)
def test_no_bar_folds(
    state: PullState, done: int, total: int | None, speed: float | None, left: float | None, width: int
) -> None:
    assert len(progress_bar(PullProgress(state, done, total, speed, left, "why"), width)) < width
