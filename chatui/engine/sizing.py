"""How large a context, how many threads and GPU layers; arithmetic on figures that others measure."""

from dataclasses import dataclass

from chatui.chat.context_memory import CTX_STEP, GPU_SHARE, KvType, kv_bytes
from chatui.errors import EngineError

LONGEST_DEFAULT_CTX = 32_768
"""Tokens; DeepSeek evaluated R1 with outputs of up to this length (README, "DeepSeek-R1-Evaluation")."""
SMALLEST_CTX = 256
_RESERVE_BYTES = 512 * 1024**2  # compute buffers, the process itself and the rest of the machine
_CTX_SHARE = 0.5  # of what is free after the weights: the person runs other programs too

_ONE_THREAD_BYTES = 16 * 1024**2
"""On 2 cores the 1 MB demo model wrote 3 times as fast with one thread; a 97 MB one gained nothing by it."""


@dataclass(frozen=True, slots=True)
class ModelShape:
    """The figures of a model that its memory depends on."""

    n_layers: int
    head_values: int
    """Key and value numbers that a token adds to the KV cache in one layer."""
    n_ctx_train: int
    size_bytes: int


def kv_bytes_per_token(shape: ModelShape, kv_type: KvType) -> float:
    """Bytes of KV cache that one token takes; exact where all layers keep keys and values, else too many."""
    return kv_bytes(shape.n_layers * shape.head_values, kv_type)


def choose_n_ctx(
    shape: ModelShape,
    kv_type: KvType,
    wanted: int | None,
    available_bytes: int,
    n_lanes: int = 1,
    gpu_bytes: int = 0,
) -> int:
    """The context length in tokens, which `n_lanes` lanes share.

    `available_bytes` is the memory left beside the mapped weights, `gpu_bytes` what is free on GPUs that the
    model goes to. Raises EngineError when `wanted` tokens need more than the former.
    """
    per_token = max(kv_bytes_per_token(shape, kv_type), 1.0)
    if wanted is None:
        return _default_n_ctx(shape, per_token, available_bytes, n_lanes, gpu_bytes)
    if wanted * per_token > available_bytes:
        most = _whole_steps(available_bytes / per_token)
        raise EngineError(
            f"A context of {wanted:,} tokens needs {_gb(wanted * per_token)} of KV cache, and "
            f"{_gb(available_bytes)} of memory is free beside the model.",
            f"Ask for at most --ctx {max(most, SMALLEST_CTX)}, or halve it with --kv-type q8_0.",
        )
    return wanted


def free_bytes_for(shape: ModelShape, kv_type: KvType, n_ctx: int) -> int:
    """The memory beside the weights that has to be free so that one lane gets `n_ctx` tokens unasked."""
    return _RESERVE_BYTES + round(n_ctx * kv_bytes_per_token(shape, kv_type) / _CTX_SHARE)


def _default_n_ctx(
    shape: ModelShape, per_token: float, available_bytes: int, n_lanes: int, gpu_bytes: int
) -> int:
    affordable = _whole_steps(max(available_bytes - _RESERVE_BYTES, 0) * _CTX_SHARE / per_token)
    one = min(shape.n_ctx_train, affordable, LONGEST_DEFAULT_CTX)
    all_lanes = min(n_lanes * min(shape.n_ctx_train, LONGEST_DEFAULT_CTX), affordable)
    if gpu_bytes:
        # Room for further lanes is not worth layers that would move from the GPU to the CPU for it.
        beside = max(gpu_bytes * GPU_SHARE - shape.size_bytes, 0)
        all_lanes = min(all_lanes, max(_whole_steps(beside / per_token), one))
    return max(one, all_lanes, SMALLEST_CTX)


def _whole_steps(tokens: float) -> int:
    return int(tokens) // CTX_STEP * CTX_STEP


def choose_gpu_layers(shape: ModelShape, kv_bytes: float, free_gpu_bytes: int) -> int:
    """How many layers go to the GPU: -1, all, when its free memory holds them, else as many as it holds."""
    room = free_gpu_bytes * GPU_SHARE
    need = shape.size_bytes + kv_bytes
    if room >= need:
        return -1
    return int(shape.n_layers * room / need)


def choose_threads(wanted: int | None, physical_cores: int | None, usable_cpus: int, size_bytes: int) -> int:
    """Threads for both phases: one per physical core, never more than this process may use.

    One for a very small model: it is faster than anyone reads, and the other cores draw the screen.
    """
    if wanted is not None:
        return max(wanted, 1)
    if size_bytes < _ONE_THREAD_BYTES:
        return 1
    return max(min(physical_cores or usable_cpus, usable_cpus), 1)


def _gb(size: float) -> str:
    return f"{size / 1e9:,.1f} GB"
