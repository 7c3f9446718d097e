"""A model's bytes are compared with the published checksum, or it is said that there is none."""

import hashlib
import tracemalloc
from pathlib import Path
from threading import Event

import pytest

from chatui.errors import ModelError
from chatui.models.disk.discover import found_models
from chatui.models.disk.found import FoundModel, Places
from chatui.models.disk.verify import Verification, verify
from tests.models.disk.trees import WHOLE, hub_file, ollama_model, part_bytes, write

SHA256 = hashlib.sha256(WHOLE).hexdigest()


def first(folder: Path | None = None) -> FoundModel:
    return found_models(Places((folder,) if folder else ()))[0]


def verified(model: FoundModel, checksums: dict[str, str] | None = None) -> Verification:
    shares: list[float] = []
    result = verify(model, checksums or {}, shares.append, Event())
    assert shares == sorted(shares)
    assert not shares or shares[-1] == 1.0
    return result


def test_the_callers_checksum_counts(tmp_path: Path) -> None:
    write(tmp_path / "a.gguf")
    assert verified(first(tmp_path), {"a.gguf": SHA256.upper()}).is_right is True
    wrong = verified(first(tmp_path), {"a.gguf": "0" * 64})
    assert wrong.is_right is False
    assert "a.gguf" in wrong.detail


def test_the_caches_name_of_the_blob_counts(cache: Path) -> None:
    link = hub_file(cache, "me/own", "a.gguf")
    assert verified(first()).is_right is True
    link.resolve().write_bytes(WHOLE[:-1] + b"\x01")
    assert verified(first()).is_right is False


def test_ollamas_digest_counts(ollama: Path) -> None:
    blob = ollama_model(ollama, "registry.ollama.ai/library/r1/latest")
    assert verified(first()).is_right is True
    blob.write_bytes(WHOLE[:-1] + b"\x01")
    assert verified(first()).is_right is False


def test_without_a_checksum_only_the_structure_is_checked(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gguf")
    result = verified(first(tmp_path))
    assert result.is_right is None
    assert "only its structure" in result.detail
    path.write_bytes(WHOLE[:-1])
    cut = verified(first(tmp_path))
    assert cut.is_right is False
    assert "incomplete" in cut.detail


def test_every_part_of_a_split_model_is_checked(tmp_path: Path) -> None:
    names = [f"a-0000{number + 1}-of-00003.gguf" for number in range(3)]
    sums = {}
    for number, name in enumerate(names):
        write(tmp_path / name, part_bytes(number, 3))
        sums[name] = hashlib.sha256(part_bytes(number, 3)).hexdigest()
    assert "all 3 parts" in verified(first(tmp_path), sums).detail
    assert verified(first(tmp_path), {names[0]: sums[names[0]]}).is_right is None
    write(tmp_path / names[2], part_bytes(2, 3)[:-1] + b"\x01")
    result = verified(first(tmp_path), sums)
    assert result.is_right is False
    assert names[2] in result.detail
    assert names[0] not in result.detail


def test_a_stop_ends_it_before_the_next_piece(tmp_path: Path) -> None:
    with write(tmp_path / "a.gguf").open("r+b") as file:
        file.truncate(40 << 20)
    stop = Event()
    shares: list[float] = []

    def stop_at_once(share: float) -> None:
        shares.append(share)
        stop.set()

    result = verify(first(tmp_path), {"a.gguf": SHA256}, stop_at_once, stop)
    assert result.is_right is None
    assert "stopped" in result.detail
    assert len(shares) == 1
    assert shares[0] < 0.2


def test_the_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    with write(tmp_path / "a.gguf").open("r+b") as file:
        file.truncate(100 << 20)
    tracemalloc.start()
    verified(first(tmp_path), {"a.gguf": SHA256})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 << 20


def test_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.gguf")
    model = first(tmp_path)
    path.unlink()
    with pytest.raises(ModelError, match=r"a\.gguf cannot be read"):
        verified(model, {"a.gguf": SHA256})
