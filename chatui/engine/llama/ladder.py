"""Finds the profile that works on this machine, once; it knows how to ask, not what a profile changes."""

import os
import platform
from functools import partial
from pathlib import Path

import llama_cpp

from chatui.engine.environment import PROBE_MODEL_VARIABLE, PROFILES_VARIABLE
from chatui.engine.llama import library
from chatui.engine.llama.amx import has_amx
from chatui.engine.llama.probe import probe
from chatui.engine.profiles import Machine, ProfileStore, Verdict, climb
from chatui.errors import EngineError


def this_machine() -> Machine:
    """The combination of CPU, build and devices that a verdict holds for."""
    devices = library.devices()
    return Machine(
        cpu=_cpu(),
        build=f"{library.python_version()} {library.build()} {_compiled_at()}",
        devices=tuple(f"{device.name} {device.description}" for device in devices),
        has_amx=has_amx(),
        has_gpu=any(device.is_gpu for device in devices),
    )


def find_verdict() -> Verdict:
    """The remembered verdict for this machine, or a new one; raises EngineError when no rung works."""
    machine = this_machine()
    store = ProfileStore(Path(os.environ[PROFILES_VARIABLE]))
    verdict = store.get(machine)
    if verdict is None:
        verdict = climb(machine, partial(probe, model=Path(os.environ[PROBE_MODEL_VARIABLE])))
        store.put(machine, verdict)
    return verdict


def require_profile() -> Verdict:
    """`find_verdict`, or EngineError when the build crashes in every mode."""
    verdict = find_verdict()
    if verdict.profile is None:
        ends = "; ".join(f"{result.profile}: {result.why}" for result in verdict.probe)
        raise EngineError(
            f"llama.cpp as built here cannot decode at all ({ends}).",
            "Rebuild it: pip install --force-reinstall --no-cache-dir llama-cpp-python.",
        )
    return verdict


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return f"{platform.machine()} {platform.processor()}"
    # The flags count too: a virtual machine can move to a host with the same name and fewer of them.
    wanted = ("model name", "flags", "Features", "CPU part")
    return "\n".join(sorted({line for line in lines if line.startswith(wanted)}))


def _compiled_at() -> int:
    """When the native libraries were written; a rebuild with other flags keeps the version number."""
    folder = Path(llama_cpp.__file__).parent / "lib"
    return max((file.stat().st_mtime_ns for file in folder.glob("*")), default=0)
