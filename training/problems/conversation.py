"""Conversations of one turn or several, some with a system text or a question that leans on the last turn."""

from dataclasses import dataclass
from random import Random

from training.problems import addition, copying, decimals, letters, multiplication, other, subtraction
from training.problems.base import Span, Split, Task, draw_from, split_of
from training.problems.follow_up import follow_up
from training.problems.wording import weighted

SYSTEMS = (
    "You are a helpful assistant.",
    "You are a helpful assistant. Think step by step.",
    "Be brief.",
    "Answer in English.",
)
EARLIER_TURNS = {1: 0.41, 2: 0.29, 3: 0.15, 4: 0.07, 7: 0.05, 10: 0.03}


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier problem, its question and its answer, the thought already gone."""

    task: Task
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the model is shown (system, earlier turns, question) and what it should write."""

    task: Task
    question: str
    thought: tuple[Span, ...]
    answer: str
    system: str = ""
    earlier: tuple[Turn, ...] = ()


def draw_task(rng: Random, split: Split, mixture: dict[str, float]) -> Task:
    """A problem of a random kind."""
    match weighted(rng, mixture):
        case "add":
            return draw_from(addition.draw, rng, split)
        case "subtract":
            return draw_from(subtraction.draw, rng, split)
        case "letters":
            return draw_from(letters.draw, rng, split)
        case "decimals":
            return draw_from(decimals.draw, rng, split)
        case "copying":
            return draw_from(copying.draw, rng, split)
        case "multiply":
            return draw_from(multiplication.draw, rng, split)
        case _:
            return draw_from(other.draw, rng, Split.TRAIN)


def single(rng: Random, task: Task) -> Conversation:
    """A conversation of one turn about a given problem."""
    return Conversation(task, task.ask(rng), tuple(task.think(rng)), task.say(rng))


def draw_conversation(rng: Random, mixture: dict[str, float], several: float) -> Conversation:
    """A random conversation for training, a share `several` with earlier turns; no turn is held out."""
    count = (
        rng.choices(tuple(EARLIER_TURNS), tuple(EARLIER_TURNS.values()))[0] if rng.random() < several else 0
    )
    earlier: list[Turn] = []
    task = draw_task(rng, Split.TRAIN, mixture)
    question = task.ask(rng)
    for _ in range(count):
        earlier.append(Turn(task, question, task.say(rng)))
        next_up = follow_up(rng, task) if rng.random() < 0.3 else None
        if next_up and split_of(next_up[0]) is Split.TRAIN:
            task, question = next_up
        else:
            task = draw_task(rng, Split.TRAIN, mixture)
            question = task.ask(rng)
    system = rng.choice(SYSTEMS) if rng.random() < 0.04 else ""
    return Conversation(task, question, tuple(task.think(rng)), task.say(rng), system, tuple(earlier))
