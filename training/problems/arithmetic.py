"""What adding, subtracting and multiplying share: places, phrasings, operands; solves nothing."""

from random import Random

from training.problems.base import Span
from training.problems.wording import as_typed, caught_slip, pick

PLACES = ("Ones", "Tens", "Hundreds", "Thousands")
SLIP_RATE = 0.03


def digits(number: int, count: int) -> list[int]:
    """`count` digits of a number, ones first."""
    return [number // 10**place % 10 for place in range(count)]


def operand(rng: Random, longest: int = 4) -> int:
    """A number of 1 to `longest` digits; long ones are commoner than single digits."""
    length = rng.choices(range(1, longest + 1), (2, 4, 5, 4)[:longest])[0]
    return (
        int(rng.random() * 10**length)
        if rng.random() < 0.15
        else rng.randrange(10 ** (length - 1), 10**length)
    )


def question(rng: Random, left: int, right: int, signs: tuple[str, ...], asks: tuple[str, ...]) -> str:
    """`left sign right` in one of the phrasings that people type."""
    sign, form = pick(rng, *signs), pick(rng, *asks)
    tight = rng.random() < 0.3 and not sign.isalpha()
    expression = f"{left}{sign}{right}" if tight else f"{left} {sign} {right}"
    return as_typed(rng, form.format(e=expression))


ASKS = (
    "What is {e}?",
    "What is {e}?",
    "whats {e}",
    "what's {e}?",
    "{e}",
    "{e} = ?",
    "{e}=",
    "{e}?",
    "Calculate {e}.",
    "compute {e}",
    "How much is {e}?",
    "Can you tell me what {e} is?",
    "I need {e}",
    "solve {e}",
    "{e} equals?",
    "What does {e} make?",
    "work out {e}",
    "and {e}?",
    "now {e}",
    "What about {e}?",
)


def near_miss(rng: Random, right: int) -> int:
    """A wrong number of the kind that hasty people write: one digit off, or ten."""
    step = rng.choice((1, 10, 10, 100) if right >= 100 else (1, 1, 10) if right >= 10 else (1,))
    return right + step if right < step or rng.random() < 0.5 else right - step


def number_span(rng: Random, right: int) -> list[Span]:
    """A number as a step writes it; now and then a slip comes first and is caught at once."""
    if rng.random() >= SLIP_RATE:
        return [Span(str(right))]
    return caught_slip(rng, right, near_miss(rng, right))


def first_guess(rng: Random, right: int) -> tuple[str, int]:
    """A quick guess to be checked, as often wrong as right; gives its sentence and its value."""
    guess = right if rng.random() < 0.5 else near_miss(rng, abs(right)) * (-1 if right < 0 else 1)
    form = pick(rng, " My first guess is {g}, but let me check it.\n", " Maybe {g}? Let me check.\n")
    return form.format(g=guess), guess


def verdict(rng: Random, guess: int | None, right: int) -> str:
    """How a checked guess is taken back or kept; nothing where there was none."""
    if guess is None:
        return ""
    if guess == right:
        return pick(rng, f" My guess {guess} was right.", f" Good, {guess} was right.")
    return pick(rng, f" Wait, my guess {guess} was wrong.", f" Good that I checked: {guess} was wrong.")


def boxed(rng: Random, expression: str, result: int) -> str:
    """The answer to an expression, in a sentence or bare."""
    return pick(
        rng,
        f"{expression} = \\boxed{{{result}}}",
        f"{expression} = \\boxed{{{result}}}",
        f"The answer is \\boxed{{{result}}}.",
    )
