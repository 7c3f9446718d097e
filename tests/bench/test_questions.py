"""The questions that are written have right answers, are distinct, and are the same for the same seed."""

import json
from itertools import islice
from pathlib import Path

from bench.questions import KINDS, problems, write_questions
from chatui.comparison.evaluation_questions import read_questions


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    write_questions(path, 40, 3)
    questions = read_questions(path)
    assert len(questions) == 40
    assert path.read_text().splitlines()[:2] == [json.dumps(problem) for problem in islice(problems(3), 2)]
    assert {question.id.partition("-")[0] for question in questions} == set(KINDS)


def test_another_seed_asks_other_things() -> None:
    one, other = (list(islice(problems(seed), 20)) for seed in (1, 2))
    assert one != other
    assert len({problem["question"] for problem in one}) == 20
