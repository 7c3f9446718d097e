"""What the wheel carries beside the code."""

import subprocess
import sys
import tomllib
import zipfile
from dataclasses import asdict
from pathlib import Path

import pytest

from chatui.models.catalogue.catalogue import load_catalogue
from tests.architecture.tree import ROOT

_BUILD = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-c", _BUILD, str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    with zipfile.ZipFile(folder / built.stdout.splitlines()[-1]) as wheel:
        return wheel.namelist()


def test_the_wheel_has_every_file_of_the_package(wheel_names: list[str]) -> None:
    files = [
        path for path in (ROOT / "chatui").rglob("*") if path.is_file() and "__pycache__" not in path.parts
    ]
    missing = {str(path.relative_to(ROOT)) for path in files} - set(wheel_names)
    assert missing == set()
    assert {Path(name).suffix for name in wheel_names} >= {".py", ".tcss", ".typed", ".gguf", ".toml"}


def test_the_wheel_has_the_catalogue_where_the_loader_looks(wheel_names: list[str]) -> None:
    assert "chatui/models/data/models.toml" in wheel_names


def test_the_loader_reads_the_catalogue_of_the_checkout() -> None:
    written = tomllib.loads((ROOT / "models.toml").read_text("utf-8"))["models"]
    loaded = load_catalogue().models
    assert list(loaded) == list(written)
    for alias, entry in written.items():
        assert {**asdict(loaded[alias])}["repo_id"] == entry["repo_id"]
        assert set(loaded[alias].files) == set(entry["files"])
