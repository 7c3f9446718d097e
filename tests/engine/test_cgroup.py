"""Control groups of both versions, as files of their form."""

from pathlib import Path

import pytest

from chatui.engine.cgroup import allowed_bytes

HUGE = "9223372036854771712"
"""What version 1 says for "no limit"."""


def group(folder: Path, version: int, limit: str, used: int, inactive: int = 0) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    names = ("memory.max", "memory.current", "inactive_file")
    if version == 1:
        names = ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file")
    (folder / names[0]).write_text(f"{limit}\n")
    (folder / names[1]).write_text(f"{used}\n")
    (folder / "memory.stat").write_text(f"anon 1\n{names[2]} {inactive}\nfile 7\n")


def membership(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "membership"
    path.write_text(text)
    return path


@pytest.mark.parametrize("version", [1, 2])
def test_a_container_sees_its_limit_at_the_root(tmp_path: Path, version: int) -> None:
    root = tmp_path / "cgroup"
    group(root / "memory" if version == 1 else root, version, "1000", 600, inactive=100)
    line = "4:memory:/docker/abc\n" if version == 1 else "0::/\n"
    assert allowed_bytes(root, membership(tmp_path, line)) == 500


def test_the_tightest_of_a_group_and_those_above_counts(tmp_path: Path) -> None:
    root = tmp_path / "cgroup"
    group(root / "user.slice", 2, "1000", 900)
    group(root / "user.slice" / "app.scope", 2, "5000", 200)
    assert allowed_bytes(root, membership(tmp_path, "0::/user.slice/app.scope\n")) == 100


def test_version_1_below_the_root(tmp_path: Path) -> None:
    root = tmp_path / "cgroup"
    group(root / "memory", 1, HUGE, 10)
    group(root / "memory" / "job", 1, "800", 500)
    line = "9:name=systemd:/\n4:cpu,memory:/job\n0::/\n"
    assert allowed_bytes(root, membership(tmp_path, line)) == 300


def test_no_limit_and_no_groups(tmp_path: Path) -> None:
    group(tmp_path / "cgroup", 2, "max", 10)
    assert allowed_bytes(tmp_path / "cgroup", membership(tmp_path, "0::/\n")) is None
    assert allowed_bytes(tmp_path / "none", tmp_path / "nothing") is None


def test_a_group_over_its_limit_allows_nothing(tmp_path: Path) -> None:
    group(tmp_path / "cgroup", 2, "100", 400)
    assert allowed_bytes(tmp_path / "cgroup", tmp_path / "nothing") == 0


@pytest.mark.parametrize("line", ["", "nonsense", "0::/../../etc", "4:memory", ":::::"])
def test_a_strange_membership_is_no_error(tmp_path: Path, line: str) -> None:
    assert allowed_bytes(tmp_path, membership(tmp_path, line)) is None
