"""What can be said of a kept comparison: vote, steps, where thoughts part, figures; it knows no format.

Steps and their roles, final answers, which steps match and where thoughts fork are heuristics.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chatui.chat.display_text import display_text
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.export.likeness import Likeness, likeness_of
from chatui.comparison.kept_lanes import lane_of
from chatui.comparison.lane import Lane
from chatui.comparison.numbers import LaneNumbers, numbers_of
from chatui.comparison.summary import summary_of
from chatui.comparison.tally import Tally, tally_of
from chatui.store.comparisons.values import KeptComparison, KeptLane
from chatui.thought.comparison.vote import Group
from chatui.thought.steps.step import Step


@dataclass(frozen=True, slots=True)
class LaneReport:
    """One lane. Its texts are safe to show; they have passed the display filter."""

    kept: KeptLane
    lane: Lane
    numbers: LaneNumbers

    @property
    def number(self) -> int:
        """From 0."""
        return self.lane.number

    @property
    def steps(self) -> Sequence[Step]:
        """Of its thought."""
        return self.lane.reading.steps


@dataclass(frozen=True)
class ComparisonReport:
    """A comparison with all that is derived from it."""

    comparison: KeptComparison
    tally: Tally
    winner: Group | None
    """As the vote or, where the rule of short-m@k was chosen, the shortest of the leading thoughts has it."""
    is_won_by_length: bool
    """By the latter."""
    lanes: tuple[LaneReport, ...]
    """By their numbers."""

    @cached_property
    def likeness(self) -> Likeness:
        """Where thoughts part; found when it is first asked for, since that takes long."""
        return likeness_of([lane.lane for lane in self.lanes])

    @property
    def by_likeness(self) -> tuple[LaneReport, ...]:
        """The medoid first, then the others by their numbers."""
        return tuple(sorted(self.lanes, key=lambda lane: lane.number != self.likeness.medoid))


def report_of(comparison: KeptComparison) -> ComparisonReport:
    """The report; cutting thoughts into steps takes some 6 microseconds a character."""
    setup, kept = comparison.setup, [_shown(lane) for lane in comparison.lanes]
    lanes = [lane_of(lane) for lane in kept]
    rule = EarlyStop(setup.enough_thoughts, setup.stops_when_decided)
    summary = summary_of(lanes, rule, by_hand=comparison.by_hand)
    return ComparisonReport(
        comparison=comparison,
        tally=tally_of(lanes, comparison.by_hand, setup.reference),
        winner=summary.winner,
        is_won_by_length=summary.is_won_by_length,
        lanes=tuple(
            LaneReport(shown, lane, numbers_of(lane, setup.reference))
            for shown, lane in zip(kept, lanes, strict=True)
        ),
    )


def _shown(lane: KeptLane) -> KeptLane:
    answer = lane.answer
    return replace(
        lane,
        answer=replace(answer, thought=display_text(answer.thought), text=display_text(answer.text)),
    )
