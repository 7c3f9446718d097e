"""Words that have no place in the tree: paths of one machine, and notes of unfinished work."""

import re

from tests.architecture.tree import ROOT, tracked

# Written in pieces, or this file would find itself.
_MACHINE_PATHS = ("/wo" + "rk/", "/ro" + "ot/", "/opt/py" + "pi")
_UNFINISHED = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")
_HOSTS = ("python" + "hosted", "pypi" + r"\.org", "registry" + r"\.npm")
_BANNED = re.compile("|".join((*_MACHINE_PATHS, *_HOSTS, *(rf"\b{word}\b" for word in _UNFINISHED))))
_BINARY = {".gguf", ".png", ".ico"}


def test_no_file_has_a_banned_word() -> None:
    found = []
    for path in tracked():
        if path.suffix in _BINARY or path.is_symlink():
            continue
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if match := _BANNED.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert found == []


def test_the_lock_file_of_one_machine_is_not_tracked() -> None:
    assert not [path for path in tracked() if path.name == "uv" + ".lock"]
