"""What is compared, as values: a question, variants of model and settings, and a seed for each lane."""

from dataclasses import dataclass

from chatui.chat.attached_files import Attachment, with_files
from chatui.chat.messages import Message, Role
from chatui.chat.sampling import SEED_LIMIT
from chatui.launch import Launch


@dataclass(frozen=True, slots=True)
class Question:
    """What every lane is asked."""

    text: str
    attachments: tuple[Attachment, ...] = ()

    def messages(self, system: str) -> tuple[Message, ...]:
        """What the engine is given; an empty `system` is left out."""
        asked = with_files(self.text, ((file.name, file.text) for file in self.attachments))
        opening = (Message(Role.SYSTEM, system),) if system else ()
        return (*opening, Message(Role.USER, asked))


@dataclass(frozen=True, slots=True)
class Variant:
    """One model under one set of settings; its lanes differ in their seeds only."""

    label: str
    """What tells it from the other variants, such as a model's reference or "temperature 1.0"."""
    launch: Launch


@dataclass(frozen=True, slots=True)
class LaneSpec:
    """One sample that is wanted."""

    number: int
    """From 0; what a person and `--json` call the lane by."""
    variant: Variant
    seed: int
    repeats: int | None = None
    """The lane that this one runs again, with the same seed; it has no vote of its own."""


def specs_of(variants: tuple[Variant, ...], lanes_each: int, seed: int, first: int = 0) -> list[LaneSpec]:
    """`lanes_each` lanes of every variant, numbered on from `first`; lane k has the seed `seed + k`.

    So lane 0 of a comparison draws what `chatui ask` draws with that seed.
    """
    numbers = range(first, first + lanes_each * len(variants))
    return [
        LaneSpec(number, variants[(number - first) // lanes_each], (seed + number) % SEED_LIMIT)
        for number in numbers
    ]
