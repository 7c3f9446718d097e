"""Lays out what `chatui doctor` found in lines of at most 80 columns; it finds nothing itself."""

import textwrap
from collections.abc import Iterator

from chatui.cli.doctor_report import DoctorReport
from chatui.cli.labelled_rows import labelled
from chatui.engine.requests import ComputeDevice

_WIDTH = 80


def as_text(report: DoctorReport) -> str:
    """The report for people, ending in a line break."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: DoctorReport) -> Iterator[str]:
    yield "Engine"
    yield from _engine(report)
    yield "Machine"
    cpu, memory = report.cpu, report.memory
    yield from _row("Processor", f"{cpu['name']} ({cpu['machine']})")
    yield from _row(
        "Cores", f"{cpu['physical_cores'] or 'unknown'} physical, {cpu['usable_cpus']} usable CPUs"
    )
    free, total = memory["available_bytes"] / 1e9, memory["total_bytes"] / 1e9
    yield from _row("Memory", f"{free:.1f} GB free for a model, of {total:.1f} GB")
    yield "Files"
    for name, path in report.paths.items():
        yield from _row(name.replace("_", " ").capitalize(), path or "missing")
    yield "Models found"
    for owner, count in report.models.items():
        yield from _row(owner, str(count))
    if not report.models:
        yield "  none but the demo model; chatui models pull gets one"
    yield "Hub"
    yield from _row("Endpoint", str(report.hub["endpoint"]))
    yield from _row("Offline", "yes" if report.hub["offline"] else "no")
    yield from _row("Token", "found" if report.hub["token"] else "none")
    yield "Problems"
    for problem in report.problems:
        yield from textwrap.wrap(problem, _WIDTH, initial_indent="  - ", subsequent_indent="    ")
    if not report.problems:
        yield "  none"


def _engine(report: DoctorReport) -> Iterator[str]:
    engine = report.engine
    if engine is None:
        yield from _row("State", "does not start")
        return
    yield from _row("llama-cpp-python", engine.llama_cpp_python)
    yield from _row("Build", engine.build)
    yield from _row("Devices", ", ".join(map(_device, engine.devices)) or "none")
    yield from _row("Profile", engine.profile)
    for result in engine.probe:
        yield from _row("Probe", f"{result.profile}: {'works' if result.ok else result.why}")


def _device(device: ComputeDevice) -> str:
    if not device.has_own_memory:
        return device.label
    return f"{device.label} ({device.free_bytes / 1e9:.1f} of {device.total_bytes / 1e9:.1f} GB free)"


def _row(label: str, value: str) -> Iterator[str]:
    return labelled(label, value, _WIDTH)
