"""What this machine offers a model: memory as it is now, devices, bandwidth; it knows no model."""

from collections.abc import Callable
from threading import Lock, Thread

from chatui.config.paths import bandwidth_path
from chatui.engine.gpu_build import is_gpu_build
from chatui.engine.machine import available_bytes, cpu_name, physical_cores, usable_cpus
from chatui.engine.requests import ComputeDevice, EngineReport
from chatui.engine.sizing import choose_threads
from chatui.errors import ChatuiError
from chatui.models.fit.bandwidth import Bandwidth, memory_bandwidth, remembered_bandwidth
from chatui.models.fit.values import Device, Machine

_LARGE = 10**9
"""Bytes of a model for which the engine takes all cores."""


class MachineFigures:
    """For any thread. `ask_engine` starts an engine, so it is asked once, and only where a GPU may be."""

    def __init__(self, ask_engine: Callable[[], EngineReport]) -> None:
        self._ask_engine = ask_engine
        self._lock = Lock()
        self._devices: tuple[Device, ...] | None = None
        self._measuring: Thread | None = None

    def now(self) -> Machine:
        """At this moment; without a bandwidth while none was measured on this machine."""
        found = _remembered()
        return Machine(available_bytes(), self.devices(), found.bytes_per_s if found else None)

    def measured(self) -> Machine:
        """The same, after a second of measuring the bandwidth where that was never done."""
        found = _remembered() or _measure()
        return Machine(available_bytes(), self.devices(), found.bytes_per_s)

    def measure_meanwhile(self) -> None:
        """Measure in the background, where that was never done or on a busy machine, for who asks later."""
        with self._lock:
            if self._measuring is None:
                self._measuring = Thread(target=_measure, name="bandwidth", daemon=True)
                self._measuring.start()

    def devices(self) -> tuple[Device, ...]:
        """GPUs with memory of their own; none where the engine does not start."""
        with self._lock:
            if self._devices is None:
                self._devices = self._found() if is_gpu_build() else ()
            return self._devices

    def _found(self) -> tuple[Device, ...]:
        try:
            report = self._ask_engine()
        except ChatuiError:
            return ()
        return tuple(_device(device) for device in report.devices if device.has_own_memory)


def _remembered() -> Bandwidth | None:
    return remembered_bandwidth(bandwidth_path(), cpu_name(), reading_threads())


def _measure() -> Bandwidth:
    return memory_bandwidth(bandwidth_path(), cpu_name(), reading_threads())


def _device(device: ComputeDevice) -> Device:
    return Device(device.name, device.description, device.free_bytes, device.total_bytes)


def reading_threads() -> int:
    """Threads with which the engine runs a large model, whose reading is what bounds it."""
    return choose_threads(None, physical_cores(), usable_cpus(), _LARGE)
