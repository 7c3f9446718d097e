"""Requests and readings that the tests of the real engine share."""

from collections.abc import Iterable
from pathlib import Path

from chatui.chat.events import Event, Finished
from chatui.chat.messages import Message, Role
from chatui.chat.sampling import SamplingParams
from chatui.engine.requests import GenerateRequest, Lane

SHARED_VOCABULARY = Path(__file__).parents[4] / "shared" / "data" / "r1-distill-qwen-vocab.gguf"
"""R1-Distill-Qwen's real tokenizer; beside the repository where it is developed, and nowhere else."""


def ask(
    text: str,
    seeds: Iterable[int] = (1,),
    sampling: SamplingParams | None = None,
    *,
    think: bool | None = None,
    logprobs: bool = False,
) -> GenerateRequest:
    """A request with one lane per seed; at most 200 tokens each unless `sampling` says otherwise."""
    params = sampling or SamplingParams(max_tokens=200)
    lanes = tuple(Lane(seed, params) for seed in seeds)
    return GenerateRequest((Message(Role.USER, text),), lanes, think, logprobs)


def finished(events: Iterable[Event]) -> dict[int, Finished]:
    """Each lane's last event."""
    return {event.lane: event for event in events if isinstance(event, Finished)}
