"""The checksum of a model's file is known without waiting, and read once for as long as the file stays."""

import hashlib
import os
from pathlib import Path

import pytest

from chatui.library import file_checksums
from chatui.library.file_checksums import FileChecksums
from tests.engine.conftest import wait_until


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"GGUF one")
    return path


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "checksums.json"


def test_a_small_file_is_known_at_once(model: Path, memory: Path) -> None:
    assert FileChecksums(memory).known(model) == sha256(b"GGUF one")


def test_a_large_file_is_read_meanwhile(model: Path, memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_checksums, "_AT_ONCE_BYTES", 4)
    checksums = FileChecksums(memory)
    assert checksums.known(model) == ""
    wait_until(lambda: checksums.known(model) == sha256(b"GGUF one"))


def test_after_the_end_nothing_large_is_read(
    model: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_checksums, "_AT_ONCE_BYTES", 4)
    checksums = FileChecksums(memory)
    checksums.close()
    assert checksums.known(model) == ""
    assert not memory.exists()


def test_it_is_remembered_for_as_long_as_the_file_stays(model: Path, memory: Path) -> None:
    first = FileChecksums(memory).known(model)
    status = model.stat()
    model.write_bytes(b"GGUF two")
    os.utime(model, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert FileChecksums(memory).known(model) == first
    os.utime(model, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    assert FileChecksums(memory).known(model) == sha256(b"GGUF two")


def test_a_split_model_has_one(tmp_path: Path, memory: Path) -> None:
    parts = [tmp_path / f"m-0000{number}-of-00002.gguf" for number in (1, 2)]
    parts[0].write_bytes(b"GGUF one")
    assert FileChecksums(memory).known(parts[0]) == ""
    parts[1].write_bytes(b"GGUF two")
    lines = f"{sha256(b'GGUF one')}\n{sha256(b'GGUF two')}\n"
    assert FileChecksums(memory).known(parts[0]) == sha256(lines.encode())


def test_what_is_not_there_has_none(tmp_path: Path, memory: Path) -> None:
    assert FileChecksums(memory).known(tmp_path / "gone.gguf") == ""


@pytest.mark.parametrize("content", ["", "[]", "{", '{"9 9 x": 5}'])
def test_a_damaged_memory_costs_nothing(model: Path, memory: Path, content: str) -> None:
    memory.write_text(content)
    assert FileChecksums(memory).known(model) == sha256(b"GGUF one")
    assert FileChecksums(memory).known(model) == sha256(b"GGUF one")
