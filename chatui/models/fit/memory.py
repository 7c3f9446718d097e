"""What a network takes in memory when chatui's engine runs it on the CPU; it knows no machine.

The parts are those of llama.cpp's own buffers. Docs: docs/models.md, "Will it run here".
"""

from chatui.chat.context_memory import N_BATCH, KvType, kv_bytes, padded_ctx
from chatui.models.fit.network import Network
from chatui.models.fit.values import Memory

ASSUMED_CTX = 8_192
"""Tokens, where nobody says how many: a thought of some length, its question and its answer."""

_FLOAT, _MASK = 4, 2  # bytes of an activation, and of an attention mask's number (f16)
_PROCESS_BYTES = 54 * 1024**2
"""Python, the engine's code and llama.cpp's, resident: 51 to 55 MiB with four models (Linux, x86-64)."""
_TOKEN_BYTES, _MERGE_BYTES = 150, 170
"""What llama.cpp's vocabulary takes: 22 MiB for 151,936 tokens, 25 MiB for as many merges (measured)."""
_SAMPLER_BYTES = 24
"""Per token of the vocabulary and lane while it draws: llama.cpp's list of candidates, and a sorted one."""


def assumed_ctx(network: Network) -> int:
    """The context of a model of which nobody said how long it shall be."""
    return min(network.n_ctx_train or ASSUMED_CTX, ASSUMED_CTX)


def memory_of(
    network: Network, n_ctx: int | None = None, n_lanes: int = 1, kv_type: KvType = KvType.F16
) -> Memory:
    """The memory with `n_ctx` tokens of context (None: `assumed_ctx`) that `n_lanes` lanes share."""
    wanted = assumed_ctx(network) if n_ctx is None else n_ctx
    vocabulary = _TOKEN_BYTES * network.n_vocab + _MERGE_BYTES * network.n_merges
    return Memory(
        n_ctx=wanted,
        n_lanes=n_lanes,
        weights_bytes=network.weights_bytes,
        kv_bytes=_cache_bytes(network, padded_ctx(wanted), n_lanes, kv_type),
        compute_bytes=_compute_bytes(network, padded_ctx(wanted), n_lanes),
        process_bytes=_PROCESS_BYTES + vocabulary,
    )


def _cache_bytes(network: Network, n_ctx: int, n_lanes: int, kv_type: KvType) -> int | None:
    if network.cache is None:
        return None
    state = _FLOAT * network.cache.state_numbers * n_lanes
    return round(n_ctx * kv_bytes(network.cache.token_numbers, kv_type)) + state


def _compute_bytes(network: Network, n_ctx: int, n_lanes: int) -> int:
    """llama.cpp's compute and output buffers, with flash attention, and what drawing takes.

    At its widest the graph of a batch holds about four rows of the network's width and three of its
    feed-forward width (measured on qwen2, qwen3, llama and gemma3 shapes: within 5 %), beside the masks.
    """
    activations = N_BATCH * _FLOAT * (4 * network.n_embd + 3 * network.n_feed_forward)
    masks = network.n_masks * N_BATCH * n_ctx * _MASK
    return activations + masks + n_lanes * network.n_vocab * (_FLOAT + _SAMPLER_BYTES)
