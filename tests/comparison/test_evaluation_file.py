"""The file of results: one chatui at a time, torn lines, disks that refuse, and files of others."""

import os
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from chatui.comparison.evaluation_file import ResultsFile
from chatui.comparison.evaluation_results import head_line, parse_results, result_line
from chatui.errors import StoreError
from tests.comparison.results import SETTINGS, result


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "results.jsonl"


def test_results_are_there_for_the_next_one(path: Path) -> None:
    with ResultsFile(path) as file:
        assert file.kept is None
        file.begin(SETTINGS)
        file.add(result(0, "5"))
    with ResultsFile(path) as file:
        assert file.kept is not None
        assert (file.kept.settings, file.kept.results) == (SETTINGS, (result(0, "5"),))
        file.begin(replace(SETTINGS, seed=99))
        file.add(result(1, "4"))
    found = parse_results(path.read_bytes(), path)
    assert found is not None
    assert (found.settings, found.results) == (SETTINGS, (result(0, "5"), result(1, "4")))
    assert os.listdir(path.parent) == [path.name]


def test_a_torn_line_is_cut_off_before_the_next_is_added(path: Path) -> None:
    whole = head_line(SETTINGS) + result_line(result(0, "5"))
    path.write_text(whole + result_line(result(1, "4"))[:-1])
    with ResultsFile(path) as file:
        file.begin(SETTINGS)
        file.add(result(2, "3"))
    assert path.read_text() == whole + result_line(result(2, "3"))


def test_looking_alone_changes_nothing(path: Path) -> None:
    path.write_text(head_line(SETTINGS) + "torn")
    with ResultsFile(path):
        pass
    assert path.read_text() == head_line(SETTINGS) + "torn"


@pytest.mark.skipif(os.name != "posix", reason="the permissions are POSIX's")
def test_nobody_else_may_read_it(path: Path) -> None:
    with ResultsFile(path) as file:
        file.begin(SETTINGS)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_chatui_is_refused(path: Path) -> None:
    code = "import sys; from pathlib import Path; from chatui.comparison.evaluation_file import ResultsFile\n"
    code += "with ResultsFile(Path(sys.argv[1])): pass"
    command = (sys.executable, "-c", code, str(path))
    with ResultsFile(path):
        refused = subprocess.run(command, capture_output=True, text=True)
        assert f"Another chatui works on {path}." in refused.stderr
        with pytest.raises(StoreError, match="Another chatui works on"), ResultsFile(path):
            pass
    assert subprocess.run(command).returncode == 0


def test_a_lock_that_a_killed_one_left_locks_nothing(path: Path) -> None:
    path.with_name(f"{path.name}.lock").touch()
    with ResultsFile(path) as file:
        file.begin(SETTINGS)


def test_the_file_of_somebody_else_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("my notes")
    with pytest.raises(StoreError, match="holds something else"), ResultsFile(path):
        pass
    assert path.read_text() == "my notes"
    assert os.listdir(path.parent) == [path.name]


def test_a_folder_that_cannot_be_written_is_named(path: Path) -> None:
    below = path / "results.jsonl"
    path.write_text("")
    with pytest.raises(StoreError, match=r"cannot be written: .* Give another file"), ResultsFile(below):
        pass


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full device on this system")
def test_a_full_disk_is_named(path: Path) -> None:
    path.symlink_to("/dev/full")
    file = ResultsFile(path)
    with pytest.raises(StoreError, match="cannot be written: No space left on device"):
        file.add(result(0, "5"))


def test_a_folder_is_no_file_of_results(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreError, match="cannot be read: Is a directory"), ResultsFile(path):
        pass
