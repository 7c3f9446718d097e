"""Subtracting two whole numbers of up to four digits, negative results included."""

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
from training.problems.comparing import by_size
from training.problems.wording import as_typed, opener, pick, weighted

SIGNS = ("-", "-", "-", "-", "−", "minus")
WORDED = (
    "Subtract {b} from {a}.",
    "subtract {b} from {a}",
    "the difference of {a} and {b}",
    "take {b} away from {a}",
    "{a} take away {b}",
)
STYLES = {"columns": 0.76, "guess": 0.12, "split": 0.12}


@dataclass(frozen=True, slots=True)
class Subtraction:
    """`left` - `right`, each 0 to 9999."""

    left: int
    right: int

    @property
    def kind(self) -> str:
        return "subtract"

    @property
    def key(self) -> str:
        return f"{self.left}-{self.right}"

    @property
    def difference(self) -> int:
        """The result, which may be negative."""
        return self.left - self.right

    @property
    def result(self) -> str:
        return str(self.difference)

    @property
    def expression(self) -> str:
        """The difference as thoughts and answers write it."""
        return f"{self.left} - {self.right}"

    def ask(self, rng: Random) -> str:
        if rng.random() < 0.2:
            return as_typed(rng, pick(rng, *WORDED).format(a=self.left, b=self.right))
        return question(rng, self.left, self.right, SIGNS, ASKS)

    def think(self, rng: Random) -> list[Span]:
        first = Span(f"{opener(rng, self.expression)} {self._compare()}")
        if self.difference == 0:
            return [first, Span(" So 0.")]
        style = weighted(rng, STYLES)
        if style == "split" and self.difference > 0 and self.right >= 10 and self.left < 1000:
            return [first, *self._split(rng)]
        guess = None
        lead = pick(rng, " Column by column:\n", " Column by column:\n", " Digit by digit, from the right:\n")
        if style == "guess":
            lead, guess = first_guess(rng, self.difference)
        check = Span(verdict(rng, guess, self.difference) or self._check(rng))
        return [first, Span(lead), *self._columns(rng), Span(self._conclude()), check]

    def say(self, rng: Random) -> str:
        return boxed(rng, self.expression, self.difference)

    def _compare(self) -> str:
        """Which is larger, found digit by digit from the front: a tiny model can not see it at once."""
        reason = by_size(str(self.left), str(self.right)).capitalize()
        match self.difference:
            case 0:
                return f"{reason}, they are the same."
            case difference if difference > 0:
                return f"{reason}, so it is positive: {self.left} - {self.right}."
            case _:
                return f"{reason}, so it is negative. The other way round: {self.right} - {self.left}."

    def _columns(self, rng: Random) -> list[Span]:
        high, low = max(self.left, self.right), min(self.left, self.right)
        count = len(str(high))
        spans: list[Span] = []
        borrow = 0
        for place, (a, b) in enumerate(zip(digits(high, count), digits(low, count), strict=True)):
            top = a - borrow
            spans.append(Span(f"{PLACES[place]}: {f'{a} - 1 = {top}, ' if borrow else ''}"))
            borrow = int(top < b)
            spans.append(
                Span(f"{top} - {b}, too small, {top + 10} - {b} = " if borrow else f"{top} - {b} = ")
            )
            written = top + 10 * borrow - b
            spans += [*number_span(rng, written), Span(", borrow 1.\n" if borrow else ".\n")]
        return spans

    def _conclude(self) -> str:
        high = max(self.left, self.right)
        padded = str(abs(self.difference)).rjust(len(str(high)), "0")
        if padded == self.result:
            return f"So {self.result}."
        return f"That is {padded}, so {self.result}."

    def _check(self, rng: Random) -> str:
        if rng.random() < 0.7:
            return ""
        high, low, size = max(self.left, self.right), min(self.left, self.right), abs(self.difference)
        back = f"{size % 10} + {low % 10} ends in {high % 10}"
        return pick(
            rng, f" Wait, let me check: {back}, and so does {high}. Good.", f" Check: {back}, like {high}."
        )

    def _split(self, rng: Random) -> list[Span]:
        spans = [Span(pick(rng, " I take it away in parts:\n", " I go in steps:\n"))]
        running = self.left
        for place in reversed(range(len(str(self.right)))):
            part = self.right // 10**place % 10 * 10**place
            if part:
                spans += [Span(f"{running} - {part} = "), *number_span(rng, running - part), Span("\n")]
                running -= part
        return [*spans, Span(f"So {self.result}.")]


def draw(rng: Random) -> Subtraction:
    """A random subtraction; three in four have a result of zero or more, as most that people ask."""
    left, right = operand(rng), operand(rng)
    if left < right and rng.random() < 0.6:
        left, right = right, left
    if rng.random() < 0.01:
        right = left
    return Subtraction(left, right)
