"""What is imported when, in fresh processes: static contracts cannot see an import inside a function."""

import json
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT, modules

_IMPORT_ONE_BY_ONE = """
import importlib, json, sys
offenders = {}
for name in json.load(sys.stdin):
    importlib.import_module(name)
    for banned in {"textual", "rich"} & set(sys.modules):
        offenders.setdefault(banned, name)
print(json.dumps(offenders))
"""
_HEAVY = {"textual", "rich", "llama_cpp", "numpy", "jinja2", "huggingface_hub", "torch"}
_RUN_AND_LIST = """
import sys
from chatui.__main__ import main
try:
    main()
except SystemExit as ended:
    assert not ended.code, ended.code
print("\\n", *sorted(sys.modules))
"""


def _python(script: str, *arguments: str, text: str = "") -> str:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=ROOT).stdout


def test_no_headless_module_imports_textual() -> None:
    headless = [name for name in modules("chatui") if not name.startswith("chatui.tui")]
    assert "chatui.cli" in headless
    offenders = json.loads(_python(_IMPORT_ONE_BY_ONE, text=json.dumps(headless)))
    assert offenders == {}, "each names the first module after whose import it was there"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    printed = _python(_RUN_AND_LIST, option).rsplit("\n", 1)[0].splitlines()[-1].split()
    assert "click" in printed
    assert not _HEAVY & set(printed)


def test_the_first_run_needs_the_standard_library_alone() -> None:
    script = "import sys, first_run.checks; print(*sys.modules)"
    loaded = {name.partition(".")[0] for name in _python(script).split()}
    outside = loaded - sys.stdlib_module_names - {"first_run", "__main__"}
    assert not {name for name in outside if not name.startswith(("_", "sitecustomize", "usercustomize"))}
