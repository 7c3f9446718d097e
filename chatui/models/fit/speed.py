"""Tokens per second from the bytes that each one reads; an estimate, and no model is run for it.

One token at a time is bound by memory: every weight that it uses is read once, and the keys and values of all
tokens before it.
"""

from chatui.chat.context_memory import KvType, kv_bytes
from chatui.models.fit.network import Network

UTILISATION = 0.5
"""Of the speed at which all threads read memory, what a decode reaches.

The shape of R1 1.5B in Q4_K_M reads 0.99 GB for each of its first tokens; 27.6 of them a second on two cores
of an AMD EPYC (docs/performance.md) are 27 GB/s, beside the 55 GB/s at which two threads read its memory.
"""


LEAST_BYTES = 32 << 20
"""Of weights. Less stays in the last-level caches of many processors, and computing is what takes the time:
the demo model, of 1.3 MB, writes half of what its bytes would let one expect."""


def tokens_per_s(
    network: Network, bytes_per_s: float, n_ctx: int, kv_type: KvType = KvType.F16
) -> float | None:
    """Tokens per second of one lane on the CPU with half of `n_ctx` in use.

    None: its cache is unknown, or its weights are so few (`LEAST_BYTES`) that memory does not bound it.
    """
    read = bytes_per_token(network, n_ctx, kv_type)
    if read is None or network.read_bytes < LEAST_BYTES:
        return None
    return UTILISATION * bytes_per_s / read


def bytes_per_token(network: Network, n_ctx: int, kv_type: KvType = KvType.F16) -> float | None:
    """Bytes read for one token with half of `n_ctx` in use."""
    if network.cache is None:
        return None
    state = 2 * 4 * network.cache.state_numbers  # read and written
    return network.read_bytes + n_ctx / 2 * kv_bytes(network.cache.token_numbers, kv_type) + state
