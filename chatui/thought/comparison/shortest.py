"""short-m@k: the vote of the lanes that thought shortest; how long a thought should be is not known here.

Hassid et al., "Don't Overthink it" (arXiv 2505.17813): of k samples the m whose thoughts end first vote, and
in a tie the shortest thought decides. They stop the other samples then.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chatui.thought.comparison.ballots import Ballot
from chatui.thought.comparison.vote import Group, Vote, vote


@dataclass(frozen=True, slots=True)
class ShortVote:
    """The vote of the shortest."""

    lanes: tuple[int, ...]
    """The shortest first."""
    vote: Vote
    winner: Group | None
    """None only where none of these lanes has an answer that can be grouped."""


def shortest_lanes(lengths: Mapping[int, int], m: int) -> tuple[int, ...]:
    """The m lanes of the shortest thoughts, the shortest first; of equally long ones, the first lane."""
    return tuple(sorted(lengths, key=lambda lane: (lengths[lane], lane))[:m])


def short_m_at_k(ballots: Iterable[Ballot], lengths: Mapping[int, int], m: int) -> ShortVote:
    """The vote of the m shortest of the finished lanes; `lengths` has the tokens of their thoughts."""
    lanes = shortest_lanes(lengths, m)
    counted = vote(ballot for ballot in ballots if ballot.lane in lanes)
    winner = min(counted.leaders, key=lambda group: min(map(lanes.index, group.lanes)), default=None)
    return ShortVote(lanes, counted, winner)
