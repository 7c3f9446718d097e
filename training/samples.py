"""Asks the shipped model through chatui's own engine; knows no right answers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chatui.chat.events import AnswerDelta, ThoughtDelta, ThoughtEnd, ThoughtEnded
from chatui.chat.messages import Message, Role
from chatui.chat.sampling import SamplingParams
from chatui.engine.base import Engine
from chatui.engine.requests import GenerateRequest, Lane, LoadRequest
from chatui.launch import open_engine

N_CTX_PER_LANE = 1024


@dataclass(slots=True)
class Sample:
    """What one lane wrote; `closed` is false where the thought never ended."""

    thought: str = ""
    answer: str = ""
    closed: bool = False


@contextmanager
def engine(model: Path, lanes: int) -> Iterator[Engine]:
    """chatui's engine with a model loaded."""
    client = open_engine()
    try:
        client.load(LoadRequest(str(model), n_ctx=N_CTX_PER_LANE * lanes, n_lanes=lanes))
        yield client
    finally:
        client.close()


def ask(
    client: Engine, messages: Sequence[Message], seeds: Sequence[int], temperature: float
) -> list[Sample]:
    """One sample per seed, all in one batch; nothing but the temperature shapes the distribution."""
    sampling = SamplingParams(temperature=temperature, top_p=1.0, max_tokens=N_CTX_PER_LANE // 2)
    request = GenerateRequest(tuple(messages), tuple(Lane(seed, sampling) for seed in seeds))
    samples = [Sample() for _ in seeds]
    for event in client.generate(request):
        match event:
            case ThoughtDelta():
                samples[event.lane].thought += event.text
            case AnswerDelta():
                samples[event.lane].answer += event.text
            case ThoughtEnded():
                samples[event.lane].closed = event.reason is ThoughtEnd.CLOSED
    return samples


def question(text: str) -> list[Message]:
    """A conversation of one question."""
    return [Message(Role.USER, text)]
