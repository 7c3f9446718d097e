import os
from pathlib import Path

import pytest

from chatui.tui.prompt.paths import MOST, path_choices


def _made(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_text("x")
    return folder


def _paths(typed: str, folder: Path) -> list[str]:
    return [choice.path for choice in path_choices(typed, folder)]


def test_names_that_begin_so_come_first_and_tools_folders_last(tmp_path: Path) -> None:
    _made(tmp_path, "main.py", "domain.py", "node_modules/", "Makefile", "src/")
    assert _paths("ma", tmp_path) == ["main.py", "Makefile", "domain.py"]
    assert _paths("", tmp_path)[-1] == "node_modules/"


def test_a_folder_is_gone_into(tmp_path: Path) -> None:
    _made(tmp_path, "src/a b.py", "src/deep/")
    assert _paths("sr", tmp_path) == ["src/"]
    assert _paths("src/", tmp_path) == ["src/a b.py", "src/deep/"]
    assert _paths(f"{tmp_path}/src/a", Path("/")) == [f"{tmp_path}/src/a b.py"]


def test_hidden_names_need_a_dot_and_what_is_no_text_is_left_out(tmp_path: Path) -> None:
    _made(tmp_path, ".env", ".git/", "a.png", "model.GGUF", "a.txt")
    assert _paths("", tmp_path) == ["a.txt"]
    assert _paths(".", tmp_path) == [".env", ".git/"]


@pytest.mark.parametrize("typed", ["nowhere/x", "a.txt/", "~nobody-of-that-name/x", "\0"])
def test_a_place_that_is_not_there_offers_nothing(typed: str, tmp_path: Path) -> None:
    _made(tmp_path, "a.txt")
    assert _paths(typed, tmp_path) == []


def test_names_that_a_terminal_would_obey_are_not_offered(tmp_path: Path) -> None:
    for name in ("a\x1b]0;x\x07.txt", "b\n.txt", "c\u202e.txt", "d[red].txt"):
        (tmp_path / name).write_text("x")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/e\xff.txt"))).write_text("x")
    assert _paths("", tmp_path) == ["d[red].txt"]


def test_of_a_large_folder_the_first_are_offered(tmp_path: Path) -> None:
    _made(tmp_path, *(f"{number:05}.txt" for number in range(1500)))
    found = _paths("", tmp_path)
    assert found == [f"{number:05}.txt" for number in range(MOST)]
    assert _paths("01499", tmp_path) == ["01499.txt"]
