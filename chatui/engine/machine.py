"""What this process may use of the machine: CPUs and memory, container limits included; it knows no model."""

import os
import platform
from pathlib import Path

import psutil

from chatui.engine import cgroup


def usable_cpus() -> int:
    """Number of CPUs that this process may run on."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def physical_cores() -> int | None:
    """Number of physical cores, or None where the system does not say."""
    return psutil.cpu_count(logical=False)


def cpu_name() -> str:
    """The processor's name as the system gives it; empty where it gives none."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def available_bytes(root: Path = cgroup.ROOT, membership: Path = cgroup.MEMBERSHIP) -> int:
    """Memory that new allocations can have, in bytes: the system's, or the container's when that is less."""
    system = int(psutil.virtual_memory().available)
    allowed = cgroup.allowed_bytes(root, membership)
    return system if allowed is None else min(system, allowed)
