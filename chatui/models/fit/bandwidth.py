"""How fast this machine's threads together read memory, measured once and remembered; it knows no model."""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from threading import Barrier, Thread
from typing import Protocol

import psutil

_SECONDS = 1.0
"""The measurement takes about this long."""
_THREAD_BYTES = 64 * 1024**2
_LEAST_BYTES = 256 * 1024**2
"""Of all threads together: more than the last-level caches of desktops hold."""
_LOOK_S = 0.2
_BUSY_PERCENT = 25.0
"""Of all CPUs; from here on other programs take a part of the bandwidth that shows."""


class _Block(Protocol):
    """Memory that can be summed; numpy's array, whose import waits."""

    def sum(self) -> object: ...


@dataclass(frozen=True, slots=True)
class Bandwidth:
    """A measurement, and what it holds for."""

    cpu: str
    n_threads: int
    bytes_per_s: float
    measured_on: str
    """Date, as in 2026-11-24."""
    was_busy: bool = False
    """Other programs were at work, so memory may be faster than this."""


def memory_bandwidth(path: Path, cpu: str, n_threads: int) -> Bandwidth:
    """What `path` remembers for this CPU and number of threads, else a measurement of about a second.

    What was measured on a busy machine is measured again, and the faster of the two holds.
    """
    known = remembered_bandwidth(path, cpu, n_threads)
    if known is not None and not known.was_busy:
        return known
    is_busy = psutil.cpu_percent(_LOOK_S) > _BUSY_PERCENT
    found = Bandwidth(cpu, n_threads, measure_bandwidth(n_threads), date.today().isoformat(), is_busy)
    if known is not None and known.bytes_per_s > found.bytes_per_s:
        found = replace(found, bytes_per_s=known.bytes_per_s)
    with suppress(OSError):  # a full disk costs the memory of it, not the answer
        _write(path, found)
    return found


def remembered_bandwidth(path: Path, cpu: str, n_threads: int) -> Bandwidth | None:
    """What `path` remembers; None where it was measured on another CPU, or not at all, or is damaged."""
    try:
        entry = json.loads(path.read_text(encoding="utf-8"))
        found = Bandwidth(**entry)
        is_sound = found.bytes_per_s > 0 and isinstance(found.measured_on, str)
    except (OSError, ValueError, TypeError):
        return None
    return found if is_sound and (found.cpu, found.n_threads) == (cpu, n_threads) else None


def measure_bandwidth(n_threads: int, seconds: float = _SECONDS) -> float:
    """Bytes per second that `n_threads` threads read together: the best of the rounds of about `seconds`.

    Each thread sums memory of its own, in rounds that begin together; the best round is the one that other
    programs disturbed least.
    """
    import numpy as np  # here: it is slow to import, and only a measurement needs it

    share = max(_THREAD_BYTES, _LEAST_BYTES // n_threads) // 8
    blocks = [np.ones(share, np.float64) for _ in range(n_threads)]
    ends = time.perf_counter() + seconds
    best = 0.0
    while not best or time.perf_counter() < ends:
        best = max(best, sum(block.nbytes for block in blocks) / _round_s(blocks))
    return best


def _round_s(blocks: Sequence[_Block]) -> float:
    """Seconds from the first thread's begin to the last one's end."""
    gate = Barrier(len(blocks))
    times: list[tuple[float, float]] = []

    def read(block: _Block) -> None:
        gate.wait()
        begin = time.perf_counter()
        block.sum()  # numpy lets go of the GIL meanwhile
        times.append((begin, time.perf_counter()))

    threads = [Thread(target=read, args=(block,), name="bandwidth") for block in blocks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return max(end for _, end in times) - min(begin for begin, _ in times)


def _write(path: Path, found: Bandwidth) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_text(json.dumps(asdict(found), indent=2), encoding="utf-8")
    os.replace(draft, path)
