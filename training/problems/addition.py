"""Adding two whole numbers of up to four digits: by columns, or by splitting."""

from dataclasses import dataclass
from random import Random

from training.problems.arithmetic import (
    ASKS,
    PLACES,
    boxed,
    digits,
    first_guess,
    number_span,
    operand,
    question,
    verdict,
)
from training.problems.base import Span
from training.problems.wording import as_typed, opener, pick, weighted

SIGNS = ("+", "+", "+", "+", "plus", "and")
WORDED = (
    "Add {a} and {b}.",
    "add {a} to {b}",
    "the sum of {a} and {b}",
    "What is the sum of {a} and {b}?",
    "sum {a} {b}",
)
STYLES = {"columns": 0.75, "guess": 0.12, "split": 0.13}


@dataclass(frozen=True, slots=True)
class Addition:
    """`left` + `right`, each 0 to 9999."""

    left: int
    right: int

    @property
    def kind(self) -> str:
        return "add"

    @property
    def key(self) -> str:
        low, high = sorted((self.left, self.right))
        return f"{low}+{high}"

    @property
    def total(self) -> int:
        """The sum."""
        return self.left + self.right

    @property
    def result(self) -> str:
        return str(self.total)

    @property
    def expression(self) -> str:
        """The sum as thoughts and answers write it."""
        return f"{self.left} + {self.right}"

    def ask(self, rng: Random) -> str:
        if rng.random() < 0.2:
            return as_typed(rng, pick(rng, *WORDED).format(a=self.left, b=self.right))
        return question(rng, self.left, self.right, SIGNS, ASKS)

    def think(self, rng: Random) -> list[Span]:
        first = Span(opener(rng, self.expression))
        style = weighted(rng, STYLES)
        if style == "split" and min(self.left, self.right) >= 10 and max(self.left, self.right) < 1000:
            return [first, *self._split(rng)]
        guess = None
        lead = pick(rng, " Column by column:\n", " Column by column:\n", " Digit by digit, from the right:\n")
        if style == "guess":
            lead, guess = first_guess(rng, self.total)
        check = Span(verdict(rng, guess, self.total) or self._check(rng))
        return [first, Span(lead), *self._columns(rng), Span(f"So {self.total}."), check]

    def say(self, rng: Random) -> str:
        return boxed(rng, self.expression, self.total)

    def _columns(self, rng: Random) -> list[Span]:
        count = max(len(str(self.left)), len(str(self.right)))
        spans: list[Span] = []
        carry = 0
        for place, (a, b) in enumerate(zip(digits(self.left, count), digits(self.right, count), strict=True)):
            total = a + b + carry
            spans += [Span(f"{PLACES[place]}: {a} + {b} = "), *number_span(rng, a + b)]
            if carry:
                spans.append(Span(f", {a + b} + 1 = {total}"))
            carry = total // 10
            spans.append(Span(", carry 1.\n" if carry and place < count - 1 else ".\n"))
        return spans

    def _check(self, rng: Random) -> str:
        if rng.random() < 0.7:
            return ""
        a, b, end = self.left % 10, self.right % 10, self.total % 10
        return pick(
            rng,
            f" Wait, let me check: {a} + {b} ends in {end}, and {self.total} ends in {end}. Good.",
            f" Check: {self.total} ends in {end}, and so does {a} + {b}.",
        )

    def _split(self, rng: Random) -> list[Span]:
        count = max(len(str(self.left)), len(str(self.right)))
        spans = [Span(pick(rng, " I split the numbers:\n", " I add the parts:\n"))]
        running: int | None = None
        for place in reversed(range(count)):
            a, b = (number // 10**place % 10 * 10**place for number in (self.left, self.right))
            spans += [Span(f"{a} + {b} = "), *number_span(rng, a + b), Span("\n")]
            if running is not None:
                spans.append(Span(f"{running} + {a + b} = {running + a + b}\n"))
            running = (running or 0) + a + b
        return [*spans, Span(f"So {self.total}.")]


def draw(rng: Random) -> Addition:
    """A random addition."""
    return Addition(operand(rng), operand(rng))
