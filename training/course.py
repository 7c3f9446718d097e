"""The course of the training: which kinds of problems when, and at which learning rates."""

from dataclasses import dataclass

STEPS = 11_000


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
# products come next, for they take longest, then the balance. Conversations come last, while the rates fall
# to zero: without them, whatever follows a problem is taken for that problem again.
COURSE = (
    Phase(
        1000,
        {
            "copying": 0.3,
            "letters": 0.25,
            "add": 0.12,
            "subtract": 0.12,
            "decimals": 0.1,
            "multiply": 0.08,
            "other": 0.03,
        },
        several=0.0,
    ),
    Phase(
        6000,
        {"add": 0.15, "subtract": 0.2, "letters": 0.26, "decimals": 0.16, "multiply": 0.16, "other": 0.07},
        several=0.1,
    ),
    Phase(
        9000,
        {"add": 0.17, "subtract": 0.2, "letters": 0.17, "decimals": 0.13, "multiply": 0.21, "other": 0.12},
        several=0.2,
    ),
    Phase(
        STEPS,
        {"add": 0.14, "subtract": 0.16, "letters": 0.14, "decimals": 0.12, "multiply": 0.19, "other": 0.25},
        several=0.5,
        muon_lr=0.012,
        adam_lr=0.002,
    ),
)


def phase_at(step: int) -> Phase:
    """The phase that a step belongs to; after the last one, the last."""
    return next((phase for phase in COURSE if step < phase.until), COURSE[-1])
