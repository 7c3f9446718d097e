"""Questions that only make sense after the turn before: another word, another number, or a doubt."""

from random import Random

from training.problems.addition import Addition
from training.problems.arithmetic import operand
from training.problems.base import Task
from training.problems.decimals import Comparison
from training.problems.letters import LetterCount
from training.problems.multiplication import Multiplication
from training.problems.subtraction import Subtraction
from training.problems.wording import as_typed, pick
from training.problems.words import draw_word

DOUBTS = (
    "are you sure?",
    "Are you sure?",
    "really?",
    "check again",
    "Can you check that?",
    "again please",
    "is that right?",
)
LARGEST = 9999


def follow_up(rng: Random, last: Task) -> tuple[Task, str] | None:
    """The next problem and its question, or None where nothing natural follows."""
    if last.result is not None and rng.random() < 0.2:
        return last, as_typed(rng, pick(rng, *DOUBTS))
    match last:
        case LetterCount(word=word, letter=letter):
            return _other_letters(rng, word, letter)
        case Addition() | Subtraction() | Multiplication():
            return _go_on(rng, int(last.result))
        case Comparison(left=left, right=right, larger=larger, yes_no=False):
            form = (
                pick(rng, "and the smaller one?", "which is smaller?")
                if larger
                else pick(rng, "and the larger one?", "which is larger?")
            )
            return Comparison(left, right, not larger, yes_no=False), form
        case _:
            return None


def _other_letters(rng: Random, word: str, letter: str) -> tuple[Task, str]:
    if rng.random() < 0.6:
        word = draw_word(rng)
        form = pick(
            rng,
            f"and in {word}?",
            f"And in {word}?",
            f"what about {word}",
            f"and {word}?",
            f"How about {word}?",
        )
    else:
        letter = rng.choice(word)
        form = pick(
            rng,
            f"and how many {letter}'s?",
            f"and {letter}?",
            f"what about the letter {letter}?",
            f"and the {letter}'s?",
        )
    return LetterCount(word, letter), form


def _go_on(rng: Random, value: int) -> tuple[Task, str] | None:
    if not 0 <= value <= LARGEST:
        return None
    number = operand(rng, 3)
    if rng.random() < 0.5:
        added = pick(
            rng,
            f"add {number}",
            f"now add {number}",
            f"plus {number}",
            f"and plus {number}?",
            f"add {number} to that",
            f"+ {number}",
        )
        return Addition(value, number), added
    taken = pick(
        rng,
        f"minus {number}",
        f"now subtract {number}",
        f"and minus {number}?",
        f"take away {number}",
        f"subtract {number} from that",
    )
    return Subtraction(value, number), taken
