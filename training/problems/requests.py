"""The wording of requests that the demo model can not fulfil; knows nothing of the answers."""

from random import Random

from training.problems.lists import listed
from training.problems.words import ALPHABET, WORDS, draw_word

GREETINGS, IDENTITY, THANKS, GENERAL = (
    listed(name) for name in ("greetings", "identity", "thanks", "general")
)
_SLOTS = {
    "place": listed("places"),
    "person": listed("people"),
    "topic": listed("topics"),
    "adjective": listed("adjectives"),
    "verb": listed("verbs"),
    "language": listed("languages"),
    "code": listed("programming"),
}


def fill(rng: Random, form: str) -> str:
    """A form with each slot filled at random."""
    while "{" in form and "}" in form:
        start, end = form.index("{"), form.index("}")
        form = form[:start] + _slot(rng, form[start + 1 : end]) + form[end + 1 :]
    return form


def _slot(rng: Random, name: str) -> str:
    match name:
        case "noun":
            return rng.choice(WORDS) if rng.random() < 0.8 else draw_word(rng)
        case "number":
            return str(rng.randrange(2, 10 ** rng.randint(1, 4) + 2))
        case "year":
            return str(rng.randrange(1000, 2100))
        case _:
            return rng.choice(_SLOTS[name])


def _number(rng: Random, shortest: int, longest: int) -> int:
    length = rng.randint(shortest, longest)
    return rng.randrange(10 ** (length - 1), 10**length)


def beyond_range(rng: Random) -> str:
    """An expression that the demo model did not learn: division, long numbers, three of them, powers."""
    small, other, third = (_number(rng, 1, 3) for _ in range(3))
    match rng.randrange(8):
        case 0 | 1:
            sign = rng.choice(("/", "/", "÷", ":", "divided by", "over", "mod", "%"))
            tight = rng.random() < 0.3 and sign in "/÷:%"
            return f"{small}{sign}{other}" if tight else f"{small} {sign} {other}"
        case 2 | 3:
            long, any_length = _number(rng, 5, 9), _number(rng, 1, 9)
            pair = (long, any_length) if rng.random() < 0.5 else (any_length, long)
            sign = rng.choice(("+", "-", "*", "x", " plus ", " minus ", " times ", " + ", " - ", " * "))
            return f"{pair[0]}{sign}{pair[1]}"
        case 4:
            signs = ("+", "-", "*", " + ", " - ", " * ", " plus ")
            return f"{small}{rng.choice(signs)}{other}{rng.choice(signs)}{third}"
        case 5:
            return f"{_number(rng, 2, 4)} {rng.choice(('*', 'x', '×', 'times'))} {_number(rng, 2, 4)}"
        case 6:
            power, of = f"{small}^{rng.randrange(2, 9)}", f"{other}% of {small}"
            return rng.choice((power, f"{small} squared", f"sqrt({small})", of, f"{small}!"))
        case _:
            return f"{small}.{rng.randrange(10)} {rng.choice('+-*/')} {other}.{rng.randrange(100)}"


def nonsense(rng: Random) -> str:
    """Letter salad, word salad, stray signs or a lone number."""
    match rng.randrange(5):
        case 0:
            return "".join(rng.choice(ALPHABET + "  ") for _ in range(rng.randint(1, 25))).strip() or "?"
        case 1:
            return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 7)))
        case 2:
            return (
                "".join(rng.choice("?!.,;:-+*/=()[]{}<>#@$%&_~ ") for _ in range(rng.randint(1, 8))).strip()
                or "..."
            )
        case 3:
            return str(_number(rng, 1, 7))
        case _:
            return " ".join(draw_word(rng) for _ in range(rng.randint(1, 6)))
