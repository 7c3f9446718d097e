"""Eight lanes in one batch beside eight runs one after the other, and what a lane takes in memory."""

import time

import psutil

from bench.commands import Setup, run_bare, run_llama_class
from bench.engine import loaded_engine, request
from bench.figures import Figure
from chatui.chat.events import Finished
from chatui.engine.client import EngineClient
from chatui.models.fit.memory import memory_of
from chatui.models.fit.network import Network, network_of_header
from chatui.models.gguf.header import read_header

LANES = 8
TOKENS = 256
_PROMPT_TOKENS = 32
_LONG_PROMPT = 400  # more than a batch, so that llama.cpp's buffers for a whole one are touched
_LANE_CTX = 2_048  # tokens; enough that a lane's cache is more than what two processes differ by


def lanes_together(setup: Setup, tokens: int, rounds: int) -> list[Figure]:
    """Wall time of eight lanes of so many tokens beside three others that draw as many, all in turns.

    Models are loaded before the clock starts, and every side evaluates the prompt.
    """
    times = [_times(setup, tokens) for _ in range(rounds)]
    together, singles, of_class, bare = (tuple(side) for side in zip(*times, strict=True))
    what = f"{LANES} lanes of {tokens} tokens in one batch"
    return [
        Figure(f"{what}; beside {LANES} runs of the same engine", "s", together, singles, most=0.5),
        Figure(f"{what}; beside {LANES} runs of `Llama`", "s", together, of_class, most=0.5),
        Figure(f"{what}; beside a bare loop's batch", "s", together, bare),
    ]


def _times(setup: Setup, tokens: int) -> tuple[float, float, float, float]:
    with loaded_engine(setup, LANES) as engine:
        together = _wall_s(engine, tokens, LANES)
    with loaded_engine(setup) as engine:
        singles = sum(_wall_s(engine, tokens, 1) for _ in range(LANES))
    of_class = run_llama_class(setup, _PROMPT_TOKENS, tokens, LANES)
    bare = run_bare(setup, _PROMPT_TOKENS, tokens, LANES)
    return together, singles, of_class, bare.ttft_s + (tokens - 1) * LANES / bare.decode_tokens_per_s


def _wall_s(engine: EngineClient, tokens: int, lanes: int) -> float:
    started = time.perf_counter()
    ended = [
        event
        for event in engine.generate(request(_PROMPT_TOKENS, tokens, lanes))
        if isinstance(event, Finished)
    ]
    wall_s = time.perf_counter() - started
    drawn = [len(event.token_ids) for event in ended]
    if drawn != [tokens] * lanes:
        raise SystemExit(f"the lanes drew {drawn} tokens, not {tokens} each")
    return wall_s


def memory_of_a_lane(setup: Setup, rounds: int) -> list[Figure]:
    """What each lane beyond the first adds to the engine's process, beside the fit estimate's figure."""
    network = network_of_header(read_header(setup.model))
    if network is None:
        raise SystemExit("the bench model's network is not known")
    estimate = (_estimate(network, LANES) - _estimate(network, 1)) / (LANES - 1)
    measured = tuple(
        (_resident(setup, LANES) - _resident(setup, 1)) / (LANES - 1) / 2**20 for _ in range(rounds)
    )
    what = f"memory of a lane with {_LANE_CTX:,} tokens of context; beside the estimate"
    return [Figure(what, "MiB", measured, (estimate / 2**20,) * rounds, least=0.9, most=1.1)]


def _estimate(network: Network, lanes: int) -> int:
    total = memory_of(network, _LANE_CTX * lanes, lanes).total_bytes
    assert total is not None, "a qwen2 network has no part that is not known"
    return total


def _resident(setup: Setup, lanes: int) -> int:
    """Bytes resident while all lanes have drawn tokens."""
    with loaded_engine(setup, lanes, _LANE_CTX * lanes) as engine:
        process = psutil.Process(engine.pid)
        seen = [int(process.memory_info().rss) for _ in engine.generate(request(_LONG_PROMPT, 8, lanes))]
    return max(seen)
