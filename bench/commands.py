"""Runs the bare loop and `chatui ask` as commands on one model; knows not what is compared."""

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chatui.engine.environment import omp_environment

TEMPLATE_TOKENS = 5
"""What the bench model's template adds to a prompt of one-byte tokens."""
_NO_ANSWER = 3  # noise never closes its thought


@dataclass(frozen=True, slots=True)
class Setup:
    """What both sides share."""

    model: Path
    n_ctx: int
    threads: int
    profile: str
    """The rung of the profile ladder that the engine runs on."""


@dataclass(frozen=True, slots=True)
class Timed:
    """What one run reported of itself; `wall_s` is the whole command, from outside."""

    ttft_s: float
    decode_tokens_per_s: float
    wall_s: float


def prompt_of(tokens: int) -> str:
    """A prompt that the bench model's template and vocabulary make exactly `tokens` tokens of."""
    return ("count these words " * (tokens // 18 + 1))[: tokens - TEMPLATE_TOKENS]


def run_ask(setup: Setup, prompt_tokens: int, tokens: int) -> Timed:
    """`chatui ask --json`, as a person would run it; its thought goes to stderr as ever."""
    options = ["--model", str(setup.model), "--max-tokens", str(tokens), "--ctx", str(setup.n_ctx)]
    options += ["--threads", str(setup.threads), "--seed", "1", "--json", prompt_of(prompt_tokens)]
    result, wall_s = _timed_json([sys.executable, "-m", "chatui", "ask", *options], dict(os.environ))
    usage, timings = result["usage"], result["timings"]
    if usage["prompt_tokens"] != prompt_tokens or usage["thought_tokens"] != tokens:
        raise SystemExit(f"chatui ran {usage}, not {prompt_tokens} and {tokens} tokens")
    return Timed(timings["ttft_s"], timings["decode_tokens_per_s"], wall_s)


def run_bare(setup: Setup, prompt_tokens: int, tokens: int, sequences: int = 1) -> Timed:
    """The bare loop, whose OpenMP threads wait as the engine's do."""
    options = ["--prompt-tokens", str(prompt_tokens), "--tokens", str(tokens), "--n-ctx", str(setup.n_ctx)]
    options += ["--threads", str(setup.threads), "--profile", setup.profile]
    options += ["--sequences", str(sequences)]
    command = [sys.executable, "-m", "bench.bare_loop", str(setup.model), *options]
    result, wall_s = _timed_json(command, {**omp_environment(), **os.environ})
    return Timed(result["ttft_s"], result["decode_tokens_per_s"], wall_s)


def run_llama_class(setup: Setup, prompt_tokens: int, tokens: int, runs: int) -> float:
    """Seconds that llama-cpp-python's `Llama` takes for so many runs, the load apart.

    It draws a few tokens more where a run would end inside a character; they are taken off by their share.
    """
    options = ["--prompt-tokens", str(prompt_tokens), "--tokens", str(tokens), "--n-ctx", str(setup.n_ctx)]
    options += ["--threads", str(setup.threads), "--profile", setup.profile, "--runs", str(runs)]
    command = [sys.executable, "-m", "bench.llama_class", str(setup.model), *options]
    result, _ = _timed_json(command, {**omp_environment(), **os.environ})
    if not 1 <= result["tokens"] / (tokens * runs) < 1.05:
        raise SystemExit(f"Llama drew {result['tokens']} tokens, not {tokens * runs}")
    wall_s, drawn = float(result["wall_s"]), int(result["tokens"])
    return wall_s * tokens * runs / drawn


def _timed_json(command: list[str], environment: dict[str, str]) -> tuple[dict[str, Any], float]:
    started = time.perf_counter()
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, env=environment, check=False
    )
    wall_s = time.perf_counter() - started
    if done.returncode not in (0, _NO_ANSWER):
        raise SystemExit(f"{command[:4]} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    result: dict[str, Any] = json.loads(done.stdout)
    return result, wall_s
