"""Every check of the project in one run; knows which tools there are, not what they check."""

import os
import subprocess
import sys

from first_run.environment import ROOT, program

PYTEST = "pytest"


def checks(arguments: list[str]) -> dict[str, list[str]]:
    """Name and command of each check; pytest, which gets `arguments`, is the last."""
    python = str(program("python"))
    return {
        "ruff check": [python, "-m", "ruff", "check", "."],
        "ruff format": [python, "-m", "ruff", "format", "--check", "."],
        "mypy": [python, "-m", "mypy"],
        "lint-imports": [str(program("lint-imports"))],
        PYTEST: [python, "-m", "pytest", "-n", str(min(os.cpu_count() or 1, 4)), *arguments],
    }


def run_checks(arguments: list[str]) -> int:
    """Run all checks, name those that failed and close with pytest's own last line; 0 only if none failed."""
    failed, last_line = [], ""
    for name, command in checks(arguments).items():
        print(f"== {name}", flush=True)
        code, last_line = _run_shown(command)
        if code != 0:
            failed.append(name)
    if failed:
        print(f"Failed: {', '.join(failed)}\n{last_line}", flush=True)
    return 1 if failed else 0


def _run_shown(command: list[str]) -> tuple[int, str]:
    """Run `command`, showing its output as it comes; its exit code and the last line that says something."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    if sys.stdout.isatty():
        environment.setdefault("FORCE_COLOR", "1")
    last_line = ""
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        env=environment,
        cwd=ROOT,
    ) as process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last_line = line.strip() or last_line
    return process.returncode, last_line
