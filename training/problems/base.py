"""What every kind of problem offers, and the split into training and held-out problems; knows no kind."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import Protocol, TypeVar


class Split(StrEnum):
    """Which side of the hash split a problem belongs to."""

    TRAIN = "train"
    HELD_OUT = "held_out"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of thought text; `learned` is false for a deliberate slip, which carries no loss."""

    text: str
    learned: bool = True


class Task(Protocol):
    """One problem: how it is asked, thought through and answered."""

    @property
    def kind(self) -> str:
        """The kind's name, as the evaluation table prints it."""

    @property
    def key(self) -> str:
        """The problem itself without its phrasing; the split hashes it."""

    @property
    def result(self) -> str | None:
        """What must stand in `\\boxed{}`; None where there is nothing to box."""

    def ask(self, rng: Random) -> str:
        """A question as people type it."""

    def think(self, rng: Random) -> list[Span]:
        """A thought that leads to the result."""

    def say(self, rng: Random) -> str:
        """The answer after the thought."""


TaskT = TypeVar("TaskT", bound=Task)

# The share of each kind that training never sees. Multiplying has only 900 problems, so more than a third of
# them is needed for 300 fresh ones.
HELD_OUT_SHARE = {
    "add": 0.06,
    "subtract": 0.06,
    "letters": 0.1,
    "decimals": 0.06,
    "multiply": 0.375,
    "other": 0.0,
    "copying": 0.1,
}


def split_of(task: Task) -> Split:
    """The side on which a problem lies, by a hash of its key: the same in every run and on every machine."""
    digest = hashlib.sha256(f"{task.kind}:{task.key}".encode()).digest()
    share = int.from_bytes(digest[:4], "big") / 2**32
    return Split.HELD_OUT if share < HELD_OUT_SHARE[task.kind] else Split.TRAIN


def draw_from(draw: Callable[[Random], TaskT], rng: Random, split: Split) -> TaskT:
    """Draws until a problem lies in `split`."""
    while split_of(task := draw(rng)) is not split:
        pass
    return task
