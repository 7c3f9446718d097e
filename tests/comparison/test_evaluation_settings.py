"""In what two evaluations differ, and what the second takes from the first."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatui.comparison.evaluation_settings import ModelIdentity, identity_of
from chatui.engine.requests import KvType
from chatui.errors import ModelError
from chatui.models.disk.find import ModelFile
from tests.comparison.results import SETTINGS


def test_the_same_settings_differ_in_nothing() -> None:
    assert replace(SETTINGS).differences(SETTINGS) == []


def test_every_difference_is_named() -> None:
    other = replace(
        SETTINGS,
        model=replace(SETTINGS.model, size_bytes=1),
        questions_sha256="",
        lanes=8,
        sampling=replace(SETTINGS.sampling, top_p=1.0, max_tokens=5),
        system="Be brief.",
        think=False,
        kv_type=KvType.Q8_0,
    )
    assert other.differences(SETTINGS) == [
        "the model's file",
        "the questions",
        "lanes 2, now 8",
        "top_p 0.95, now 1.0",
        "max_tokens not set, now 5",
        "the system prompt",
        "think not set, now False",
        "kv_type f16, now q8_0",
    ]


def test_another_name_of_the_same_file_is_no_difference() -> None:
    assert replace(SETTINGS, model=replace(SETTINGS.model, ref="./tiny.gguf")).differences(SETTINGS) == []


def test_what_was_left_open_is_taken_over() -> None:
    wanted = replace(SETTINGS, seed=9, lanes=3)
    assert wanted.adopting(SETTINGS, {"seed"}) == replace(SETTINGS, lanes=3)


def test_a_file_that_changes_is_another_model(tmp_path: Path) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(b"one")
    before = identity_of(ModelFile("mine", path))
    assert before == ModelIdentity("mine", "model.gguf", 3, path.stat().st_mtime_ns)
    path.write_bytes(b"other")
    assert identity_of(ModelFile("mine", path)) != before
    path.unlink()
    with pytest.raises(ModelError, match="cannot be read: No such file"):
        identity_of(ModelFile("mine", path))
