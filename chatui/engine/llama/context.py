"""A context, its KV cache and the batch that feeds it; it knows token ids and sequences, no text."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import llama_cpp.llama_cpp as lib

from chatui.chat.context_memory import N_BATCH, KvType
from chatui.engine.llama.abort import AbortFlag
from chatui.engine.llama.model import Model
from chatui.engine.llama.native_owner import NativeOwner
from chatui.errors import EngineError

_KV_TYPES = {KvType.F16: lib.GGML_TYPE_F16, KvType.Q8_0: lib.GGML_TYPE_Q8_0}


class Aborted(Exception):
    """The abort flag ended a decode; the KV cache holds what was evaluated before."""


class ContextFull(Exception):
    """The KV cache has no room for the batch."""


@dataclass(frozen=True, slots=True)
class Row:
    """One token to evaluate, at a position of a sequence; `wanted` rows get logits."""

    token: int
    position: int
    sequence: int
    wanted: bool


class Context(NativeOwner):
    """Owns a `llama_context` with a unified KV cache and one batch of `N_BATCH` rows."""

    def __init__(
        self,
        model: Model,
        *,
        n_ctx: int,
        n_lanes: int = 1,
        n_threads: int = 1,
        kv_type: KvType = KvType.F16,
        abort: AbortFlag | None = None,
    ) -> None:
        """Raises EngineError when llama.cpp cannot make a context of this size."""
        params = lib.llama_context_default_params()
        params.n_ctx = n_ctx
        params.n_batch = params.n_ubatch = N_BATCH
        params.n_seq_max = n_lanes
        # Without this the compute buffer reserves a row of logits for every token of a batch.
        params.n_outputs_max = n_lanes
        params.n_threads = params.n_threads_batch = n_threads
        params.type_k = params.type_v = _KV_TYPES[kv_type]
        params.kv_unified = True  # lanes share the prompt's cells
        self._abort = abort or AbortFlag()
        params.abort_callback = self._abort.callback
        params.abort_callback_data = self._abort.data
        self._handle = lib.llama_init_from_model(model.handle, params)
        if not self._handle:
            raise EngineError(
                f"There is not enough memory for a context of {n_ctx:,} tokens, or the model refuses it.",
                "Ask for a smaller one with --ctx, or use --kv-type q8_0.",
            )
        self._memory = lib.llama_get_memory(self._handle)
        self._batch = lib.llama_batch_init(N_BATCH, 0, 1)
        self.n_threads = n_threads
        self.n_ctx = min(n_ctx, int(lib.llama_n_ctx(self._handle)))

    def decode(self, rows: Iterable[Row]) -> None:
        """Evaluate at most `N_BATCH` rows; raises Aborted, ContextFull or EngineError."""
        batch, count = self._batch, 0
        for row in rows:
            batch.token[count] = row.token
            batch.pos[count] = row.position
            batch.n_seq_id[count] = 1
            batch.seq_id[count][0] = row.sequence
            batch.logits[count] = row.wanted
            count += 1
        batch.n_tokens = count
        if self._abort.is_raised:
            raise Aborted
        match lib.llama_decode(self._handle, batch):
            case 0:
                return
            case 1:
                raise ContextFull
            case 2:
                raise Aborted
            case code:
                raise EngineError(
                    f"llama.cpp could not evaluate a batch (code {code}).", "See the engine's log."
                )

    def synchronize(self) -> None:
        """Wait until everything asked for is computed; a device may still be busy when `decode` returns."""
        lib.llama_synchronize(self._handle)

    def logits(self, index: int) -> "ctypes.Array[ctypes.c_float]":
        """The logits of row `index` of the last batch; valid until the next decode."""
        pointer: ctypes.Array[ctypes.c_float] = lib.llama_get_logits_ith(self._handle, index)
        return pointer

    def cut(self, sequence: int, start: int) -> bool:
        """Forget a sequence from position `start` on; False where this kind of cache cannot forget a part."""
        return bool(lib.llama_memory_seq_rm(self._memory, sequence, start, -1))

    def fork(self, sequence: int) -> None:
        """Let `sequence` share all cells of sequence 0."""
        lib.llama_memory_seq_cp(self._memory, 0, sequence, -1, -1)

    def length(self, sequence: int) -> int:
        """Number of positions that the cache holds for a sequence."""
        return int(lib.llama_memory_seq_pos_max(self._memory, sequence)) + 1

    def _free(self) -> None:
        lib.llama_batch_free(self._batch)
        lib.llama_free(self._handle)
