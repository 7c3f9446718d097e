"""Scores samples of many questions against reference answers; where they came from is not known here.

An answer is right if it and the reference are the same after `normalise`; a sample without one is wrong.
Where several answers of a vote lead, one is drawn by lot, so the question counts with the chance that it is
right.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from chatui.thought.comparison.ballots import Ballot
from chatui.thought.comparison.mean import Mean, mean_of
from chatui.thought.comparison.proportion import Proportion, of_clusters
from chatui.thought.comparison.shortest import short_m_at_k, shortest_lanes
from chatui.thought.comparison.vote import vote
from chatui.thought.normalise import is_same_answer


@dataclass(frozen=True, slots=True)
class Sample:
    """One finished reply."""

    answer: str | None
    """The final answer."""
    thought_tokens: int
    answer_tokens: int


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with all its samples, at least one."""

    reference: str
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Accuracies over questions, and what they cost in tokens of thought and answer per question."""

    questions: int
    one_sample: Proportion
    majority: Proportion
    shortest: Proportion
    """By short-m@k."""
    gain_of_majority: Mean
    """Over one sample: the mean of each question's own difference, which tells more than two intervals do."""
    gain_of_shortest: Mean
    tokens_of_one: Mean
    tokens_of_majority: Mean
    tokens_of_shortest: Mean
    """As if the other samples had been stopped when the m-th shortest thought ended."""


def evaluate(answered: Sequence[Answered], m: int) -> Evaluation:
    """The scores; all 0 of 0 without questions. `m` is short-m@k's m, at least 1."""
    rights = [
        sum(is_same_answer(sample.answer, each.reference) for sample in each.samples) for each in answered
    ]
    sizes = [len(each.samples) for each in answered]
    shares = [right / size for right, size in zip(rights, sizes, strict=True)]
    majorities = list(map(_majority, answered))
    shortest = [float(_shortest(each, m)) for each in answered]
    totals = [sum(map(_tokens, each.samples)) for each in answered]
    return Evaluation(
        questions=len(answered),
        one_sample=of_clusters(rights, sizes),
        majority=Proportion(sum(majorities), len(answered)),
        shortest=Proportion(sum(shortest), len(answered)),
        gain_of_majority=_gain(majorities, shares),
        gain_of_shortest=_gain(shortest, shares),
        tokens_of_one=mean_of([total / size for total, size in zip(totals, sizes, strict=True)]),
        tokens_of_majority=mean_of(totals),
        tokens_of_shortest=mean_of([_tokens_until(each.samples, m) for each in answered]),
    )


def _gain(scores: Sequence[float], shares: Sequence[float]) -> Mean:
    return mean_of([score - share for score, share in zip(scores, shares, strict=True)])


def _ballots(each: Answered) -> list[Ballot]:
    return [Ballot(lane, sample.answer) for lane, sample in enumerate(each.samples)]


def _lengths(samples: Sequence[Sample]) -> dict[int, int]:
    return {lane: sample.thought_tokens for lane, sample in enumerate(samples)}


def _majority(each: Answered) -> float:
    leaders = vote(_ballots(each)).leaders
    return sum(is_same_answer(group.answer, each.reference) for group in leaders) / max(len(leaders), 1)


def _shortest(each: Answered, m: int) -> bool:
    winner = short_m_at_k(_ballots(each), _lengths(each.samples), m).winner
    return winner is not None and is_same_answer(winner.answer, each.reference)


def _tokens(sample: Sample) -> int:
    return sample.thought_tokens + sample.answer_tokens


def _tokens_until(samples: Sequence[Sample], m: int) -> int:
    lengths = _lengths(samples)
    lanes = shortest_lanes(lengths, m)
    stop = lengths[lanes[-1]]
    finished = sum(_tokens(samples[lane]) for lane in lanes)
    return finished + stop * (len(samples) - len(lanes))
