"""Says how far downloads are; pure."""

from collections.abc import Sequence

from chatui.chat.display_text import display_text
from chatui.errors import ChatuiError
from chatui.library.base import Pull
from chatui.library.figures import bytes_text, left_text, percent_text
from chatui.models.download.progress import PullProgress, PullState
from chatui.tui.key_names import KeyNames


def share(progress: PullProgress) -> float | None:
    """How much of it is here, 0 to 1; None: its size is not known."""
    if not progress.total_bytes:
        return None
    return min(1.0, progress.done_bytes / progress.total_bytes)


def short_text(progress: PullProgress) -> str:
    """`42 %`, or the state where that says more."""
    done = share(progress)
    match progress.state:
        case PullState.DOWNLOADING:
            return bytes_text(progress.done_bytes) if done is None else percent_text(done)
        case PullState.DONE:
            return "done"
        case _:
            return str(progress.state)


def progress_text(progress: PullProgress) -> str:
    """`downloading 42 % · 1.97 GB of 4.68 GB · 5.20 MB/s · 8 min left`; `stalled, try 2 of 6 · …`."""
    detail = display_text(progress.detail)
    done = share(progress)
    head = str(progress.state)
    if progress.state in (PullState.DOWNLOADING, PullState.VERIFYING) and done is not None:
        head += f" {percent_text(done)}"
    parts = [f"{head}, {detail}" if detail else head]
    if progress.total_bytes and progress.state is not PullState.CONNECTING:
        parts.append(f"{bytes_text(progress.done_bytes)} of {bytes_text(progress.total_bytes)}")
    elif progress.done_bytes:
        parts.append(bytes_text(progress.done_bytes))
    if progress.state is PullState.DOWNLOADING and progress.bytes_per_s is not None:
        parts.append(f"{bytes_text(progress.bytes_per_s)}/s")
    if progress.state in (PullState.DOWNLOADING, PullState.VERIFYING) and progress.seconds_left is not None:
        parts.append(left_text(progress.seconds_left))
    return " · ".join(parts)


def bar_text(done: float, width: int) -> tuple[str, str]:
    """The full and the empty part of a bar of `width` cells; told apart without colour too."""
    full = round(max(0.0, min(done, 1.0)) * width)
    return "━" * full, "╌" * (width - full)


def running_text(pulls: Sequence[Pull]) -> str:
    """One short line for all downloads that are under way; empty when there are none."""
    running = [pull for pull in pulls if not pull.is_over]
    if not running:
        return ""
    if len(running) > 1:
        return f"↓ {len(running)} downloads {_all_text(running)}".rstrip()
    progress = running[0].progress
    left = progress.seconds_left if progress.state is PullState.DOWNLOADING else None
    parts = [f"↓ {display_text(running[0].ref)} {short_text(progress)}"]
    return " · ".join([*parts, *([left_text(left)] if left is not None else [])])


def _all_text(running: Sequence[Pull]) -> str:
    looks = [pull.progress for pull in running]
    total = sum(look.total_bytes or 0 for look in looks)
    if not total or not all(look.total_bytes for look in looks):
        return ""
    return percent_text(sum(look.done_bytes for look in looks) / total)


def end_text(pull: Pull, keys: KeyNames) -> tuple[str, str, str]:
    """What happened, what to do next, and of which kind that is, for a download that ended."""
    if pull.error is None:
        hint = keys.text("{list.take} in the models uses it.")
        return f"{pull.ref} is on this disk, whole.", hint, "information"
    if isinstance(pull.error, ChatuiError):
        return f"{pull.ref}: {pull.error.message}", pull.error.hint, "error"
    return f"The download of {pull.ref} failed: {pull.error}", "Begin it again; what came is kept.", "error"
