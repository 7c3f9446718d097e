"""Runs one after the other through llama-cpp-python's own `Llama` class, which has no batch of several.

Of chatui it takes the guard against builds that crash, and nothing else. Prints one JSON object.
"""

import argparse
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import llama_cpp

from chatui.engine.llama.amx import refuse_amx
from chatui.engine.profiles import Profile


@dataclass(frozen=True, slots=True)
class Runs:
    """What the runs took together, the load apart; in seconds."""

    wall_s: float
    tokens: int
    """Of all runs."""


def take_runs(llama: llama_cpp.Llama, prompt: list[int], tokens: int, count: int) -> Runs:
    """Draw `tokens` tokens `count` times, each time with another seed; the sampler is R1's, as in chatui."""
    drawn, started = 0, time.perf_counter()
    for seed in range(count):
        done = llama.create_completion(
            prompt, max_tokens=tokens, temperature=0.6, top_p=0.95, top_k=0, min_p=0.0, seed=seed
        )
        drawn += int(done["usage"]["completion_tokens"])
    return Runs(time.perf_counter() - started, drawn)


def without_extra_buffers() -> None:
    """Let the class load models as a profile without extra buffers does: it has no argument for that."""
    defaults = llama_cpp.llama_model_default_params

    def changed() -> object:
        params = defaults()
        params.use_extra_bufts = False
        return params

    llama_cpp.llama_model_default_params = changed


def main() -> None:
    """`python -m bench.llama_class MODEL --tokens 256 --runs 8`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--prompt-tokens", type=int, default=32)
    parser.add_argument("--tokens", type=int, default=256)
    parser.add_argument("--runs", type=int, default=8)
    parser.add_argument("--n-ctx", type=int, default=4096)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--profile", type=Profile, default=Profile.AS_SHIPPED)
    options = parser.parse_args()
    if options.profile is Profile.AMX_REFUSED:
        refuse_amx()
    if not options.profile.extra_buffers:
        without_extra_buffers()
    llama = llama_cpp.Llama(str(options.model), n_ctx=options.n_ctx, n_threads=options.threads, verbose=False)
    prompt = [65 + index % 26 for index in range(options.prompt_tokens)]
    print(json.dumps(asdict(take_runs(llama, prompt, options.tokens, options.runs))))


if __name__ == "__main__":
    main()
