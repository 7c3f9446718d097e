"""How llama.cpp sizes a context as chatui asks for one: pure arithmetic that engine and models share.

It knows neither a model nor a machine.
"""

from enum import StrEnum

N_BATCH = 256
"""Tokens of a prompt evaluated in one call: often enough for a progress bar, large enough for full speed."""

CTX_STEP = 256
"""llama.cpp rounds a context up to a multiple of this (llama-context.cpp, `GGML_PAD(n_ctx, 256)`)."""

GPU_SHARE = 0.9
"""Of a device's free memory that weights and KV cache may take, since its compute buffers are not counted."""


class KvType(StrEnum):
    """Number format of the KV cache; q8_0 takes about half of f16's memory."""

    F16 = "f16"
    Q8_0 = "q8_0"


_BYTES_PER_NUMBER = {KvType.F16: 2.0, KvType.Q8_0: 34 / 32}


def padded_ctx(n_ctx: int) -> int:
    """The tokens that llama.cpp makes room for when it is asked for `n_ctx`."""
    return -(-n_ctx // CTX_STEP) * CTX_STEP


def kv_bytes(numbers_per_token: int, kv_type: KvType) -> float:
    """Bytes that one token's keys and values take, `numbers_per_token` of them over all layers."""
    return numbers_per_token * _BYTES_PER_NUMBER[kv_type]
