"""Several lanes in one cache: what each has room for, and who ends when there is none left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chatui.chat.events import Event, Finished, FinishReason, PromptProgress
from chatui.chat.sampling import SamplingParams
from chatui.engine.client import EngineClient
from chatui.engine.requests import GenerateRequest, Lane, LoadRequest
from chatui.errors import PromptError
from chatui.models.demo_model import demo_model_path
from tests.engine.llama.asking import ask, finished

TRAINED_FOR = 2048
"""Tokens; the bundled model's own limit."""
ENDLESS = SamplingParams(temperature=2.0, top_p=1.0)
"""The bundled model rambles on so, mostly until its context is full."""


@pytest.fixture
def hopeful(tmp_path: Path, engine_environment: dict[str, str]) -> Iterator[EngineClient]:
    client = EngineClient(
        tmp_path / "engine.log",
        environment=engine_environment,
        backend="tests.engine.llama.miscounting:Hopeful",
    )
    yield client
    client.close()


def with_limits(*most: int | None) -> GenerateRequest:
    """A lane for each limit; None is endless."""
    lanes = tuple(
        Lane(seed, SamplingParams(temperature=2.0, top_p=1.0, max_tokens=limit))
        for seed, limit in enumerate(most, 1)
    )
    return GenerateRequest(ask("hi").messages, lanes)


def test_every_lane_gets_the_default_of_one(engine: EngineClient) -> None:
    one = engine.load(LoadRequest(str(demo_model_path()))).n_ctx
    assert engine.load(LoadRequest(str(demo_model_path()), n_lanes=8)).n_ctx == 8 * one == 8 * TRAINED_FOR


def test_no_lane_grows_beyond_what_the_model_was_trained_for(engine: EngineClient) -> None:
    engine.load(LoadRequest(str(demo_model_path()), n_lanes=2))
    ends = finished(engine.generate(ask("hi", range(2), ENDLESS)))
    for end in ends.values():
        assert end.usage.prompt_tokens + len(end.token_ids) <= TRAINED_FOR + 1
    assert FinishReason.CONTEXT in {end.finish_reason for end in ends.values()}


def test_a_prompt_that_no_lane_could_answer_is_refused(engine: EngineClient) -> None:
    engine.load(LoadRequest(str(demo_model_path()), n_lanes=2))
    with pytest.raises(PromptError, match="the context holds 2,048"):
        list(engine.generate(ask("a" * 2100, range(2))))


def test_a_full_cache_ends_the_longest_lane_and_the_others_go_on(hopeful: EngineClient) -> None:
    hopeful.load(LoadRequest(str(demo_model_path()), n_ctx=256, n_lanes=3))
    events: list[Event] = list(hopeful.generate(with_limits(60, 60, None)))
    ends = finished(events)
    assert ends[2].finish_reason is FinishReason.CONTEXT
    assert [ends[lane].finish_reason for lane in (0, 1)] == [FinishReason.LENGTH] * 2
    order = [event.lane for event in events if isinstance(event, Finished)]
    assert order[-1] == 2


def test_lanes_that_need_the_same_room_end_one_by_one(hopeful: EngineClient) -> None:
    hopeful.load(LoadRequest(str(demo_model_path()), n_ctx=256, n_lanes=4))
    ends = finished(hopeful.generate(with_limits(None, None, None, None)))
    lengths = [len(end.token_ids) for end in ends.values() if end.finish_reason is FinishReason.CONTEXT]
    assert len(set(lengths)) > 1
    again = finished(hopeful.generate(with_limits(20)))
    assert len(again[0].token_ids) == 20


def test_the_cache_is_right_after_it_was_full(hopeful: EngineClient, engine: EngineClient) -> None:
    """What llama.cpp refused has left no trace: the lane that went on draws what it draws alone."""
    hopeful.load(LoadRequest(str(demo_model_path()), n_ctx=256, n_lanes=2))
    greedy = SamplingParams(temperature=0, max_tokens=150)
    long = Lane(1, SamplingParams(temperature=2.0, top_p=1.0))
    together = GenerateRequest(ask("What is 47 + 85?").messages, (Lane(0, greedy), long))
    beside = finished(hopeful.generate(together))
    assert beside[1].finish_reason is FinishReason.CONTEXT
    engine.load(LoadRequest(str(demo_model_path()), n_ctx=256))
    alone = finished(engine.generate(ask("What is 47 + 85?", (0,), greedy)))
    assert beside[0].token_ids == alone[0].token_ids


def test_the_prompt_of_eight_lanes_is_evaluated_once(loaded: EngineClient) -> None:
    events = list(loaded.generate(ask("Is 3.7 larger than 3.14?", range(8), SamplingParams(max_tokens=4))))
    progress = [event for event in events if isinstance(event, PromptProgress)]
    end = finished(events)[7].usage
    assert progress[-1].evaluated - progress[0].reused == end.prompt_tokens - end.reused_tokens
