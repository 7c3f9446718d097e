"""The model used last is remembered whole or not at all."""

from pathlib import Path

import pytest

from chatui.config.last_model import last_model, remember_model
from chatui.config.paths import last_model_path


def test_nothing_is_remembered_at_first() -> None:
    assert last_model() is None


def test_the_latest_is_remembered() -> None:
    remember_model("tiny")
    remember_model("./modèle.gguf")
    assert last_model() == "./modèle.gguf"
    assert [path.name for path in last_model_path().parent.iterdir()] == ["last-model"]


def test_a_damaged_memory_is_none() -> None:
    last_model_path().write_bytes(b"\xff\xff")
    assert last_model() is None


def test_a_full_disk_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    remember_model("tiny")

    def full(path: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    remember_model("r1-qwen-7b")
    assert last_model() == "tiny"
