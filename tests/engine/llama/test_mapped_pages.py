"""Tests of chatui.engine.llama.mapped_pages, on a real mapping."""

import mmap
import sys
from pathlib import Path

import psutil
import pytest

from chatui.engine.llama.mapped_pages import give_back_mapped_pages

_BYTES = 8 * 1024**2


def _resident(path: Path) -> int:
    maps = psutil.Process().memory_maps(grouped=False)
    return sum(int(part.rss) for part in maps if part.path == str(path))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has it")
def test_a_read_mapping_is_given_back_and_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "weights"
    path.write_bytes(b"\x07" * _BYTES)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert mapped.find(b"\x00") == -1  # reads every page
        assert _resident(path) == _BYTES
        give_back_mapped_pages()
        assert _resident(path) == 0
        assert mapped.find(b"\x00") == -1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has it")
def test_what_was_written_to_a_mapping_stays(tmp_path: Path) -> None:
    path = tmp_path / "private"
    path.write_bytes(bytes(_BYTES))
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY) as mapped:
        mapped[:4] = b"mine"
        give_back_mapped_pages()
        assert mapped[:4] == b"mine"


def test_elsewhere_it_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    give_back_mapped_pages()
