"""Multiplying a number of up to two digits by one digit: by columns, or by splitting."""

from dataclasses import dataclass
from random import Random

from training.problems.arithmetic import ASKS, boxed, first_guess, number_span, question, verdict
from training.problems.base import Span
from training.problems.wording import as_typed, opener, pick, weighted

SIGNS = ("*", "*", "x", "x", "×", "×", "times", "multiplied by")
WORDED = (
    "Multiply {a} by {b}.",
    "multiply {a} and {b}",
    "the product of {a} and {b}",
    "What is {a} times {b}?",
)
STYLES = {"columns": 0.72, "split": 0.15, "guess": 0.13}


@dataclass(frozen=True, slots=True)
class Multiplication:
    """`left` × `right`; one of them has a single digit, the other at most two."""

    left: int
    right: int

    @property
    def kind(self) -> str:
        return "multiply"

    @property
    def key(self) -> str:
        low, high = sorted((self.left, self.right))
        return f"{low}*{high}"

    @property
    def product(self) -> int:
        """The product."""
        return self.left * self.right

    @property
    def result(self) -> str:
        return str(self.product)

    @property
    def expression(self) -> str:
        """The product as thoughts and answers write it."""
        return f"{self.left} × {self.right}"

    def ask(self, rng: Random) -> str:
        if rng.random() < 0.2:
            return as_typed(rng, pick(rng, *WORDED).format(a=self.left, b=self.right))
        return question(rng, self.left, self.right, SIGNS, ASKS)

    def think(self, rng: Random) -> list[Span]:
        first = Span(opener(rng, self.expression))
        high, low = max(self.left, self.right), min(self.left, self.right)
        if high < 10:
            return [
                first,
                Span(
                    pick(rng, " That is in the times table: ", " I know it by heart: ") + f"{self.product}."
                ),
            ]
        style, guess = weighted(rng, STYLES), None
        lead = f" That is {high} × {low}. "
        if style == "split":
            lead += pick(rng, "I split it:\n", "I take the tens and the ones:\n")
        else:
            lead += "Digit by digit:\n"
        if style == "guess":
            sentence, guess = first_guess(rng, self.product)
            lead = f" That is {high} × {low}.{sentence}"
        steps = self._split(rng, high, low) if style == "split" else self._columns(rng, high, low)
        check = Span(verdict(rng, guess, self.product) or self._check(rng, high, low))
        return [first, Span(lead), *steps, Span(f"So {self.product}."), check]

    def say(self, rng: Random) -> str:
        return boxed(rng, self.expression, self.product)

    def _split(self, rng: Random, high: int, low: int) -> list[Span]:
        tens, ones = high // 10 * 10, high % 10
        return [
            Span(f"{tens} × {low} = "),
            *number_span(rng, tens * low),
            Span(f"\n{ones} × {low} = "),
            *number_span(rng, ones * low),
            Span(f"\n{tens * low} + {ones * low} = "),
            *number_span(rng, self.product),
            Span("\n"),
        ]

    def _columns(self, rng: Random, high: int, low: int) -> list[Span]:
        tens, ones = divmod(high, 10)
        carry, written = divmod(ones * low, 10)
        spans = [
            Span(f"{ones} × {low} = "),
            *number_span(rng, ones * low),
            Span(f", write {written}, carry {carry}.\n"),
        ]
        spans += [Span(f"{tens} × {low} = "), *number_span(rng, tens * low)]
        spans += [Span(f", {tens * low} + {carry} = "), *number_span(rng, tens * low + carry)]
        return [*spans, Span(".\n")]

    def _check(self, rng: Random, high: int, low: int) -> str:
        if rng.random() < 0.7:
            return ""
        ones, end = high % 10, self.product % 10
        back = f"{ones} × {low} ends in {end}"
        return pick(
            rng, f" Wait, let me check: {back}, and so does {self.product}. Good.", f" Check: {back}. Good."
        )


def draw(rng: Random) -> Multiplication:
    """A random product; one in twelve is out of the small times table."""
    low = rng.randrange(10) if rng.random() < 0.1 else rng.randrange(2, 10)
    high = rng.randrange(10) if rng.random() < 0.08 else rng.randrange(10, 100)
    return Multiplication(high, low) if rng.random() < 0.7 else Multiplication(low, high)
