"""Fits one model's lanes into memory: how many at once, in how much context; it knows no other model."""

from collections.abc import Iterator
from dataclasses import dataclass

from chatui.engine.requests import KvType, LoadRequest
from chatui.engine.sizing import ModelShape, choose_n_ctx, free_bytes_for
from chatui.models.fit.fit import available_bytes
from chatui.models.fit.memory import assumed_ctx, memory_of
from chatui.models.fit.network import Network
from chatui.models.fit.values import Machine, Memory

MOST_AT_ONCE = 64
"""Lanes of one batch, as `LoadRequest` has it."""

_CTX_STEP = 1_024
"""Tokens; a context that is offered is a multiple of this."""


@dataclass(frozen=True, slots=True)
class Room:
    """One model's lanes on one machine."""

    network: Network
    machine: Machine
    load: LoadRequest

    def memory(self, lanes: int, n_ctx: int, kv_type: KvType | None = None) -> Memory:
        """What so many lanes take that share `n_ctx` tokens."""
        return memory_of(self.network, n_ctx, lanes, kv_type or self.load.kv_type)

    def fits(self, lanes: int, n_ctx: int, kv_type: KvType | None = None) -> bool:
        """Whether that is free; what is not known of a network is never held against it."""
        needed = self.memory(lanes, n_ctx, kv_type).total_bytes
        return needed is None or needed <= available_bytes(self.machine)

    def usual_ctx(self, lanes: int) -> int:
        """The context for so many lanes where nobody says how long: what the engine would choose."""
        free = max(self.machine.available_bytes - self.network.weights_bytes, 0)
        gpu_bytes = sum(device.free_bytes for device in self.machine.devices)
        return choose_n_ctx(self._shape, self.load.kv_type, None, free, lanes, gpu_bytes)

    @property
    def least_bytes(self) -> int:
        """What has to be free so that one lane has room for a thought of some length, and others run too."""
        beside = free_bytes_for(self._shape, self.load.kv_type, assumed_ctx(self.network))
        return self.network.weights_bytes + beside

    @property
    def _shape(self) -> ModelShape:
        numbers = self.network.cache.token_numbers if self.network.cache else 0
        trained = self.network.n_ctx_train or assumed_ctx(self.network)
        return ModelShape(1, numbers, trained, self.network.weights_bytes)

    def usual_lanes(self, wanted: int) -> int:
        """As many of the lanes at once as each have room for a thought of some length, but at least one."""
        room = assumed_ctx(self.network)
        return next((n for n in range(wanted, 1, -1) if self.usual_ctx(n) >= n * room), 1)

    def longest_ctx(self, lanes: int, below: int) -> int | None:
        """The largest context under `below` tokens in which so many lanes fit; None: none is worth naming."""
        low, high = 0, (below - 1) // _CTX_STEP
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.fits(lanes, middle * _CTX_STEP) else (low, middle - 1)
        return low * _CTX_STEP or None

    def fewer_lanes(self, lanes: int, n_ctx: int) -> tuple[int, int] | None:
        """The most lanes, fewer than `lanes`, that fit with as much room for each, and their context."""
        return next((pair for pair in _shares(lanes, n_ctx) if self.fits(*pair)), None)


def _shares(lanes: int, n_ctx: int) -> Iterator[tuple[int, int]]:
    for fewer in range(lanes - 1, 0, -1):
        n_ctx_of_fewer = n_ctx * fewer // lanes // _CTX_STEP * _CTX_STEP
        if n_ctx_of_fewer:
            yield fewer, n_ctx_of_fewer
