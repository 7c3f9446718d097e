"""The steps of thoughts, to be compared with one another; how they are shown is not known here."""

from collections.abc import Sequence

from chatui.chat.display_text import display_text
from chatui.thought.comparison.divergence import Alignment, compare, medoid
from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Step


def steps_of(reading: ThoughtReading) -> tuple[Step, ...]:
    """The steps of a thought so far, the one that is being written included."""
    return (*reading.steps, *filter(None, [reading.open_step]))


def shown_text(step: Step) -> str:
    """A step's text, safe to show, without the white space around it."""
    return display_text(step.text).strip()


def compare_steps(left: Sequence[Step], right: Sequence[Step]) -> Alignment:
    """Align two thoughts by what is shown of their steps; a heuristic.

    Takes a good half second for 340 steps each (two cores of 2.5 GHz), so not where something waits.
    """
    return compare([shown_text(step) for step in left], [shown_text(step) for step in right])


def medoid_of(thoughts: Sequence[Sequence[Step]]) -> int | None:
    """The place of the thought that is most like all others; None where none has a step."""
    places = [place for place, steps in enumerate(thoughts) if steps]
    if not places:
        return None
    return places[medoid([[shown_text(step) for step in thoughts[place]] for place in places])]
