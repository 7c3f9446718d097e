from pathlib import Path
from threading import Event

import pytest

from chatui.engine.requests import KvType
from chatui.errors import ModelError
from chatui.library.base import Library
from chatui.library.scripted import ScriptedLibrary
from chatui.library.values import ModelDetails, ModelRow, Origin
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.fit.values import Memory

HERE = ModelRow("here", "Here", "here.gguf", size_bytes=9, path=Path("here.gguf"), origin=Origin.OLLAMA)
AWAY = ModelRow("away", "Away", "away.gguf", size_bytes=100)
MEMORY = Memory(4096, 1, 100, 4096, 10, 10)


def library(*, is_offline: bool = False) -> ScriptedLibrary:
    details = {"away": ModelDetails(AWAY, MEMORY)}
    return ScriptedLibrary([HERE, AWAY], details=details, is_offline=is_offline)


def test_it_is_a_library() -> None:
    scripted: Library = library()
    assert [row.ref for row in scripted.models()] == ["here", "away"]
    assert scripted.has_real_model()
    assert scripted.recommend() is None


def test_memory_follows_the_context_and_the_kv_type() -> None:
    memory = library().details("away", 8192, 2, KvType.Q8_0).memory
    assert memory is not None
    assert (memory.n_ctx, memory.n_lanes, memory.kv_bytes) == (8192, 2, 8192 * 34 // 64)
    assert library().details("here").memory is None


def test_a_pull_goes_as_far_as_it_is_told_and_the_rows_follow() -> None:
    scripted = library()
    pull = scripted.pull("away")
    assert scripted.pull("away") is pull
    pull.progress = PullProgress(PullState.DOWNLOADING, 40, 100)
    pull.cancel()
    assert scripted.models()[1].part_bytes == 40
    again = scripted.pull("away")
    assert again is not pull
    again.finish(Path("away.gguf"))
    assert scripted.models()[1].is_downloaded
    assert scripted.details("away").row.origin is Origin.HUB
    assert list(scripted.pulls()) == [pull, again]


def test_a_part_is_discarded() -> None:
    scripted = library()
    scripted.pull("away").fail(ModelError("Full."))
    scripted.pulls()[0].progress = PullProgress(PullState.STALLED, 7)
    assert scripted.discard_part("away") == 7
    assert scripted.models()[1].part_bytes is None


def test_files_of_another_program_need_a_second_word() -> None:
    scripted = library()
    assert scripted.removal("here").needs_second_word
    with pytest.raises(ModelError):
        scripted.remove("here")
    scripted.remove("here", said_twice=True)
    assert not scripted.has_real_model()
    with pytest.raises(ModelError):
        scripted.removal("here")


def test_a_check_reports_and_can_be_stopped() -> None:
    shares: list[float] = []
    assert library().verify("here", shares.append, Event()).is_right
    assert shares == [0.0, 0.5, 1.0]
    stop = Event()
    stop.set()
    with pytest.raises(ModelError):
        library().verify("here", shares.append, stop)


def test_offline_asks_no_hub() -> None:
    scripted = library(is_offline=True)
    for ask in (scripted.pull, scripted.search_hub, scripted.details_from_hub):
        with pytest.raises(ModelError):
            ask("away")
    assert scripted.models()


def test_a_file_is_imported() -> None:
    scripted = library()
    row = scripted.import_file(Path("/m/mine.gguf"))
    assert scripted.models()[-1] == row
    with pytest.raises(ModelError):
        scripted.import_file(Path("/m/mine.txt"))


def test_an_unknown_model_is_an_error() -> None:
    with pytest.raises(ModelError):
        library().details("nobody")
