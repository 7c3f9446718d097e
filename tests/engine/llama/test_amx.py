"""Tests of chatui.engine.llama.amx; the refusal itself is tried in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

from chatui.engine.llama.amx import has_amx

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="AMX is refused by a Linux kernel")

_ASK_KERNEL = """
import ctypes
from chatui.engine.llama.amx import refuse_amx
libc = ctypes.CDLL(None, use_errno=True)
ARCH_REQ_XCOMP_PERM, XTILE_DATA, SYS_arch_prctl = 0x1023, 18, 158
refused = refuse_amx()
granted = libc.syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XTILE_DATA) == 0
print(refused, granted)
"""


@pytest.mark.parametrize(("flags", "expected"), [("fpu avx2 amx_bf16 amx_tile", True), ("fpu avx2", False)])
def test_amx_is_read_from_the_cpu_flags(tmp_path: Path, flags: str, expected: bool) -> None:
    cpuinfo = tmp_path / "cpuinfo"
    cpuinfo.write_text(f"processor : 0\nflags : {flags}\n")
    assert has_amx(cpuinfo) is expected


def test_without_cpuinfo_there_is_no_amx(tmp_path: Path) -> None:
    assert not has_amx(tmp_path / "absent")


@pytest.mark.skipif(not has_amx(), reason="this CPU has no AMX to refuse")
def test_after_a_refusal_the_kernel_grants_no_amx() -> None:
    done = subprocess.run([sys.executable, "-c", _ASK_KERNEL], capture_output=True, text=True, check=True)
    _, granted = done.stdout.split()
    assert granted == "False"
