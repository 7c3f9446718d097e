"""A file's checksum is read from its name where a tool named it so, else from its bytes."""

import hashlib
from pathlib import Path
from threading import Event

from chatui.models.disk.file_checksum import named_by_place, read_checksum


def test_the_hub_and_ollama_name_files_by_their_checksums(tmp_path: Path) -> None:
    sha256 = "ab" * 32
    blobs = tmp_path / "blobs"
    blobs.mkdir()
    (blobs / sha256).touch()
    link = tmp_path / "model.gguf"
    link.symlink_to(blobs / sha256)
    assert named_by_place(link) == sha256
    assert named_by_place(blobs / f"sha256-{sha256}") == sha256
    assert named_by_place(tmp_path / f"sha256-{sha256}") is None


def test_bytes_are_read(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(bytes(range(256)) * 40_000)
    assert read_checksum(file, Event()) == hashlib.sha256(file.read_bytes()).hexdigest()


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF")
    stop = Event()
    stop.set()
    assert read_checksum(file, stop) is None
