"""Which of several thoughts is most like the others, and where each parts from it; it shows nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from chatui.comparison.lane import Lane
from chatui.thought.comparison.divergence import Alignment, compare, medoid


@dataclass(frozen=True, slots=True)
class Likeness:
    """By lanes' numbers."""

    medoid: int | None = None
    """The lane whose thought is most like all others together; None where no lane has a thought."""
    alignments: Mapping[int, Alignment] = field(default_factory=dict)
    """With the thought of the medoid, which is on the left; it and lanes without a thought have none."""


def likeness_of(lanes: Sequence[Lane]) -> Likeness:
    """The likeness of lanes that are over: for eight thoughts of 100,000 characters it takes some seconds."""
    texts = {lane.number: [step.text for step in lane.reading.steps] for lane in lanes}
    thinking = [number for number, steps in texts.items() if steps]
    if not thinking:
        return Likeness()
    centre = thinking[medoid([texts[number] for number in thinking])]
    others = (number for number in thinking if number != centre)
    return Likeness(centre, {number: compare(texts[centre], texts[number]) for number in others})
