"""Keeps what `chatui compare --save` runs; how it is run and printed is not known here."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from chatui.cli.console import Console
from chatui.comparison.comparison import Comparison
from chatui.comparison.keeping import ComparisonRecorder
from chatui.config.paths import checksums_path, database_path
from chatui.errors import ChatuiError
from chatui.library.file_checksums import FileChecksums
from chatui.store.opening import Opened, open_database


@contextmanager
def recorder_for(
    comparison: Comparison, keeps: bool, console: Console
) -> Iterator[ComparisonRecorder | None]:
    """What keeps the comparison, where it is asked for; it is over when the lanes are.

    Where the store cannot be opened it says so, and gives None.
    """
    opened = _opened(console) if keeps else None
    if opened is None:
        yield None
        return
    with closing(opened.database), closing(FileChecksums(checksums_path())) as checksums:
        recorder = ComparisonRecorder(opened.database, comparison, checksums)
        with closing(recorder):
            yield recorder


def tell_kept(recorder: ComparisonRecorder | None, console: Console) -> None:
    """Say under which id the comparison is kept, or why it is not."""
    if recorder is None:
        return
    if recorder.failure is not None:
        console.error(recorder.failure)
    elif recorder.comparison_id is not None:
        console.narrate(f"Kept as comparison {recorder.comparison_id}.")


def _opened(console: Console) -> Opened | None:
    try:
        opened = open_database(database_path())
    except ChatuiError as error:
        console.error(error)
        return None
    if opened.notice:
        console.narrate(opened.notice)
    return opened
