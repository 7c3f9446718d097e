"""Where figures were measured, in a sentence; knows nothing of the figures."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

from chatui.engine.requests import EngineReport


def measured_on(report: EngineReport, model: str) -> str:
    """Day, model, machine and build."""
    day = datetime.now(UTC).date().isoformat()
    machine = f"{_cpu_name()}, {os.cpu_count()} CPUs, {platform.system()}"
    build = f"Python {platform.python_version()}, llama-cpp-python {report.llama_cpp_python} {report.profile}"
    load = f"load average {os.getloadavg()[0]:.1f} when it began"
    return f"Measured {day} with {model}: {machine}, {build}, {load}."


def _cpu_name() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
