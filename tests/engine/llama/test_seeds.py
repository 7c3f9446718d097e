"""What a seed gives again, and how far: the same batch always, and a lane alone as far as sums round alike.

docs/comparing.md, "The same seed", has how often a lane alone and in a batch agree.
"""

from collections.abc import Iterable
from pathlib import Path

import pytest

from chatui.chat.sampling import SamplingParams
from chatui.engine.client import EngineClient
from chatui.engine.requests import LoadRequest
from chatui.models.demo_model import demo_model_path
from tests.engine.llama.asking import ask, finished

QUESTIONS = ("What is 47 + 85?", "Is 9.11 larger than 9.9?", "How many e's are in cheese?")
HOT = SamplingParams(temperature=1.0, top_p=1.0, max_tokens=120)
Tokens = tuple[int, ...]


def drawn(engine: EngineClient, question: str, seeds: Iterable[int]) -> list[Tokens]:
    """The tokens of a lane for each seed, all in one batch."""
    ends = finished(engine.generate(ask(question, seeds, HOT)))
    return [ends[lane].token_ids for lane in range(len(ends))]


def test_a_batch_gives_the_same_tokens_whatever_was_asked_before(loaded: EngineClient) -> None:
    first = {question: drawn(loaded, question, range(8)) for question in QUESTIONS}
    again = {question: drawn(loaded, question, range(8)) for question in reversed(QUESTIONS)}
    assert first == again


def test_another_process_gives_the_same_tokens(
    loaded: EngineClient, tmp_path: Path, engine_environment: dict[str, str]
) -> None:
    other = EngineClient(tmp_path / "engine.log", environment=engine_environment)
    try:
        other.load(LoadRequest(str(demo_model_path()), n_lanes=8))
        assert drawn(other, QUESTIONS[0], range(8)) == drawn(loaded, QUESTIONS[0], range(8))
    finally:
        other.close()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_lane_alone_begins_as_it_does_in_a_batch(loaded: EngineClient, question: str) -> None:
    """The first token is drawn from the prompt's logits, which are computed once and in the same way."""
    together = drawn(loaded, question, range(8))
    alone = [drawn(loaded, question, [seed])[0] for seed in range(8)]
    assert [tokens[0] for tokens in alone] == [tokens[0] for tokens in together]


def test_most_lanes_are_the_same_alone(loaded: EngineClient) -> None:
    """A step of one row rounds differently from a step of eight, which seldom changes a draw."""
    pairs = [
        (drawn(loaded, question, [seed])[0], tokens)
        for question in QUESTIONS
        for seed, tokens in enumerate(drawn(loaded, question, range(8)))
    ]
    assert sum(alone == together for alone, together in pairs) > len(pairs) / 2
