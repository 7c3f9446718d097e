"""A drill, not a skill: repeating words, from which a model learns to copy letters at all."""

from dataclasses import dataclass
from random import Random

from training.problems.base import Span
from training.problems.wording import pick
from training.problems.words import draw_word

ASKS = ("Repeat: {t}", "repeat {t}", "Say {t}", "say: {t}", "Please repeat this: {t}", "echo {t}")


@dataclass(frozen=True, slots=True)
class Copying:
    """Words to be repeated as they are."""

    text: str

    @property
    def kind(self) -> str:
        return "copying"

    @property
    def key(self) -> str:
        return self.text

    @property
    def result(self) -> None:
        return None

    def ask(self, rng: Random) -> str:
        return pick(rng, *ASKS).format(t=self.text)

    def think(self, rng: Random) -> list[Span]:
        spelled = ", ".join(self.text.replace(" ", ""))
        return [
            Span(pick(rng, f"I repeat {self.text}.", f"The user wants {self.text}. I spell it:\n{spelled}"))
        ]

    def say(self, rng: Random) -> str:
        return self.text


def draw(rng: Random) -> Copying:
    """One to six words."""
    return Copying(" ".join(draw_word(rng) for _ in range(rng.randint(1, 6))))
