"""What can be said of a kept comparison: vote, steps, where thoughts part, figures; it knows no format.

Steps and their roles, final answers, which steps match and where thoughts fork are heuristics.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, fsum

from chatui.chat.display_text import display_text
from chatui.store.comparisons.values import KeptComparison, KeptLane
from chatui.thought.comparison.ballots import Ballot, ballot
from chatui.thought.comparison.divergence import Alignment, compare, medoid
from chatui.thought.comparison.shortest import short_m_at_k
from chatui.thought.comparison.vote import Group, Vote, vote
from chatui.thought.normalise import normalise
from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.counts import ThoughtCounts, count
from chatui.thought.steps.step import Step


@dataclass(frozen=True, slots=True)
class LaneReport:
    """One lane. Its texts are safe to show; they have passed the display filter."""

    lane: KeptLane
    thought: str
    text: str
    steps: tuple[Step, ...]
    ballot: Ballot
    group: Group | None
    """The answer that it voted for."""
    is_right: bool | None
    """It gave the reference answer; None: no reference was given, or no answer."""
    alignment: Alignment | None
    """With the thought of the medoid, which is on the left; None: it is that, or it has no thought."""

    @property
    def number(self) -> int:
        """From 0."""
        return self.lane.number

    @property
    def counts(self) -> ThoughtCounts:
        """The figures of its steps, in characters."""
        return count(self.steps)

    @property
    def sureness(self) -> float | None:
        """The geometric mean of the probabilities of the thought's tokens; None where they are not kept."""
        logprobs = self.lane.drawn.thought_logprobs if self.lane.drawn else ()
        return exp(fsum(logprobs) / len(logprobs)) if logprobs else None


@dataclass(frozen=True, slots=True)
class ComparisonReport:
    """A comparison with all that is derived from it."""

    comparison: KeptComparison
    vote: Vote
    winner: Group | None
    is_won_by_length: bool
    """Several answers led, and the shortest thought decided, as short-m@k has it."""
    lanes: tuple[LaneReport, ...]
    """By their numbers."""
    medoid: int | None
    """The lane whose thought is most like all others together; None where no lane has a thought."""

    @property
    def by_likeness(self) -> tuple[LaneReport, ...]:
        """The medoid first, then the others by their numbers."""
        return tuple(sorted(self.lanes, key=lambda lane: lane.number != self.medoid))


def report_of(comparison: KeptComparison) -> ComparisonReport:
    """The report; it takes up to a second for eight long thoughts."""
    shown = [display_text(lane.answer.thought) for lane in comparison.lanes]
    steps = [_steps(thought) for thought in shown]
    texts = [[step.text for step in each] for each in steps]
    ballots = [
        ballot(lane.number, display_text(lane.answer.text), own)
        for lane, own in zip(comparison.lanes, steps, strict=True)
    ]
    voting = [each for each, lane in zip(ballots, comparison.lanes, strict=True) if lane.has_vote]
    counted = vote(voting, comparison.by_hand)
    shortest = _shortest(comparison, voting) if counted.winner is None else None
    centre = _medoid(texts)
    lanes = tuple(
        LaneReport(
            lane=lane,
            thought=shown[place],
            text=display_text(lane.answer.text),
            steps=steps[place],
            ballot=ballots[place],
            group=next((group for group in counted.groups if lane.number in group.lanes), None),
            is_right=_is_right(ballots[place], comparison.setup.reference),
            alignment=_alignment(texts, centre, place),
        )
        for place, lane in enumerate(comparison.lanes)
    )
    return ComparisonReport(
        comparison=comparison,
        vote=counted,
        winner=counted.winner or shortest,
        is_won_by_length=shortest is not None,
        lanes=lanes,
        medoid=None if centre is None else comparison.lanes[centre].number,
    )


def _steps(thought: str) -> tuple[Step, ...]:
    reading = ThoughtReading()
    reading.feed(thought)
    reading.finish()
    return tuple(reading.steps)


def _medoid(texts: Sequence[Sequence[str]]) -> int | None:
    """The place of the medoid among the lanes that have a thought."""
    places = [place for place, steps in enumerate(texts) if steps]
    return places[medoid([texts[place] for place in places])] if places else None


def _alignment(texts: Sequence[Sequence[str]], centre: int | None, place: int) -> Alignment | None:
    if centre is None or place == centre or not texts[place]:
        return None
    return compare(texts[centre], texts[place])


def _shortest(comparison: KeptComparison, voting: Sequence[Ballot]) -> Group | None:
    """The winner by short-m@k where that rule was chosen, and nobody grouped by hand."""
    most = comparison.setup.enough_thoughts
    usages = {lane.number: lane.answer.outcome.usage for lane in comparison.lanes if lane.has_vote}
    lengths = {number: usage.thought_tokens for number, usage in usages.items() if usage}
    if most is None or comparison.by_hand or len(lengths) < len(voting) or not voting:
        return None
    return short_m_at_k(voting, lengths, most).winner


def _is_right(cast: Ballot, reference: str | None) -> bool | None:
    if reference is None or cast.answer is None:
        return None
    return normalise(cast.answer) == normalise(reference)
