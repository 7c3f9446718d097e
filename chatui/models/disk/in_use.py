"""Tells which programs have a file loaded, where the system says so; deleting it does them no harm there."""

import os
from collections.abc import Iterable
from pathlib import Path

_PROCESSES = Path("/proc")


def programs_using(files: Iterable[Path]) -> tuple[str, ...]:
    """Names of this user's programs that have mapped one of the files; none where it cannot be told."""
    wanted = {os.path.realpath(file) for file in files}
    names = (_name(process) for process in _process_folders() if wanted & _mapped_files(process))
    return tuple(dict.fromkeys(names))


def _process_folders() -> list[Path]:
    try:
        return [folder for folder in _PROCESSES.iterdir() if folder.name.isdecimal()]
    except OSError:
        return []


def _mapped_files(process: Path) -> set[str]:
    try:
        lines = (process / "maps").read_bytes().splitlines()
    except OSError:  # another user's, or just ended
        return set()
    # address, permissions, offset, device, inode, path
    fields = (line.split(maxsplit=5) for line in lines)
    return {os.fsdecode(field[5]) for field in fields if len(field) == 6}


def _name(process: Path) -> str:
    try:
        return (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return f"process {process.name}"
