"""The README's first line on a copy of the installer: a start without an installation, and failures."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from first_run.environment import requirements
from first_run.state import Installation, interpreter, read_installation, serves, stamp, write_installation

ROOT = Path(__file__).resolve().parent.parent

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the stand-in for chatui is a shell script")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "bootstrap.py", tmp_path)
    shutil.copytree(ROOT / "first_run", tmp_path / "first_run")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _run(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(checkout / "bootstrap.py"), *arguments],
        input="asked\n",
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], **environment},
        check=False,
    )


def test_an_installed_app_is_started_at_once_with_its_arguments_and_stdin(checkout: Path) -> None:
    chatui = checkout / ".venv/bin/chatui"
    chatui.parent.mkdir(parents=True)
    chatui.write_text('#!/bin/sh\necho "$@"; cat; exit 3\n')
    chatui.chmod(0o755)
    finished = Installation(stamp(checkout, ()), interpreter())
    write_installation(checkout / ".venv/chatui-install.json", finished)
    done = _run(checkout, "ask", "two words", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (3, "ask two words --json\nasked\n", "")


def test_a_failed_installation_says_why_in_sentences_and_does_not_serve(checkout: Path) -> None:
    fresh = (
        (checkout / "pyproject.toml").read_text().replace('"click', '"no-such-package-of-chatui==1", "click')
    )
    (checkout / "pyproject.toml").write_text(fresh)
    nowhere = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}
    done = _run(checkout, **nowhere)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "The packages could not be downloaded." in done.stderr
    assert "Traceback" not in done.stderr
    assert str(checkout / ".venv/install.log") in done.stderr
    left = read_installation(checkout / ".venv/chatui-install.json")
    assert left
    assert not serves(left, checkout, (), None)


def test_a_second_installer_is_refused_while_one_runs(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    write_installation(checkout / ".venv/chatui-install.json", Installation(installer=os.getpid()))
    done = _run(checkout)
    assert done.returncode == 1
    assert f"Process {os.getpid()} is installing already." in done.stderr


def test_an_old_python_gets_a_sentence(checkout: Path) -> None:
    old = (checkout / "bootstrap.py").read_text().replace("(3, 11)", "(99, 0)")
    (checkout / "bootstrap.py").write_text(old)
    done = _run(checkout)
    assert done.returncode == 1
    assert done.stderr.startswith("chatui needs Python")
    assert done.stderr.count("\n") == 1


def test_the_requirements_come_from_the_project_file() -> None:
    engine, tools = requirements(("dev", "bench"))
    assert engine.startswith("llama-cpp-python")
    assert {"gguf", "pytest"} <= {tool.split(">")[0] for tool in tools}
