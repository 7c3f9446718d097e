"""Makes, fills and enters the virtual environment; knows not what pip's output means."""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from first_run.pip_run import InstallError, run_logged
from first_run.progress import Progress
from first_run.state import (
    Installation,
    interpreter,
    read_installation,
    serves,
    stamp,
    write_installation,
)

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STATE = VENV / "chatui-install.json"
LOG = VENV / "install.log"


def program(name: str) -> Path:
    """A program of the virtual environment."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


def start(arguments: list[str]) -> int:
    """Run chatui, in place of this process where the system can: terminal and signals are then its own."""
    command = [str(program("chatui")), *arguments]
    if os.name == "posix":
        os.execv(command[0], command)
    with subprocess.Popen(command) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue  # chatui got the same Ctrl+C and decides what it means


def ensure_installed(groups: tuple[str, ...]) -> None:
    """Install what is missing, without what an interrupted installation left; raises InstallError."""
    before, flags = read_installation(STATE), os.environ.get("CMAKE_ARGS")
    if serves(before, ROOT, groups, flags) and program("chatui").exists():
        return
    if before and before.installer and _is_running(before.installer):
        raise InstallError(f"Process {before.installer} is installing already. Wait for it, or end it.")
    print(
        "Installing chatui into .venv; compiling its engine takes some minutes, once.",
        file=sys.stderr,
    )
    if before and (not before.stamp or before.interpreter != interpreter()):
        shutil.rmtree(VENV)
        before = None
    before = before or Installation()
    groups = tuple(sorted({*groups, *before.groups}))
    flags = before.cmake_args if flags is None else flags
    _make_environment()
    _install(groups, flags, rebuild=flags != before.cmake_args)
    write_installation(STATE, Installation(stamp(ROOT, groups), interpreter(), groups, flags))
    print("Installed.", file=sys.stderr)


def _is_running(process_id: int) -> bool:
    if os.name != "posix":
        return False  # there, asking with a signal would end the process
    try:
        os.kill(process_id, 0)
    except OSError:
        return False
    return True


def _make_environment() -> None:
    """Make `.venv` unless it is there; where Debian keeps ensurepip back, without a pip of its own."""
    VENV.mkdir(exist_ok=True)
    write_installation(STATE, Installation(installer=os.getpid()))
    LOG.write_text("", "utf-8")
    if program("python").exists():
        return
    without_pip = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    run_logged(
        [sys.executable, "-m", "venv", *without_pip, str(VENV)], Progress("Making .venv"), os.environ, LOG
    )


def _pip() -> list[str]:
    """The pip that installs into `.venv`: its own, else that of the Python which runs this."""
    python = str(program("python"))
    if _succeeds([python, "-c", "import pip"]):
        return [python, "-m", "pip"]
    if _succeeds([sys.executable, "-c", "import pip"]):
        return [sys.executable, "-m", "pip", "--python", python]
    raise InstallError(f"{sys.executable} has no pip. On Debian and Ubuntu: `apt install python3-venv`.")


def _succeeds(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def requirements(groups: tuple[str, ...]) -> tuple[str, list[str]]:
    """The project's requirement of the engine, and those of the dependency groups."""
    import tomllib  # costs a start that installs nothing 10 ms

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    engine = next(line for line in project["project"]["dependencies"] if line.startswith("llama-cpp-python"))
    return engine, [line for group in groups for line in project["dependency-groups"][group]]


def _install(groups: tuple[str, ...], cmake_args: str, rebuild: bool) -> None:
    environment = {"CMAKE_BUILD_PARALLEL_LEVEL": str(os.cpu_count() or 1), **os.environ, "PIP_USER": "0"}
    if cmake_args:
        environment["CMAKE_ARGS"] = cmake_args
    pip = [*_pip(), "install", "-v", "--no-input", "--disable-pip-version-check"]
    engine, tools = requirements(groups)
    if rebuild:  # pip's cache does not tell builds with other flags apart
        fresh = [*pip, "--no-cache-dir", "--force-reinstall", "--no-deps", engine]
        run_logged(fresh, Progress("Collecting the engine"), environment, LOG)
    run_logged([*pip, "--editable", str(ROOT), *tools], Progress("Collecting packages"), environment, LOG)
