"""Tests of chatui.models.fit.disk_space."""

import shutil
from pathlib import Path

from chatui.models.fit.disk_space import MARGIN_BYTES, DiskSpace, disk_space


def test_a_margin_stays_free_beside_what_is_to_come(tmp_path: Path) -> None:
    assert disk_space(tmp_path, 60).needed_bytes == 60 + MARGIN_BYTES
    assert disk_space(tmp_path, 100 * 10**9).needed_bytes == 105 * 10**9


def test_what_is_here_already_needs_no_room(tmp_path: Path) -> None:
    assert disk_space(tmp_path, 0).needed_bytes == 0
    assert disk_space(tmp_path, -40).needed_bytes == 0


def test_a_folder_that_is_not_there_yet_is_on_its_parents_disk(tmp_path: Path) -> None:
    space = disk_space(tmp_path / "not" / "yet", 0)
    assert space.is_enough
    assert 0 < space.free_bytes <= shutil.disk_usage(tmp_path).total


def test_too_little_room() -> None:
    assert DiskSpace(10, 10).is_enough
    assert not DiskSpace(11, 10).is_enough
