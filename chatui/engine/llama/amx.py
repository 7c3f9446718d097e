"""Keeps ggml from using AMX on Linux x86-64; it knows nothing of models.

Some builds crash at `ldtilecfg` in virtual machines whose CPU has AMX. ggml asks the kernel for the AMX
permission when it first looks at the AMX buffer type, and the kernel refuses while any thread of the process
has an alternate signal stack too small for the AMX frame (Documentation/arch/x86/xstate.rst). ggml then takes
its repacked AVX path, which is faster than giving up extra buffer types altogether.
"""

import ctypes
import platform
import sys
from pathlib import Path

_STACK_BYTES = 8192
"""More than the plain signal frame needs and less than one with AMX state (about 11 KiB)."""
_AT_MINSIGSTKSZ = 51

_stack = ctypes.create_string_buffer(_STACK_BYTES)  # the kernel keeps its address


class _SignalStack(ctypes.Structure):
    _fields_ = (("ss_sp", ctypes.c_void_p), ("ss_flags", ctypes.c_int), ("ss_size", ctypes.c_size_t))


def has_amx(cpuinfo: Path = Path("/proc/cpuinfo")) -> bool:
    """Whether this is Linux on an x86-64 CPU with AMX."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return False
    try:
        return " amx_tile" in cpuinfo.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False


def refuse_amx() -> bool:
    """Register the small signal stack, before any model is loaded. False where it cannot help."""
    if sys.platform != "linux":
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    libc.getauxval.restype = ctypes.c_ulong
    if libc.getauxval(_AT_MINSIGSTKSZ) <= _STACK_BYTES:
        return False
    stack = _SignalStack(ctypes.cast(_stack, ctypes.c_void_p), 0, _STACK_BYTES)
    return bool(libc.sigaltstack(ctypes.byref(stack), None) == 0)
