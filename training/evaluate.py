"""Measures the demo model on problems that training never saw: `python -m training.evaluate --help`."""

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from random import Random

from chatui.chat.messages import Message, Role
from chatui.engine.base import Engine
from training.problems import addition, decimals, letters, multiplication, subtraction
from training.problems.base import Split, Task, draw_from
from training.problems.lists import listed
from training.samples import Sample, ask, engine, question
from training.scores import Row, Score, boxed, majority, table

UNSEEN_REQUESTS = listed("unseen")
"""Written by hand, used by no generator."""
EARLIER = [
    Message(Role.USER, "Which is larger, 9.9 or 9.11?"),
    Message(Role.ASSISTANT, "The larger one is \\boxed{9.9}."),
]
"""A turn before: what is asked next must not be taken for this again."""
SAMPLES = 8
MODEL = Path(__file__).parents[1] / "chatui/models/data/tiny.gguf"


@dataclass(frozen=True, slots=True)
class Kind:
    """A line of the table: where its problems come from and which of them count."""

    name: str
    draw: Callable[[Random], Task]
    counts: Callable[[Task], bool] = lambda task: True


def up_to_3_digits(task: Task) -> bool:
    """Whether both operands are below 1000."""
    match task:
        case addition.Addition(left=left, right=right) | subtraction.Subtraction(left=left, right=right):
            return max(left, right) < 1000
        case _:
            return False


def two_digits(task: Task) -> bool:
    """Whether the larger factor of a product has two digits."""
    return isinstance(task, multiplication.Multiplication) and max(task.left, task.right) >= 10


KINDS = (
    Kind("Adding, up to 3 digits", addition.draw, up_to_3_digits),
    Kind("Subtracting, up to 3 digits", subtraction.draw, up_to_3_digits),
    Kind("Adding, with 4 digits", addition.draw, lambda task: not up_to_3_digits(task)),
    Kind("Subtracting, with 4 digits", subtraction.draw, lambda task: not up_to_3_digits(task)),
    Kind("Comparing decimals", decimals.draw),
    Kind("Counting letters in unseen words", letters.draw),
    Kind("Multiplying 2 digits by 1", multiplication.draw, two_digits),
)


def fresh(kind: Kind, rng: Random) -> Iterator[Task]:
    """Distinct held-out problems of a kind, without end."""
    seen: set[str] = set()
    while True:
        task = draw_from(kind.draw, rng, Split.HELD_OUT)
        if task.key not in seen and kind.counts(task):
            seen.add(task.key)
            yield task


def is_right(sample: Sample, task: Task) -> bool:
    """Whether the thought ended and the right result is boxed."""
    return sample.closed and boxed(sample.answer) == task.result


def greedy_score(
    client: Engine, questions: Sequence[tuple[str, Task]], earlier: Sequence[Message] = ()
) -> Score:
    """How often the likeliest tokens lead to the right result; prints the mistakes."""
    right = 0
    for text, task in questions:
        (sample,) = ask(client, [*earlier, *question(text)], (0,), 0.0)
        right += is_right(sample, task)
        if not is_right(sample, task):
            print(f"  wrong: {text!r} -> {boxed(sample.answer)}, not {task.result}", flush=True)
    return Score(right, len(questions))


def sampled_scores(client: Engine, questions: Sequence[tuple[str, Task]], rng: Random) -> tuple[Score, Score]:
    """How often a single sample at temperature 1 is right, and how often the majority of eight."""
    single = vote = 0
    for text, task in questions:
        samples = ask(client, question(text), [rng.randrange(2**31) for _ in range(SAMPLES)], 1.0)
        single += sum(is_right(sample, task) for sample in samples)
        vote += majority(boxed(sample.answer) for sample in samples if sample.closed) == task.result
    return Score(single, len(questions) * SAMPLES), Score(vote, len(questions))


def measure(client: Engine, kind: Kind, options: argparse.Namespace) -> Row:
    """One line of the table."""
    rng = Random(options.seed)
    tasks = islice(fresh(kind, rng), options.problems)
    questions = [(task.ask(rng), task) for task in tasks]
    greedy = greedy_score(client, questions)
    row = Row(kind.name, greedy, *sampled_scores(client, questions[: options.votes], rng))
    print(row, flush=True)
    return row


def second_turn(client: Engine, options: argparse.Namespace) -> Score:
    """The greedy score of every kind together, asked after a question about decimals."""
    tasks = [task for kind in KINDS for task in islice(fresh(kind, Random(options.seed)), options.later)]
    rng = Random(options.seed)
    return greedy_score(client, [(task.ask(rng), task) for task in tasks], EARLIER)


def honest(client: Engine, earlier: list[Message]) -> int:
    """How many of the unseen requests get no made-up result, but a word about what the model is."""
    count = 0
    for text in UNSEEN_REQUESTS:
        (sample,) = ask(client, earlier + question(text), (0,), 0.0)
        if boxed(sample.answer) is None and "demo model" in sample.answer:
            count += 1
        else:
            print(f"  not honest: {text!r} -> {sample.answer!r}", flush=True)
    return count


def main() -> None:
    """Prints the table, the honesty count and the time it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path, nargs="?", default=MODEL)
    parser.add_argument("--problems", type=int, default=300, help="a kind; there are 350 fresh products")
    parser.add_argument(
        "--votes", type=int, default=100, help="of these, how many are also sampled and voted on"
    )
    parser.add_argument("--later", type=int, default=50, help="a kind; asked in a second turn")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    started = time.monotonic()
    with engine(options.model, SAMPLES) as client:
        rows = [measure(client, kind, options) for kind in KINDS]
        later = second_turn(client, options)
        honesty, later_honesty = honest(client, []), honest(client, EARLIER)
    print(f"\n{table(rows)}\n")
    print(f"Honest about {honesty} of {len(UNSEEN_REQUESTS)} requests that it can not fulfil.")
    print(f"After a question about decimals: {later_honesty} of them, and {later} of the problems right.")
    print(f"{options.problems} problems a kind, {options.votes} of them sampled {SAMPLES} times each.")
    print(f"Seed {options.seed}, {time.monotonic() - started:.0f} s.")


if __name__ == "__main__":
    main()
