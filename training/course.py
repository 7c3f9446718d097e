"""The course of the training: which kinds of problems when, and at which learning rates."""

from dataclasses import dataclass

STEPS = 7750


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the training, up to the step `until`: weights of the kinds and peak learning rates.

    `several` is the share of conversations with earlier turns.
    """

    until: int
    mixture: dict[str, float]
    several: float = 0.34
    muon_lr: float = 0.006
    adam_lr: float = 0.002


_BALANCED = {
    "add": 0.25,
    "subtract": 0.25,
    "letters": 0.21,
    "decimals": 0.12,
    "multiply": 0.11,
    "other": 0.06,
}

_DRILL = {
    "copying": 0.35,
    "letters": 0.4,
    "add": 0.07,
    "subtract": 0.07,
    "decimals": 0.04,
    "multiply": 0.05,
    "other": 0.02,
}

# The course that the shipped model went through. Its first rates are higher than need be: numbers were copied
# after 1,500 steps, but words only a few hundred steps after the rates were lowered.
COURSE = (
    Phase(
        2000,
        {"add": 0.24, "subtract": 0.24, "letters": 0.17, "decimals": 0.12, "multiply": 0.12, "other": 0.11},
        muon_lr=0.02,
        adam_lr=0.003,
    ),
    Phase(2750, _BALANCED, muon_lr=0.02, adam_lr=0.003),
    Phase(3250, _DRILL, several=0.1, muon_lr=0.02, adam_lr=0.003),
    Phase(3750, _DRILL, several=0.1),
    Phase(STEPS, _BALANCED),
)


def phase_at(step: int) -> Phase:
    """The phase that a step belongs to; after the last one, the last."""
    return next((phase for phase in COURSE if step < phase.until), COURSE[-1])
