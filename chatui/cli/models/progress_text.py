"""Says how far a download is, as a bar or a line; it prints nothing and knows no clock."""

from chatui.chat.display_text import one_line
from chatui.cli.models.words import size_words, time_words
from chatui.models.download.progress import PullProgress, PullState

_STATES = {
    PullState.CONNECTING: "connecting",
    PullState.WAITING: "waiting",
    PullState.STALLED: "stalled",
    PullState.VERIFYING: "checking the sha256",
    PullState.DONE: "done",
}
_LONGEST_BAR = 24


def progress_line(progress: PullProgress) -> str:
    """State, share, sizes, speed and time left, as far as they are known."""
    state = _STATES.get(progress.state, "")
    detail = one_line(progress.detail)
    parts = [": ".join(part for part in (state, detail) if part), _amount(progress)]
    if progress.state is PullState.DOWNLOADING:
        parts += _pace(progress)
    return ", ".join(part for part in parts if part)


def progress_bar(progress: PullProgress, width: int, *, is_ascii: bool = False) -> str:
    """The same behind a bar, in less than `width` columns; without a known size there is no bar."""
    words = progress_line(progress)
    room = min(width - len(words) - 4, _LONGEST_BAR)
    share = share_done(progress)
    if share is not None and room >= 5:
        done = int(share * room)
        full, rest = ("#", ".") if is_ascii else ("█", "░")
        words = f"[{full * done}{rest * (room - done)}] {words}"
    return words[: width - 1]


def share_done(progress: PullProgress) -> float | None:
    """0 to 1, or None where the size is not known."""
    if not progress.total_bytes:
        return None
    return min(progress.done_bytes / progress.total_bytes, 1.0)


def _amount(progress: PullProgress) -> str:
    share = share_done(progress)
    if share is None:
        return size_words(progress.done_bytes) if progress.done_bytes else ""
    percent = int(share * 100)
    return f"{percent} % ({size_words(progress.done_bytes)} of {size_words(progress.total_bytes)})"


def _pace(progress: PullProgress) -> list[str]:
    speed = progress.bytes_per_s
    pace = [] if speed is None else [f"{size_words(int(speed))}/s"]
    return pace if progress.seconds_left is None else [*pace, f"{time_words(progress.seconds_left)} left"]
