"""A native sampler chain of one lane; it knows neither the lane's text nor the other lanes."""

import llama_cpp.llama_cpp as lib

from chatui.chat.sampling import SamplingParams
from chatui.engine.llama.native_owner import NativeOwner

PENALTY_LAST_N = 64
"""How many of the latest tokens repeat_penalty looks at; llama.cpp's own default."""


class Sampler(NativeOwner):
    """Owns a chain in llama.cpp's order: penalties, top_k, top_p, min_p, temperature, draw."""

    def __init__(self, params: SamplingParams, seed: int, n_vocab: int) -> None:
        self._handle = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        if params.repeat_penalty != 1.0:
            self._add(
                lib.llama_sampler_init_penalties(n_vocab, PENALTY_LAST_N, params.repeat_penalty, 0.0, 0.0)
            )
        if params.temperature == 0:
            self._add(lib.llama_sampler_init_greedy())
            return
        if params.top_k > 0:
            self._add(lib.llama_sampler_init_top_k(params.top_k))
        if params.top_p < 1:
            self._add(lib.llama_sampler_init_top_p(params.top_p, 1))
        if params.min_p > 0:
            self._add(lib.llama_sampler_init_min_p(params.min_p, 1))
        self._add(lib.llama_sampler_init_temp(params.temperature))
        self._add(lib.llama_sampler_init_dist(seed))

    def _add(self, part: int) -> None:
        lib.llama_sampler_chain_add(self._handle, part)  # the chain owns the part from here on

    def sample(self, context: int, index: int) -> int:
        """Draw a token from the logits of the batch's row `index`, and remember it for the penalties."""
        return int(lib.llama_sampler_sample(self._handle, context, index))

    def accept(self, token: int) -> None:
        """Remember a token that was forced rather than drawn."""
        lib.llama_sampler_accept(self._handle, token)

    def _free(self) -> None:
        lib.llama_sampler_free(self._handle)
