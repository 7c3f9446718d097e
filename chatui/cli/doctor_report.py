"""Collects what `chatui doctor` shows; how it is shown is not known here."""

import os
import platform
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from chatui import launch
from chatui.config import paths
from chatui.config.offline import is_offline
from chatui.config.settings import load_settings
from chatui.engine.machine import available_bytes, cpu_name, physical_cores, usable_cpus
from chatui.engine.requests import ComputeDevice, EngineReport
from chatui.errors import ChatuiError
from chatui.library.library import open_library
from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.hub_cache import hub_cache_dir, hub_home
from chatui.models.gguf.check import check_gguf
from chatui.models.hub.place import endpoint_of_environment, public_address

_LITTLE_MEMORY = 2 * 10**9
"""Bytes; the smallest R1 distill needs about that much with a short context."""


@dataclass(slots=True)
class DoctorReport:
    """What works here, and what does not."""

    engine: EngineReport | None
    """None where the engine does not start."""
    cpu: dict[str, str | int | None]
    memory: dict[str, int]
    """In bytes."""
    paths: dict[str, str]
    models: dict[str, int]
    """How many usable ones lie in whose folder."""
    hub: dict[str, str | bool]
    problems: list[str] = field(default_factory=list)
    is_broken: bool = False
    """No question can be asked as things stand."""

    def as_json(self) -> dict[str, object]:
        """The object that `--json` promises."""
        values = asdict(self)
        values.pop("is_broken")
        if self.engine is not None:
            devices = self.engine.devices
            values["engine"]["devices"] = [device.label for device in devices]
            values["engine"]["gpus"] = [_gpu(device) for device in devices if device.has_own_memory]
        return values


def collect() -> DoctorReport:
    """Look at everything once; starts an engine for it, and the probe of a build that was never probed."""
    problems: list[str] = []
    engine = _engine(problems)
    _check_files(problems)
    is_broken = bool(problems)
    memory = {"total_bytes": psutil.virtual_memory().total, "available_bytes": available_bytes()}
    if memory["available_bytes"] < _LITTLE_MEMORY:
        problems.append("Less than 2 GB of memory are free: the demo model runs, a real one hardly.")
    if engine is not None and any(not result.ok for result in engine.probe):
        problems.append(
            f"This build of llama.cpp fails in its fastest mode here; it runs as {engine.profile!r}."
        )
    return DoctorReport(engine, _cpu(), memory, _paths(), _models(), _hub(), problems, is_broken)


def _gpu(device: ComputeDevice) -> dict[str, str | int]:
    return {
        "name": device.name,
        "description": device.description,
        "free_bytes": device.free_bytes,
        "total_bytes": device.total_bytes,
    }


def _engine(problems: list[str]) -> EngineReport | None:
    try:
        client = launch.open_engine()
        try:
            return client.report()
        finally:
            client.close()
    except ChatuiError as error:
        problems.append(str(error))
        return None


def _check_files(problems: list[str]) -> None:
    checks = (
        lambda: load_settings(paths.config_path()),
        lambda: load_catalogue(paths.own_catalogue_path()),
        lambda: check_gguf(demo_model_path()),
    )
    for check in checks:
        try:
            check()
        except ChatuiError as error:
            if str(error) not in problems:
                problems.append(str(error))


def _cpu() -> dict[str, str | int | None]:
    return {
        "name": cpu_name(),
        "machine": platform.machine(),
        "physical_cores": physical_cores(),
        "usable_cpus": usable_cpus(),
    }


def _paths() -> dict[str, str]:
    try:
        demo = str(demo_model_path())
    except ChatuiError:
        demo = ""
    return {
        "config": str(paths.config_path()),
        "own_models": str(paths.own_catalogue_path()),
        "data": str(paths.data_dir()),
        "conversations": str(paths.database_path()),
        "state": str(paths.state_dir()),
        "engine_log": str(paths.engine_log_path()),
        "profiles": str(paths.profiles_path()),
        "demo_model": demo,
        "hub_cache": str(hub_cache_dir()),
    }


def _models() -> dict[str, int]:
    try:
        return {str(origin): count for origin, count in open_library().places().items()}
    except ChatuiError:
        return {}  # what is wrong with the settings or the catalogue is a problem of its own


def _hub() -> dict[str, str | bool]:
    return {
        "endpoint": public_address(endpoint_of_environment()),
        "offline": is_offline(),
        "token": _has_token(),
    }


def _has_token() -> bool:
    """Whether the hub's tools would find a token; it is not read."""
    if os.environ.get("HF_TOKEN") or os.environ.get("HUGGING_FACE_HUB_TOKEN"):
        return True
    place = os.environ.get("HF_TOKEN_PATH")
    return (Path(place) if place else hub_home() / "token").is_file()
