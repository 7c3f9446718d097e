"""The course of the training: which kinds of problems when, and at which learning rates."""

from dataclasses import dataclass

STEPS = 6500


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the training, up to the step `until`: weights of the kinds and peak learning rates.

    `several` is the share of conversations with earlier turns.
    """

    until: int
    mixture: dict[str, float]
    several: float
    muon_lr: float = 0.006
    adam_lr: float = 0.001


# Copying comes first: without the drill, words are copied thousands of steps after numbers are. Letters and
# products come next, for they take longest; the balance comes last, while the rates fall to zero.
COURSE = (
    Phase(
        800,
        {
            "copying": 0.35,
            "letters": 0.3,
            "add": 0.1,
            "subtract": 0.1,
            "decimals": 0.06,
            "multiply": 0.07,
            "other": 0.02,
        },
        several=0.0,
    ),
    Phase(
        4500,
        {"add": 0.17, "subtract": 0.18, "letters": 0.32, "decimals": 0.1, "multiply": 0.18, "other": 0.05},
        several=0.1,
    ),
    Phase(
        STEPS,
        {"add": 0.21, "subtract": 0.24, "letters": 0.23, "decimals": 0.12, "multiply": 0.14, "other": 0.06},
        several=0.25,
    ),
)


def phase_at(step: int) -> Phase:
    """The phase that a step belongs to; after the last one, the last."""
    return next((phase for phase in COURSE if step < phase.until), COURSE[-1])
