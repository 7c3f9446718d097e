"""Long commands: their log, and what is said when they fail; run as real processes."""

import os
import sys
from pathlib import Path

import pytest

from first_run.pip_run import InstallError, run_logged
from first_run.progress import Progress


def test_the_whole_output_is_logged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log"
    script = "import sys; print('Collecting x'); print('é', file=sys.stderr)"
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    run_logged([sys.executable, "-c", script], Progress("Starting"), environment, log)
    assert sorted(log.read_text("utf-8").split("\n")) == ["", "Collecting x", "é"]
    printed = capsys.readouterr()
    assert printed.out == ""  # data of `bootstrap.py ask --json` goes there
    assert printed.err


def test_a_failure_names_the_reason_and_the_log(tmp_path: Path) -> None:
    script = "print('CMake Error: CMAKE_C_COMPILER not set'); raise SystemExit(1)"
    with pytest.raises(InstallError, match="No C/C\\+\\+ compiler") as caught:
        run_logged([sys.executable, "-c", script], Progress("Starting"), os.environ, tmp_path / "log")
    assert "CMake Error" in str(caught.value)
    assert str(tmp_path / "log") in str(caught.value)
