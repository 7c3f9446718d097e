"""On the bundled model the majority of eight beats one sample, on problems that training never saw.

docs/comparing.md, "Does a majority help?", has the figures of 200 problems.
"""

from pathlib import Path

import pytest

from bench.questions import write_questions
from chatui.chat.sampling import SamplingParams
from chatui.comparison.evaluation_file import ResultsFile
from chatui.comparison.evaluation_questions import questions_sha256, read_questions
from chatui.comparison.evaluation_run import EvaluationRun
from chatui.comparison.evaluation_settings import EvaluationSettings, identity_of
from chatui.engine.requests import LoadRequest
from chatui.launch import open_engine
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.find import ModelFile
from chatui.thought.comparison.evaluation import evaluate


@pytest.mark.timeout(600)  # more than 200 replies, on however slow a machine
def test_the_majority_beats_one_sample(tmp_path: Path) -> None:
    path, model = tmp_path / "questions.jsonl", demo_model_path()
    write_questions(path, 30, 2026)
    questions = read_questions(path)
    settings = EvaluationSettings(
        model=identity_of(ModelFile("tiny", model)),
        questions_sha256=questions_sha256(questions),
        lanes=8,
        lanes_at_once=8,
        seed=1,
        sampling=SamplingParams(temperature=1.0, top_p=1.0, max_tokens=512),
    )
    engine = open_engine()
    try:
        with ResultsFile(tmp_path / "results.jsonl") as file:
            run = EvaluationRun(engine, LoadRequest(str(model)), settings, questions, file)
            run.play(lambda event: None)
    finally:
        engine.close()
    found = evaluate([result.scored() for result in run.results], 3)
    assert found.questions == 30
    assert found.gain_of_majority.interval is not None
    assert found.gain_of_majority.interval[0] > 0
