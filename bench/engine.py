"""The engine through its public interface: stopping inside a prompt, and what other parts ask of it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psutil

from bench.commands import Setup, prompt_of
from bench.figures import Figure
from chatui.chat.events import Event, Finished, PromptProgress
from chatui.chat.messages import Message, Role
from chatui.chat.sampling import SamplingParams
from chatui.engine.client import EngineClient
from chatui.engine.requests import GenerateRequest, Lane, LoadRequest
from chatui.launch import open_engine

PROMPT_TO_STOP = 2_000
_IDLE_S = 0.3  # this long without computing counts as idle


@contextmanager
def loaded_engine(setup: Setup, lanes: int = 1, n_ctx: int | None = None) -> Iterator[EngineClient]:
    """An engine with the bench model in it; `n_ctx` is the setup's where it is None."""
    engine = open_engine()
    try:
        engine.load(LoadRequest(str(setup.model), n_ctx or setup.n_ctx, lanes, setup.threads))
        yield engine
    finally:
        engine.close()


def request(prompt_tokens: int, tokens: int, lanes: int = 1) -> GenerateRequest:
    """Lanes with seeds of their own on one prompt."""
    sampling = SamplingParams(max_tokens=tokens)
    message = Message(Role.USER, prompt_of(prompt_tokens))
    return GenerateRequest((message,), tuple(Lane(seed, sampling) for seed in range(lanes)))


def cancelling(setup: Setup, rounds: int) -> list[Figure]:
    """Stopping in the middle of a long prompt: until the caller hears it, and what is computed after it."""
    with loaded_engine(setup) as engine:
        # Each prompt begins differently, or the KV cache would have the one before already.
        stops = [_stop_in_prompt(engine, f"{number} ") for number in range(rounds)]
    heard, computed = tuple(stop[0] for stop in stops), tuple(stop[1] for stop in stops)
    return [
        Figure("stop inside a prompt: until it is heard", "ms", heard),
        Figure(
            "stop inside a prompt: computed after it, all threads",
            "ms",
            computed,
            most=100.0 * setup.threads,
        ),
    ]


def _stop_in_prompt(engine: EngineClient, start: str) -> tuple[float, float]:
    """Milliseconds from the stop until the lane's end is heard, and of CPU time until the engine is idle."""
    text = start + prompt_of(PROMPT_TO_STOP)
    lane = Lane(1, SamplingParams(max_tokens=4))
    events = engine.generate(GenerateRequest((Message(Role.USER, text),), (lane,)))
    while not _is_halfway(next(events)):
        pass
    process = psutil.Process(engine.pid)
    time.sleep(0.02)  # into the middle of a batch, not its boundary
    before, stopped = _cpu_s(process), time.perf_counter()
    engine.cancel()
    for event in events:
        if isinstance(event, Finished):
            break
    heard = time.perf_counter() - stopped
    return 1000 * heard, 1000 * (_cpu_when_idle(process) - before)


def _is_halfway(event: Event) -> bool:
    return isinstance(event, PromptProgress) and event.evaluated >= PROMPT_TO_STOP // 2


def _cpu_s(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _cpu_when_idle(process: psutil.Process) -> float:
    """CPU seconds of the process once it computes no more."""
    used = -1.0
    while used != (used := _cpu_s(process)):
        time.sleep(_IDLE_S)
    return used
