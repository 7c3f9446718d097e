"""Writes questions with right answers for `chatui compare --questions`; who answers is not known here."""

import argparse
import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

from training.problems import addition, decimals, letters, multiplication, subtraction
from training.problems.base import Split, Task, draw_from

KINDS: dict[str, Callable[[Random], Task]] = {
    "addition": addition.draw,
    "subtraction": subtraction.draw,
    "decimals": decimals.draw,
    "letters": letters.draw,
    "multiplication": multiplication.draw,
}


def problems(seed: int) -> Iterator[dict[str, str]]:
    """Distinct problems of all kinds in turns, which the demo model never saw in training; without end."""
    rng = Random(seed)
    seen: set[str] = set()
    while True:
        for kind, draw in KINDS.items():
            task = draw_from(draw, rng, Split.HELD_OUT)
            if task.key not in seen:
                seen.add(task.key)
                yield {"id": f"{kind}-{len(seen)}", "question": task.ask(rng), "answer": str(task.result)}


def write_questions(path: Path, count: int, seed: int) -> None:
    """A file of `count` problems, one JSON object a line."""
    lines = (f"{json.dumps(problem)}\n" for problem in islice(problems(seed), count))
    path.write_text("".join(lines), "utf-8")


def main() -> None:
    """`python -m bench.questions FILE`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    write_questions(options.path, options.count, options.seed)
    print(f"{options.path}: {options.count} questions, seed {options.seed}")


if __name__ == "__main__":
    main()
