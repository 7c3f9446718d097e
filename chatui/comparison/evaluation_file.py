"""The file of an evaluation's results, for one chatui at a time; what a result means is not known here."""

import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from chatui.comparison.evaluation_results import (
    ANOTHER_FILE,
    KeptResults,
    QuestionResult,
    head_line,
    parse_results,
    result_line,
)
from chatui.comparison.evaluation_settings import EvaluationSettings
from chatui.errors import StoreError
from chatui.models.download.turn import Turn


class ResultsFile:
    """A results file that is ours while entered, from the reading to the last line.

    Another chatui can neither go on with it nor read it half; a lock file stands beside it so long.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kept: KeptResults | None = None
        """What it held when it was opened; None where it was absent or empty."""
        self._lock_path = path.with_name(f"{path.name}.lock")
        self._turn = Turn(self._lock_path)

    def __enter__(self) -> Self:
        """Take the file; StoreError where another chatui has it, or it holds something else."""
        try:
            is_ours = self._turn.take()
        except OSError as error:
            raise self._unwritable(error) from error
        if not is_ours:
            raise StoreError(f"Another chatui works on {self.path}.", "Wait for it. " + ANOTHER_FILE)
        try:
            self.kept = parse_results(self._read(), self.path)
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    def begin(self, settings: EvaluationSettings) -> None:
        """Make the file end where a line may be added; the settings are written to one that is new."""
        if self.kept is None:
            self._add(head_line(settings))
            return
        try:
            os.truncate(self.path, self.kept.whole_bytes)
        except OSError as error:
            raise self._unwritable(error) from error

    def add(self, result: QuestionResult) -> None:
        """Keep one more result; it is on the disk when this returns. StoreError where it can not be kept."""
        self._add(result_line(result))

    def _read(self) -> bytes:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise StoreError(f"{self.path} cannot be read: {error.strerror}.", ANOTHER_FILE) from error

    def _add(self, line: str) -> None:
        try:
            # What a model said may be nobody else's business.
            descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with open(descriptor, "a", encoding="utf-8", newline="") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._unwritable(error) from error

    def _release(self) -> None:
        with suppress(OSError):
            self._lock_path.unlink()
        self._turn.__exit__(None, None, None)

    def _unwritable(self, error: OSError) -> StoreError:
        return StoreError(f"{self.path} cannot be written: {error.strerror}.", ANOTHER_FILE)
