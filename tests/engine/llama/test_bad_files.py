"""Files that get past every look at them and end the native code; the engine's parent goes on."""

import os
import struct
from pathlib import Path

import pytest

from chatui.engine.client import EngineClient
from chatui.engine.requests import LoadRequest
from chatui.errors import EngineCrashed
from chatui.models.demo_model import demo_model_path
from tests.engine.llama.asking import ask, finished

_BLOCK_COUNT = b"qwen2.block_count" + struct.pack("<I", 4)


def _answers(engine: EngineClient) -> bool:
    engine.load(LoadRequest(str(demo_model_path())))
    return bool(finished(engine.generate(ask("1 + 1")))[0].token_ids)


def test_row_29_a_file_that_aborts_the_library_costs_its_process_only(
    engine: EngineClient, tmp_path: Path
) -> None:
    model = demo_model_path().read_bytes()
    place = model.index(_BLOCK_COUNT) + len(_BLOCK_COUNT)
    path = tmp_path / "model.gguf"
    path.write_bytes(model[:place] + struct.pack("<I", 1000) + model[place + 4 :])
    with pytest.raises(EngineCrashed, match="SIGABRT"):
        engine.load(LoadRequest(str(path)))
    assert _answers(engine)


def test_row_32_a_file_that_shrinks_while_it_is_loaded_costs_its_process_only(
    engine: EngineClient, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(demo_model_path().read_bytes())
    engine.load(LoadRequest(str(path)))
    os.truncate(path, 4096)
    with pytest.raises(EngineCrashed, match="SIGBUS"):
        list(engine.generate(ask("1 + 1")))
    assert _answers(engine)


def test_row_32_a_file_that_is_deleted_while_it_is_loaded_is_served_on(
    engine: EngineClient, tmp_path: Path
) -> None:
    path = tmp_path / "model.gguf"
    path.write_bytes(demo_model_path().read_bytes())
    engine.load(LoadRequest(str(path)))
    path.unlink()
    assert finished(engine.generate(ask("1 + 1")))[0].token_ids
