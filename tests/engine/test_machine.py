"""Tests of chatui.engine.machine."""

from pathlib import Path

import psutil

from chatui.engine.machine import available_bytes, usable_cpus


def _limits(folder: Path, limit: str, used: str) -> Path:
    (folder / "memory.max").write_text(limit)
    (folder / "memory.current").write_text(used)
    return folder


def test_a_container_limit_counts(tmp_path: Path) -> None:
    assert available_bytes(_limits(tmp_path, "1000000\n", "400000\n")) == 600_000


def test_a_container_over_its_limit_has_nothing_left(tmp_path: Path) -> None:
    assert available_bytes(_limits(tmp_path, "100", "400")) == 0


def test_without_a_limit_the_system_counts(tmp_path: Path) -> None:
    assert 0 < available_bytes(_limits(tmp_path, "max", "400")) <= psutil.virtual_memory().total


def test_at_least_one_cpu_is_usable() -> None:
    assert usable_cpus() >= 1
