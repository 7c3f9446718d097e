"""The library over real folders and a hub on loopback."""

import shutil
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest

from chatui.config.paths import own_catalogue_path
from chatui.engine.requests import EngineReport, KvType
from chatui.errors import ModelError, ModelNotHere
from chatui.library import machine_figures
from chatui.library.base import Library
from chatui.library.library import ModelLibrary, open_library
from chatui.library.values import Origin
from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.disk.found import Places
from chatui.models.fit.values import Verdict
from chatui.models.hub.hub import Hub
from tests.engine.conftest import wait_until
from tests.hub_server import HubServer
from tests.library.small_model import FILE, REPO, TINY, refs
from tests.models.gguf.gguf_bytes import Gguf, Tensor, chat_metadata, u32

pytestmark = pytest.mark.usefixtures("measured_machine")


def put(folder: Path, name: str) -> Path:
    """A copy of a real model in a folder that is made for it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(TINY.read_bytes())
    return path


def test_it_is_what_the_front_ends_call(library: ModelLibrary) -> None:
    called: Library = library
    assert called.models()[0].ref == "tiny"
    assert not called.is_offline


def test_other_programs_models_are_listed_behind_the_catalogue(library: ModelLibrary) -> None:
    put(Path("~/.lmstudio/models/org/x-GGUF").expanduser(), "x-Q8_0.gguf")
    listed = library.models()
    assert listed[-2].ref == "small"
    assert (listed[-1].ref, listed[-1].origin) == ("org/x-GGUF/x-Q8_0.gguf", Origin.LM_STUDIO)
    assert listed[-1].fit.verdict is Verdict.FITS, "its header says what it needs"
    assert library.has_real_model()
    assert library.places() == {Origin.LM_STUDIO: 1}


def test_another_programs_copy_of_a_known_model_is_that_model(
    library: ModelLibrary, hub_server: HubServer
) -> None:
    path = put(Path("~/.lmstudio/models").expanduser() / REPO, FILE)
    small = next(row for row in library.models() if row.ref == "small")
    assert (small.path, small.origin, small.is_downloaded) == (path, Origin.LM_STUDIO, True)
    assert refs(library).count("small") == 1
    assert f"{REPO}/{FILE}" not in refs(library)
    assert hub_server.requests() == []


def test_the_hubs_copy_comes_first(library: ModelLibrary) -> None:
    put(Path("~/.lmstudio/models").expanduser() / REPO, FILE)
    pull = library.pull("small")
    wait_until(lambda: pull.is_over)
    assert pull.error is None
    small = next(row for row in library.models() if row.ref == "small")
    assert (small.path, small.origin) == (pull.path, Origin.HUB)


def test_an_imported_model_has_a_row_of_its_own(library: ModelLibrary, tmp_path: Path) -> None:
    row = library.import_file(put(tmp_path / "mine", "Some Model.gguf"))
    assert (row.ref, row.origin, row.is_downloaded) == ("some-model", Origin.IMPORTED, True)
    assert refs(library)[-1] == "some-model"
    assert library.details("some-model").architecture == "qwen2"
    removal = library.removal("some-model")
    assert (removal.paths, removal.freed_bytes, removal.needs_second_word) == ((), 0, False)


def test_every_way_to_name_a_model_leads_to_it(library: ModelLibrary) -> None:
    pull = library.pull("small")
    wait_until(lambda: pull.is_over)
    for ref in ("small", "small:Q8_0", "small:q8_0", f"{REPO}:Q8_0", f"{REPO}/{FILE}", str(pull.path)):
        details = library.details(ref)
        assert (details.row.ref, details.row.path) == (ref, pull.path), ref
        assert details.memory is not None
    assert library.details(REPO).row.quantization == "Q4_K_M", "the usual one"
    assert not library.details(REPO).row.is_downloaded


def test_details_follow_the_context(library: ModelLibrary) -> None:
    short = library.details("small", 512).memory
    long = library.details("small", 1024, n_lanes=2).memory
    quantized = library.details("small", 1024, 2, KvType.Q8_0).memory
    assert short is not None
    assert long is not None
    assert quantized is not None
    assert (long.n_ctx, long.n_lanes) == (1024, 2)
    assert long.kv_bytes == 2 * (short.kv_bytes or 0)
    assert (quantized.kv_bytes or 0) < (long.kv_bytes or 0)


def test_the_hub_is_asked_once_for_a_header(library: ModelLibrary, hub_server: HubServer) -> None:
    assert library.details("org/another-GGUF").memory is None
    assert hub_server.requests() == []
    first = library.details_from_hub("org/another-GGUF", 512)
    asked = len(hub_server.requests())
    second = library.details_from_hub("org/another-GGUF", 1024)
    assert len(hub_server.requests()) == asked
    assert first.row.filename == "another-Q4_K_M.gguf"
    assert first.memory is not None
    assert second.memory is not None
    assert second.memory.kv_bytes == 2 * (first.memory.kv_bytes or 0)
    assert [one.name for one in second.quantizations] == ["Q8_0", "Q4_K_M"]


def test_a_disk_without_room_is_told_before_a_download(
    library: ModelLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.details("small").notices == ()
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=100_000_000))
    for details in (library.details("small"), library.details_from_hub("org/another-GGUF")):
        assert len(details.notices) == 1
        assert "needs 270 MB of disk" in details.notices[0]
        assert "100 MB are free" in details.notices[0]


def test_what_fits_in_the_place_of_what_does_not_is_named(
    library: ModelLibrary, hub_server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = {f"qwen2.attention.head_count{suffix}": u32(4) for suffix in ("", "_kv")}
    weights = Tensor("token_embd.weight", (32, 900_000), size=900_000 * 34)
    large = Gguf(chat_metadata() | heads, [weights]).whole()
    hub_server.add("org/two-GGUF", {"two-Q8_0.gguf": large, "two-Q4_0.gguf": TINY})
    monkeypatch.setattr(machine_figures, "available_bytes", lambda: 75_000_000)
    details = library.details_from_hub("org/two-GGUF:Q8_0", 256)
    assert details.row.fit.verdict is Verdict.TOO_BIG
    assert details.row.fit.advice == "Q4_0 of 0.0 GB would fit."
    assert [one.fit.verdict for one in details.quantizations] == [Verdict.FITS, Verdict.TOO_BIG]


def test_a_header_tells_of_every_quantization_what_the_catalogue_does_not(
    library: ModelLibrary, hub_server: HubServer
) -> None:
    catalogue = own_catalogue_path()
    shape = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(shape.replace("n_layers", 'attention = "mla"\nn_layers'), encoding="utf-8")
    found = open_library()
    assert found.details("small").row.fit.verdict is Verdict.UNKNOWN
    quantizations = found.details_from_hub("small").quantizations
    assert [one.fit.verdict for one in quantizations] == [Verdict.FITS, Verdict.FITS]


def test_a_copy_that_the_catalogue_knows_is_here_beside_those_that_it_does_not(
    library: ModelLibrary, hub_server: HubServer
) -> None:
    hub_server.add(REPO, {FILE: TINY, "small-Q6_K.gguf": TINY})
    pull = library.pull("small")
    wait_until(lambda: pull.is_over)
    quantizations = library.details_from_hub(f"{REPO}/small-Q6_K.gguf").quantizations
    assert {one.name: one.is_downloaded for one in quantizations} == {"Q6_K": False, "Q8_0": True}


def test_what_is_nowhere_says_so(library: ModelLibrary) -> None:
    with pytest.raises(ModelNotHere, match="chatui models pull small"):
        library.verify("small", lambda share: None, threading.Event())
    with pytest.raises(ModelError, match="not a model of the hub"):
        library.pull("tiny")
    with pytest.raises(ModelError, match="small is not on this disk"):
        library.removal("small")


def test_removing_gives_back_the_whole_repository(library: ModelLibrary) -> None:
    pull = library.pull("small")
    wait_until(lambda: pull.is_over)
    removal = library.removal("small")
    assert (removal.freed_bytes, removal.needs_second_word) == (TINY.stat().st_size, False)
    library.remove("small")
    assert pull.path is not None
    assert not pull.path.parents[2].exists()
    assert not library.has_real_model()


def test_what_other_tools_put_into_the_shared_cache_is_theirs(library: ModelLibrary, tmp_path: Path) -> None:
    put(tmp_path / "hf" / "hub" / f"models--{REPO.replace('/', '--')}" / "snapshots" / ("0" * 40), FILE)
    assert library.removal("small").needs_second_word
    with pytest.raises(ModelError, match="second time"):
        library.remove("small")
    library.remove("small", said_twice=True)
    assert not library.details("small").row.is_downloaded


def test_a_recommendation_has_its_reason(library: ModelLibrary) -> None:
    found = library.recommend()
    assert found is None or (found.row.ref.startswith("r1-") and "GB free" in found.why)


def test_an_engine_is_asked_only_where_a_gpu_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def ask() -> EngineReport:
        asked.append(1)
        raise ModelError("The engine does not start.")

    def new() -> ModelLibrary:
        return ModelLibrary(load_catalogue(), Places(), Hub("http://127.0.0.1:9"), ask)

    monkeypatch.setattr("chatui.library.machine_figures.is_gpu_build", lambda: False)
    new().models()
    assert asked == []
    monkeypatch.setattr("chatui.library.machine_figures.is_gpu_build", lambda: True)
    with_gpu = new()
    with_gpu.models()
    with_gpu.models()
    assert asked == [1], "it is asked once, and its failure is no reason to fail"
