"""What came of a comparison that is over, and the exit code that says so; it prints nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from chatui.cli.exit_codes import ExitCode, code_of_signal
from chatui.comparison.comparison import Comparison
from chatui.comparison.keeping import ComparisonRecorder
from chatui.comparison.lane import Lane
from chatui.comparison.summary import Summary, summary_of
from chatui.comparison.totals import Totals
from chatui.errors import ChatuiError


@dataclass(frozen=True, slots=True)
class Outcome:
    """A comparison, what it cost, and the signal that ended it, if one did."""

    comparison: Comparison
    totals: Totals
    signal: int | None = None
    recorder: ComparisonRecorder | None = None
    """What kept it; None: nobody asked for that, or nothing could."""

    @property
    def lanes(self) -> list[Lane]:
        """By their numbers."""
        return self.comparison.lanes

    @property
    def summary(self) -> Summary:
        """Vote and doubts."""
        return summary_of(self.lanes, self.comparison.early_stop, self.comparison.stopped_early)

    @property
    def kept_as(self) -> str | None:
        """The id that all of it is kept under."""
        return self.recorder.comparison_id if self.recorder and self.recorder.failure is None else None

    @property
    def is_worth_printing(self) -> bool:
        """Something came of a lane, or nothing failed."""
        return not any(self.failures()) or any(lane.tokens or lane.finished for lane in self.lanes)

    @property
    def exit_code(self) -> int:
        """As the command line promises."""
        if self.signal is not None:
            return code_of_signal(self.signal)
        if any(self.failures()):
            return ExitCode.FAILED
        has_answer = any(lane.answer.strip() for lane in self.lanes)
        return ExitCode.DONE if has_answer else ExitCode.NO_ANSWER

    def failures(self) -> Iterator[tuple[ChatuiError, list[int]]]:
        """Each error with the lanes that it ended."""
        found: dict[str, tuple[ChatuiError, list[int]]] = {}
        for lane in self.lanes:
            if lane.error is not None:
                found.setdefault(str(lane.error), (lane.error, []))[1].append(lane.number)
        yield from found.values()
