"""Runs a kept comparison again and says of each lane whether it draws the same tokens; it shows nothing.

Rounding depends on how many lanes are decoded together, on the build and on the machine. So the batches are
those that were kept, and whatever else differs is told beside the result.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from chatui.chat.events import FinishReason
from chatui.comparison.again import batches_again, plan_again, question_of, spec_again, variants_again
from chatui.comparison.comparison import Comparison
from chatui.comparison.differences import differences
from chatui.comparison.events import ComparisonEvent, LaneEvent
from chatui.comparison.lane import Lane
from chatui.engine.base import Engine
from chatui.errors import StoreError
from chatui.library.file_checksums import FileChecksums
from chatui.store.comparisons.values import KeptComparison, KeptLane

_CUT_OFF = (None, FinishReason.CANCELLED, FinishReason.ERROR)
_MISSING = object()
"""Where one side has ended."""


class Verdict(StrEnum):
    """How a lane compares with what was kept of it."""

    SAME = "same"
    """Every token; of a lane that was stopped, those up to there."""
    SAME_TEXT = "same text"
    """Only text was kept, since its process died; it came again up to where it ends."""
    DIFFERENT = "different"
    NOT_RUN = "not run"
    """It was stopped or failed this time, before it could be told."""
    NOTHING_KEPT = "nothing kept"
    """It had said nothing."""


@dataclass(frozen=True, slots=True)
class LaneReplay:
    """One lane, by the number that it was kept with."""

    number: int
    verdict: Verdict
    kept_tokens: int | None
    """None: only the text was kept."""
    first_difference: int | None = None
    """The token that differs first, from 0, with the verdict DIFFERENT; in characters without tokens."""


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What came of a replay."""

    lanes: tuple[LaneReplay, ...]
    """All that are kept, by their numbers."""
    differences: tuple[str, ...]
    """What is another than it was: engine, devices, model, prompt; sentences, empty where all is the same."""

    @property
    def is_same(self) -> bool:
        """Every lane that could be told drew the same, and at least one could be."""
        told = [lane.verdict for lane in self.lanes if lane.verdict is not Verdict.NOTHING_KEPT]
        return bool(told) and all(verdict in (Verdict.SAME, Verdict.SAME_TEXT) for verdict in told)


class Replay:
    """`play` as of `Comparison`, whose `stop` and `close` are those of `comparison`; then `report`."""

    def __init__(
        self, kept: KeptComparison, open_engine: Callable[[], Engine], checksums: FileChecksums
    ) -> None:
        """Raises StoreError where no lane of it had begun, and ModelError where a model is not here."""
        self._kept = kept
        self._checksums = checksums
        self._lanes: list[KeptLane] = []
        """Those that are run again, in the order of the numbers of `comparison`."""
        self.comparison = self._begin(open_engine)

    def play(self) -> Iterator[ComparisonEvent]:
        """Yield what happens; lanes have numbers of their own, `kept_number` gives the kept ones."""
        for event in self.comparison.play():
            if isinstance(event, LaneEvent):
                self._stop_where_text_ends(event)
            yield event

    def kept_number(self, number: int) -> int:
        """The number that a lane of `comparison` was kept with."""
        return self._lanes[number].number

    def report(self) -> ReplayReport:
        """What came of it, once `play` is over."""
        pairs = list(zip(self._lanes, self.comparison.lanes, strict=True))
        judged = [_judged(lane, now) for lane, now in pairs]
        judged += [
            LaneReplay(lane.number, Verdict.NOTHING_KEPT, 0) for lane in self._kept.lanes if not lane.run
        ]
        lanes = sorted(judged, key=lambda lane: lane.number)
        found = (
            sentence
            for lane, now in pairs
            for sentence in differences(lane, now, self._checksums.known(now.spec.variant.launch.model.path))
        )
        return ReplayReport(tuple(lanes), tuple(dict.fromkeys(found)))

    def _begin(self, open_engine: Callable[[], Engine]) -> Comparison:
        batches = batches_again(self._kept.lanes)
        if not batches:
            raise StoreError(
                f"No lane of the comparison {self._kept.id} had begun.", "Ask the question anew."
            )
        variants = variants_again(self._kept.lanes)
        comparison: Comparison | None = None
        for run, batch in batches:
            first = len(self._lanes)
            specs = [
                spec_again(first + place, lane, variants[lane.number]) for place, lane in enumerate(batch)
            ]
            self._lanes += batch
            plan = plan_again(specs, run, self._kept.setup.is_together)
            if comparison is None:
                comparison = Comparison(question_of(self._kept), specs, plan, open_engine)
            else:
                comparison.plan = plan
                comparison.add(specs)
        assert comparison is not None
        return comparison

    def _stop_where_text_ends(self, event: LaneEvent) -> None:
        """A lane of which only text was kept need not go on behind it."""
        for number in event.lanes:
            lane, now = self._lanes[number], self.comparison.lanes[number]
            if lane.drawn is None and not now.state.is_over:
                answer = lane.answer
                if now.reading.length + len(now.answer) > len(answer.thought) + len(answer.text):
                    self.comparison.stop([number])


def _judged(lane: KeptLane, now: Lane) -> LaneReplay:
    was_stopped = lane.answer.outcome.finish_reason is FinishReason.CANCELLED
    again: Sequence[object]
    if lane.drawn is None:
        kept: Sequence[object] = f"{lane.answer.thought}{lane.answer.text}"
        again = f"{now.thought}{now.answer}"[: len(kept)]
        same, tokens = Verdict.SAME_TEXT, None
    else:
        kept = lane.drawn.token_ids
        drawn = now.finished.token_ids if now.finished else ()
        again = drawn[: len(kept)] if was_stopped else drawn
        same, tokens = Verdict.SAME, len(kept)
    if not kept and (was_stopped or lane.drawn is None):
        return LaneReplay(lane.number, Verdict.NOTHING_KEPT, tokens)
    differing = _first_difference(kept, again)
    if differing is None:
        return LaneReplay(lane.number, same, tokens)
    if differing == len(again) and now.finish_reason in _CUT_OFF:
        return LaneReplay(lane.number, Verdict.NOT_RUN, tokens)
    return LaneReplay(lane.number, Verdict.DIFFERENT, tokens, differing)


def _first_difference(kept: Sequence[object], again: Sequence[object]) -> int | None:
    pairs = enumerate(zip_longest(kept, again, fillvalue=_MISSING))
    return next((place for place, (one, other) in pairs if one != other), None)
