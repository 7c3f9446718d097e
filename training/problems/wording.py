"""Phrasings that all kinds share: openers, politeness, sloppy typing; knows nothing of the problems."""

from random import Random

from training.problems.base import Span

OPENERS = (
    "Okay, the user wants {goal}.",
    "The user asks for {goal}.",
    "Okay, let me work out {goal}.",
    "I need {goal}.",
    "Let's see: {goal}.",
)


def pick(rng: Random, *options: str) -> str:
    """One of the options, all equally likely."""
    return options[int(rng.random() * len(options))]


def weighted(rng: Random, options: dict[str, float]) -> str:
    """One of the keys, by its weight."""
    return rng.choices(tuple(options), tuple(options.values()))[0]


def opener(rng: Random, goal: str) -> str:
    """The first sentence of a thought; the first form is the commonest, so greedy decoding has a habit."""
    form = OPENERS[0] if rng.random() < 0.3 else pick(rng, *OPENERS)
    return form.format(goal=goal)


def as_typed(rng: Random, question: str) -> str:
    """A question with the courtesies and the sloppiness of real typing."""
    roll = rng.random()
    if roll < 0.05:
        question = f"{pick(rng, 'please', 'Please', 'pls', 'hi,', 'Hello!', 'hey', 'ok', 'so')} {question}"
    elif roll < 0.10:
        question = f"{question} {pick(rng, 'please', 'pls', 'thanks', 'Thank you!', 'thx')}"
    roll = rng.random()
    if roll < 0.10:
        question = question.rstrip("?.! ") or question  # a request may be nothing but dots
    elif roll < 0.14:
        question = question.lower()
    elif roll < 0.17:
        question = question.upper()
    elif roll < 0.20:
        question = question[:1].upper() + question[1:]
    return question + (pick(rng, " ", "\n", "?", "??") if rng.random() < 0.04 else "")


def caught_slip(rng: Random, right: int, wrong: int) -> list[Span]:
    """A wrong number, never learned, and the learned catch that puts it right."""
    catch = pick(rng, ", wait, no: ", "? Wait, that is wrong. It is ", ", no wait, ")
    return [Span(str(wrong), learned=False), Span(f"{catch}{right}")]
