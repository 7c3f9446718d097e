"""When an installation serves and when it has to be done again."""

from dataclasses import replace
from pathlib import Path

import pytest

from first_run.state import Installation, interpreter, read_installation, serves, stamp, write_installation


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    return tmp_path


@pytest.fixture
def finished(root: Path) -> Installation:
    return Installation(stamp(root, ("dev",)), interpreter(), ("dev",), "-DGGML_CUDA=on")


def test_what_was_written_is_read_again(root: Path, finished: Installation) -> None:
    write_installation(root / "state", finished)
    assert read_installation(root / "state") == finished


@pytest.mark.parametrize("content", ["", '{"stamp": "x"', "[]", '{"groups": [], "unknown": 1}', "{}"])
def test_half_a_state_is_none(root: Path, content: str) -> None:
    (root / "state").write_text(content)
    assert read_installation(root / "state") is None
    assert read_installation(root / "absent") is None


def test_a_finished_installation_serves(root: Path, finished: Installation) -> None:
    assert serves(finished, root, (), None)
    assert serves(finished, root, ("dev",), "-DGGML_CUDA=on")


def test_a_change_of_anything_that_matters_does_not_serve(root: Path, finished: Installation) -> None:
    assert not serves(None, root, (), None)
    assert not serves(finished, root, ("bench",), None)
    assert not serves(finished, root, (), "-DGGML_VULKAN=on")
    assert not serves(replace(finished, interpreter="elsewhere 3.99"), root, (), None)
    assert not serves(replace(finished, stamp="", installer=1), root, (), None)
    (root / "pyproject.toml").write_text("[project]\nname = 'y'\n")
    assert not serves(finished, root, (), None)
