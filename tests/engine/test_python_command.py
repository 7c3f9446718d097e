"""A module of this chatui runs in another Python, whatever lies in the folder it is started from."""

import subprocess
from pathlib import Path

from chatui.engine.python_command import python_command


def test_the_folder_it_starts_in_is_not_imported_from(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('the wrong json')")
    (tmp_path / "chatui").mkdir()
    (tmp_path / "chatui" / "__init__.py").write_text("raise SystemExit('the wrong chatui')")
    command = python_command("chatui.engine.worker", "--help")
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--backend" in done.stdout
