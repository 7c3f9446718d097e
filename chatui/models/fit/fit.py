"""Whether a model runs on a machine, from a file's header or the catalogue; it measures nothing itself."""

from collections.abc import Iterator
from dataclasses import replace

from chatui.chat.context_memory import GPU_SHARE, KvType
from chatui.models.catalogue.entry import CatalogueEntry
from chatui.models.fit.memory import memory_of
from chatui.models.fit.network import Network, network_of_entry
from chatui.models.fit.speed import tokens_per_s
from chatui.models.fit.values import Fit, Machine, Memory, Verdict

TIGHT_FROM = 0.85
"""Of what is free: beyond this the rest of the machine gets slow first."""

_CTX_STEP = 1_024
"""Tokens; a smaller context is no advice, since no thought would fit."""


def available_bytes(machine: Machine) -> int:
    """Memory that a model could have: the machine's, and what its devices may give to weights and KV cache.

    A model that no device holds alone is split: some layers, with their part of the cache, go to each device
    and the rest to the CPU.
    """
    devices = sum(device.free_bytes for device in machine.devices)
    return machine.available_bytes + int(GPU_SHARE * devices)


def fit_of(
    network: Network | None,
    machine: Machine,
    n_ctx: int | None = None,
    n_lanes: int = 1,
    kv_type: KvType = KvType.F16,
) -> Fit:
    """The verdict, with its two numbers; advice is about a smaller context. None: nothing is known."""
    if network is None:
        return Fit.unknown()
    memory = memory_of(network, n_ctx, n_lanes, kv_type)
    if memory.total_bytes is None:
        return Fit.unknown()
    available = available_bytes(machine)
    verdict = _verdict(memory.total_bytes, available)
    advice = ""
    if verdict is Verdict.TOO_BIG:
        advice = _smaller_ctx(network, memory, available, kv_type)
    speed = _tokens_per_s(network, machine, memory.n_ctx, kv_type)
    return Fit(verdict, memory.total_bytes, available, speed, advice)


def fit_of_entry(
    entry: CatalogueEntry,
    quantization: str,
    machine: Machine,
    n_ctx: int | None = None,
    n_lanes: int = 1,
    kv_type: KvType = KvType.F16,
) -> Fit:
    """Whether one quantization of a catalogue's entry runs here, before any of it was downloaded.

    Where it is too big, the advice names the largest other quantization that fits.
    """
    fit = fit_of(network_of_entry(entry, quantization), machine, n_ctx, n_lanes, kv_type)
    if fit.verdict is not Verdict.TOO_BIG:
        return fit
    for name, gigabytes in _by_size(entry):
        other = fit_of(network_of_entry(entry, name), machine, n_ctx, n_lanes, kv_type)
        if other.verdict in (Verdict.FITS, Verdict.TIGHT):
            return replace(fit, advice=other_quantization(name, gigabytes))
    return fit


def other_quantization(name: str, gigabytes: float) -> str:
    """The advice to take another quantization, of so many 10^9 bytes."""
    return f"{name} of {gigabytes:.1f} GB would fit."


def _by_size(entry: CatalogueEntry) -> Iterator[tuple[str, float]]:
    """The entry's quantizations whose size is known, the largest first."""
    sizes = ((name, file.gigabytes) for name, file in entry.files.items())
    known = [(name, size) for name, size in sizes if size is not None]
    yield from sorted(known, key=lambda pair: -pair[1])


def _verdict(needed: int, available: int) -> Verdict:
    if needed > available:
        return Verdict.TOO_BIG
    return Verdict.TIGHT if needed > TIGHT_FROM * available else Verdict.FITS


def _smaller_ctx(network: Network, memory: Memory, available: int, kv_type: KvType) -> str:
    """A sentence about the longest context with which it fits; empty where none is worth naming."""
    most = (memory.n_ctx - 1) // _CTX_STEP
    low, high = 0, most  # memory grows with the context
    while low < high:
        middle = (low + high + 1) // 2
        needed = memory_of(network, middle * _CTX_STEP, memory.n_lanes, kv_type).total_bytes
        fits = needed is not None and needed <= TIGHT_FROM * available
        low, high = (middle, high) if fits else (low, middle - 1)
    return f"With a context of {low * _CTX_STEP:,} tokens it would fit." if low else ""


def _tokens_per_s(network: Network, machine: Machine, n_ctx: int, kv_type: KvType) -> float | None:
    # How fast a device is does not follow from how fast the CPU reads its memory.
    if machine.bytes_per_s is None or machine.devices:
        return None
    return tokens_per_s(network, machine.bytes_per_s, n_ctx, kv_type)
