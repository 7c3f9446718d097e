"""Which of two decimals is larger or smaller, or whether one is: place by place, or padded with zeros."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from training.problems.base import Span
from training.problems.comparing import by_digits, by_size, compared
from training.problems.wording import as_typed, pick

PLACES = ("Tenths", "Hundredths", "Thousandths")
LARGER = ("larger", "bigger", "greater", "higher")
SMALLER = ("smaller", "less", "lower")
WHICH = (
    "Which is {w}, {a} or {b}?",
    "Which is {w}, {a} or {b}?",
    "which is {w} {a} or {b}",
    "Which is {w}: {a} or {b}?",
    "What is {w}, {a} or {b}?",
    "whats {w}, {a} or {b}",
    "{a} or {b}, which is {w}?",
    "Which number is {w}, {a} or {b}?",
    "Which one is {w}, {a} or {b}?",
    "and which is {w}, {a} or {b}?",
    "tell me which is {w}: {a} or {b}",
    "Which of {a} and {b} is {w}?",
)
WHICH_LARGER = (
    "compare {a} and {b}",
    "{a} vs {b}",
    "{a} or {b}?",
    "Compare {a} with {b}.",
    "{a} vs. {b}?",
    "max of {a} and {b}",
)
WHETHER = (
    "Is {a} {w} than {b}?",
    "is {a} {w} than {b}",
    "Is {a} {w} than {b}?",
    "is {a} really {w} than {b}?",
    "and is {a} {w} than {b}?",
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two decimals as written, the direction asked for, and whether the question is a yes or no one."""

    left: str
    right: str
    larger: bool
    yes_no: bool

    @property
    def kind(self) -> str:
        return "decimals"

    @property
    def key(self) -> str:
        return "|".join(sorted((self.left, self.right)))

    @property
    def order(self) -> int:
        """-1, 0 or 1: how left compares with right."""
        a, b = Decimal(self.left), Decimal(self.right)
        return (a > b) - (a < b)

    @property
    def result(self) -> str:
        if self.yes_no:
            return "yes" if self.order == (1 if self.larger else -1) else "no"
        if self.order == 0:
            return "equal"
        return self.left if (self.order > 0) == self.larger else self.right

    def ask(self, rng: Random) -> str:
        word = pick(rng, *(LARGER if self.larger else SMALLER))
        which = WHICH + WHICH_LARGER if self.larger else WHICH
        return as_typed(
            rng, pick(rng, *(WHETHER if self.yes_no else which)).format(w=word, a=self.left, b=self.right)
        )

    def think(self, rng: Random) -> list[Span]:
        word = "larger" if self.larger else "smaller"
        goal = f"whether a is {word} than b" if self.yes_no else f"which is {word}, a or b"
        first = pick(
            rng,
            f"Okay, the user asks {goal}.",
            f"Okay, the user asks {goal}.",
            f"The user wants to know {goal}.",
            f"I should find out {goal}.",
        )
        named = f" Let a = {self.left} and b = {self.right}.{self._trap(rng)}\n"
        steps = self._places() if rng.random() < 0.65 else self._padded(rng)
        return [Span(first + named), Span(f"{steps}.\n"), Span(self._conclude(word, rng))]

    def say(self, rng: Random) -> str:
        word = "larger" if self.larger else "smaller"
        if self.yes_no:
            return f"{self.result.capitalize()}, {self._relation()}. \\boxed{{{self.result}}}"
        if self.order == 0:
            return f"{self._relation()}. \\boxed{{equal}}"
        return pick(
            rng,
            f"{self.result} is {word}. \\boxed{{{self.result}}}",
            f"The {word} one is \\boxed{{{self.result}}}.",
        )

    def _relation(self) -> str:
        relation = ("is equal to", "is larger than", "is smaller than")[self.order]
        return f"{self.left} {relation} {self.right}"

    def _trap(self, rng: Random) -> str:
        misleading = len(self.left) != len(self.right) and self.left.split(".")[0] == self.right.split(".")[0]
        if not misleading or rng.random() < 0.7:
            return ""
        return pick(rng, " Careful, more digits do not mean more.", " The number of digits can mislead.")

    def _places(self) -> str:
        (whole_a, a), (whole_b, b) = parts(self.left), parts(self.right)
        text = f"Whole parts: {by_size(whole_a, whole_b)}"
        if whole_a != whole_b:
            return text
        count = max(len(a), len(b))
        for place, (x, y) in enumerate(zip(a.ljust(count, "0"), b.ljust(count, "0"), strict=True)):
            text += f". {PLACES[place]}: {compared(int(x), int(y))}"
            if x != y:
                break
        return text

    def _padded(self, rng: Random) -> str:
        (whole_a, a), (whole_b, b) = parts(self.left), parts(self.right)
        count = max(len(a), len(b), 1)
        a, b = a.ljust(count, "0"), b.ljust(count, "0")
        lead = pick(rng, "With the same number of places", "With zeros at the end")
        text = f"{lead}: a = {whole_a}.{a} and b = {whole_b}.{b}. {by_size(whole_a, whole_b)}"
        return text if whole_a != whole_b else f"{text}. {by_digits(a, b)}"

    def _conclude(self, word: str, rng: Random) -> str:
        if self.order == 0:
            return "So a and b are equal." + (" The answer is no." if self.yes_no else "")
        verdicts = ("larger", "smaller") if self.order > 0 else ("smaller", "larger")
        text = f"So a is {verdicts[0]} and b is {verdicts[1]}."
        if self.yes_no:
            return f"{text} Is a {word}? {self.result.capitalize()}."
        text += f" The {word} one is {'a' if self.result == self.left else 'b'} = {self.result}."
        if rng.random() < 0.2:
            text += pick(
                rng, f" Wait, the user wants the {word} one. Yes.", f" The user wants the {word} one, good."
            )
        return text


def parts(number: str) -> tuple[str, str]:
    """Whole part and decimals, the latter empty for a whole number."""
    whole, _, decimals = number.partition(".")
    return whole, decimals


def _decimal(rng: Random, whole: int) -> str:
    places = rng.choices((0, 1, 2, 3), (1, 6, 6, 2))[0]
    return f"{whole}" if places == 0 else f"{whole}.{rng.randrange(10**places):0{places}d}"


def draw(rng: Random) -> Comparison:
    """Two random decimals; seven in ten share their whole part, and some their tenths."""
    a = rng.randrange(10 ** rng.choices((1, 2, 3), (6, 3, 1))[0])
    b = a if rng.random() < 0.7 else rng.randrange(10 ** rng.choices((1, 2, 3), (6, 3, 1))[0])
    if rng.random() < 0.06:
        return Comparison(
            str(a), str(rng.randrange(10 ** rng.randint(1, 3))), rng.random() < 0.65, rng.random() < 0.3
        )
    left, right = _decimal(rng, a), _decimal(rng, b)
    roll = rng.random()
    if roll < 0.18 and "." in left:
        cut = left[: left.index(".") + 2]
        right = cut + str(rng.randrange(10)) if rng.random() < 0.7 else cut
    elif roll < 0.24:
        right = left + ("0" if "." in left and len(parts(left)[1]) < 3 else "")
    if rng.random() < 0.5:
        left, right = right, left
    return Comparison(left, right, larger=rng.random() < 0.65, yes_no=rng.random() < 0.3)
