"""The command line that runs a module of this very chatui in another Python; it knows no module by name."""

import sys
from pathlib import Path

import chatui

_BOOT = (
    "import sys; sys.path.append(sys.argv.pop(1)); from importlib import import_module; "
    "sys.exit(import_module(sys.argv.pop(1)).main())"
)
_ROOT = Path(chatui.__file__).resolve().parents[1]


def python_command(module: str, *arguments: str) -> tuple[str, ...]:
    """Run `module.main()` with `arguments` as `sys.argv[1:]`.

    Unlike `python -m` it finds a chatui that is not installed, and never imports from the folder that the
    person happens to be in, where any file may be called json.py.
    """
    return (sys.executable, "-P", "-c", _BOOT, str(_ROOT), module, *arguments)
