"""A step of a thought as a value; how a thought is cut into steps is not known here."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a step seems to do; a heuristic over its words and form, never the model's own word.

    The roles sum up the kinds of sentences of Bogdan et al., "Thought Anchors" (arXiv 2506.19143): problem
    setup and plan generation are PLAN, active computation is COMPUTE, self checking is CHECK, uncertainty
    management is BACKTRACK, result consolidation and final answer emission are CONCLUDE, and fact retrieval
    and the rest are OTHER.
    """

    PLAN = "plan"
    COMPUTE = "compute"
    CHECK = "check"
    BACKTRACK = "backtrack"
    CONCLUDE = "conclude"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Step:
    """One step; the texts of all steps of a thought, joined, are the thought."""

    index: int
    """From 0."""
    start: int
    """Where it begins, in characters of the thought."""
    text: str
    """As it was written, with the white space behind it."""
    role: Role
    gist: str
    """One line for an outline."""

    @property
    def end(self) -> int:
        """Where it ends, in characters of the thought; the next step begins there."""
        return self.start + len(self.text)
