"""How often a letter occurs in a word, written out letter by letter with a running count."""

from dataclasses import dataclass
from random import Random

from training.problems.base import Span
from training.problems.wording import as_typed, caught_slip, pick, weighted
from training.problems.words import ALPHABET, draw_word

ASKS = (
    "How many {l}'s are in {w}?",
    "How many {l}'s are in {w}?",
    "how many {l}s in {w}",
    "How many {l}'s in {w}?",
    "How many times does {l} occur in {w}?",
    "How many times does the letter {l} appear in {w}?",
    "How many letters {l} are in the word {w}?",
    "how many {l} are in {w}",
    "Count the {l}'s in {w}.",
    "count the letter {l} in {w}",
    "How often does {l} occur in {w}?",
    "number of {l} in {w}",
    "How many {l}'s does {w} have?",
    "how many {l}'s are there in {w}?",
    "How many {l} letters does the word {w} contain?",
    "In the word {w}, how many {l}'s are there?",
    "and how many {l}'s in {w}?",
)
STYLES = {"yes_no": 0.5, "tally": 0.25, "lines": 0.25}
SLIP_RATE = 0.03


@dataclass(frozen=True, slots=True)
class LetterCount:
    """A lower-case word of 3 to 12 letters and the letter to count."""

    word: str
    letter: str

    @property
    def kind(self) -> str:
        return "letters"

    @property
    def key(self) -> str:
        return self.word

    @property
    def count(self) -> int:
        """How often the letter occurs."""
        return self.word.count(self.letter)

    @property
    def result(self) -> str:
        return str(self.count)

    def ask(self, rng: Random) -> str:
        word, letter = self.word, self.letter
        roll = rng.random()
        if roll < 0.12:
            word = pick(rng, f'"{word}"', f"'{word}'")
        elif roll < 0.2:
            word = word.capitalize()
        if rng.random() < 0.1:
            letter = pick(rng, letter.upper(), f'"{letter}"', f"'{letter}'")
        return as_typed(rng, pick(rng, *ASKS).format(l=letter, w=word))

    def think(self, rng: Random) -> list[Span]:
        first = pick(
            rng,
            f"Okay, the user asks how many {self.letter}'s are in {self.word}.",
            f"Okay, the user asks how many {self.letter}'s are in {self.word}.",
            f"The user wants the number of {self.letter} in {self.word}.",
            f"I should count the {self.letter}'s in {self.word}.",
        )
        style = weighted(rng, STYLES)
        lead = {
            "tally": pick(rng, " Letter by letter, with a running count:\n", " Let me count along:\n"),
            "lines": pick(rng, " Spelling it out:\n", " I spell it:\n"),
            "yes_no": " I check every letter:\n",
        }[style]
        return [
            Span(first),
            Span(lead),
            *self._letters(rng, style),
            Span(f"\nSo {self.count}.{self._check(rng)}"),
        ]

    def say(self, rng: Random) -> str:
        if self.count == 0 and rng.random() < 0.5:
            return f"There is no {self.letter} in {self.word}: \\boxed{{0}}"
        verb, times = ("is", "time") if self.count == 1 else ("are", "times")
        return pick(
            rng,
            f"There {verb} \\boxed{{{self.count}}} {self.letter} in {self.word}.",
            f"The letter {self.letter} occurs \\boxed{{{self.count}}} {times} in {self.word}.",
        )

    def _letters(self, rng: Random, style: str) -> list[Span]:
        """Every letter beside the one asked for, the verdict last: neighbours are easiest to compare."""
        spans: list[Span] = []
        count = 0
        between = "\n" if style == "lines" else ", "
        for index, letter in enumerate(self.word):
            hit = letter == self.letter
            count += hit
            spans.append(Span(f"{between if index else ''}{letter} vs {self.letter} "))
            if style == "tally":
                spans += _number(rng, count)
            else:
                spans.append(Span(f"yes {count}" if hit else "no"))
        return spans

    def _check(self, rng: Random) -> str:
        if rng.random() < 0.75:
            return ""
        if self.count == 0:
            return f" Wait, is there really no {self.letter}? No, none."
        hits = ", ".join(self.letter * self.count)
        return pick(rng, f" Wait, let me check: {hits}. Yes, {self.count}.", f" Check: {hits}. Good.")


def _number(rng: Random, right: int) -> list[Span]:
    if rng.random() >= SLIP_RATE / 6:
        return [Span(str(right))]
    wrong = right + 1 if right == 0 or rng.random() < 0.5 else right - 1
    return caught_slip(rng, right, wrong)


def draw(rng: Random) -> LetterCount:
    """A random word and letter; repeated letters are asked for more often than absent ones."""
    word = draw_word(rng)
    if rng.random() < 0.15:
        return LetterCount(word, rng.choice(ALPHABET))
    repeated = sorted({letter for letter in word if word.count(letter) > 1})
    if repeated and rng.random() < 0.6:
        return LetterCount(word, rng.choice(repeated))
    return LetterCount(word, rng.choice(word))
