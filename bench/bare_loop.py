"""A bare loop on llama.cpp, which chatui's speed is measured against.

Of chatui it takes the guard against builds that crash, and nothing else.

Prints one JSON object: seconds of the load, the prompt with its first token, and the tokens after it.
"""

import argparse
import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import llama_cpp.llama_cpp as lib

from chatui.engine.llama.amx import refuse_amx
from chatui.engine.profiles import Profile


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took; times in seconds, the rate in tokens per second over all sequences."""

    load_s: float
    ttft_s: float
    decode_tokens_per_s: float
    total_s: float
    tokens: int


@dataclass(frozen=True, slots=True)
class Settings:
    """What is run; the sampler is R1's recommended one, as in chatui."""

    model: Path
    prompt_tokens: int
    tokens: int
    n_ctx: int
    threads: int
    sequences: int
    profile: Profile


class BareLoop:
    """A model and a context with llama.cpp's own defaults wherever `Settings` says nothing."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        lib.llama_log_set(lib.llama_log_callback(0), None)
        lib.llama_backend_init()
        if settings.profile is Profile.AMX_REFUSED:
            refuse_amx()
        model_params = lib.llama_model_default_params()
        model_params.use_extra_bufts = settings.profile.extra_buffers
        self._model = lib.llama_model_load_from_file(str(settings.model).encode(), model_params)
        params = lib.llama_context_default_params()
        params.n_ctx = settings.n_ctx
        params.n_threads = params.n_threads_batch = settings.threads
        params.n_seq_max = params.n_outputs_max = settings.sequences
        params.kv_unified = True
        self._context = lib.llama_init_from_model(self._model, params)
        self._batch = lib.llama_batch_init(int(params.n_batch), 0, 1)
        self._rows = int(params.n_batch)
        self._samplers = [_sampler(seed) for seed in range(settings.sequences)]

    def run(self, prompt: list[int], started: float) -> Run:
        """Evaluate `prompt`, then draw tokens for every sequence; nothing ends a run early."""
        loaded = time.perf_counter()
        last_row = self._evaluate(prompt)
        sequences = range(self._settings.sequences)
        for sequence in sequences[1:]:
            lib.llama_memory_seq_cp(lib.llama_get_memory(self._context), 0, sequence, -1, -1)
        drawn = [self._sample(sequence, last_row) for sequence in sequences]
        first = time.perf_counter()
        for step in range(1, self._settings.tokens):
            self._decode(
                [(token, len(prompt) + step - 1, sequence, True) for sequence, token in enumerate(drawn)]
            )
            drawn = [self._sample(sequence, sequence) for sequence in sequences]
        ended = time.perf_counter()
        count = (self._settings.tokens - 1) * len(sequences)
        rate = count / (ended - first) if count else 0.0
        return Run(loaded - started, first - loaded, rate, ended - started, self._settings.tokens)

    def _evaluate(self, prompt: list[int]) -> int:
        for start in range(0, len(prompt), self._rows):
            chunk = prompt[start : start + self._rows]
            self._decode([(t, start + i, 0, start + i == len(prompt) - 1) for i, t in enumerate(chunk)])
        return (len(prompt) - 1) % self._rows

    def _decode(self, rows: list[tuple[int, int, int, bool]]) -> None:
        batch = self._batch
        batch.n_tokens = len(rows)
        for index, (token, position, sequence, wanted) in enumerate(rows):
            batch.token[index], batch.pos[index], batch.logits[index] = token, position, wanted
            batch.n_seq_id[index], batch.seq_id[index][0] = 1, sequence
        if code := lib.llama_decode(self._context, batch):
            raise SystemExit(f"llama_decode returned {code}")

    def _sample(self, sequence: int, row: int) -> int:
        return int(lib.llama_sampler_sample(self._samplers[sequence], self._context, row))


def _sampler(seed: int) -> int:
    chain: int = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
    lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_top_p(0.95, 1))
    lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_temp(0.6))
    lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_dist(seed))
    return chain


def main() -> None:
    """`python -m bench.bare_loop MODEL --prompt-tokens 32 --tokens 64`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--prompt-tokens", type=int, default=32)
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--n-ctx", type=int, default=4096)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--sequences", type=int, default=1)
    parser.add_argument("--profile", type=Profile, default=Profile.AS_SHIPPED)
    settings = Settings(**vars(parser.parse_args()))
    started = time.perf_counter()
    prompt = [65 + index % 26 for index in range(settings.prompt_tokens)]
    print(json.dumps(asdict(BareLoop(settings).run(prompt, started))))


if __name__ == "__main__":
    main()
