"""Models that other programs downloaded are found where those keep them, each once."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chatui.models.catalogue.catalogue import Catalogue, load_catalogue
from chatui.models.disk.discover import catalogue_names, examined, found_models
from chatui.models.disk.found import FoundModel, Origin, Places
from chatui.models.disk.imports import add_import
from tests.models.disk.trees import WHOLE, hub_file, model_bytes, ollama_model, part_bytes, write
from tests.models.gguf.gguf_bytes import Gguf, chat_metadata, string

CATALOGUE = load_catalogue()
REPO = "bartowski/DeepSeek-R1-Distill-Qwen-1.5B-GGUF"
FILE = "DeepSeek-R1-Distill-Qwen-1.5B-Q4_K_M.gguf"
NOTHING = Places()


def only(places: Places = NOTHING) -> FoundModel:
    (model,) = found_models(places)
    return model


def test_an_empty_disk_has_none() -> None:
    assert found_models(Places((Path("/no/such/folder"),), Path("/no/such/file"))) == []


def test_every_repository_of_the_hub_cache_is_found(cache: Path) -> None:
    link = hub_file(cache, "me/Own-GGUF", "sub/Own-Q6_K.gguf")
    model = only()
    assert (model.ref, model.origin, model.path) == ("me/Own-GGUF/sub/Own-Q6_K.gguf", Origin.HUB, link)
    assert (model.repo_id, model.filename) == ("me/Own-GGUF", "sub/Own-Q6_K.gguf")
    assert (model.name, model.quantization, model.size_bytes) == ("Own-Q6_K", "Q6_K", len(WHOLE))
    assert model.sha256 == link.resolve().name


def test_a_link_without_its_blob_is_listed_as_broken(cache: Path) -> None:
    hub_file(cache, "me/own", "own.gguf").resolve().unlink()
    assert "leads to a file that is gone" in only().fault


def test_what_is_no_repository_is_passed_over(cache: Path) -> None:
    write(cache / "models--broken" / "snapshots" / "c" / "m.gguf")
    write(cache / "datasets--a--b" / "snapshots" / "c" / "m.gguf")
    write(cache / "CACHEDIR.TAG")
    write(cache / "models--a--b")
    assert found_models(NOTHING) == []


@pytest.mark.parametrize("folder", [".lmstudio/models", ".cache/lm-studio/models"])
def test_lm_studios_models_are_found(home: Path, folder: str) -> None:
    path = write(home / folder / "me" / "Own-GGUF" / "Own-Q8_0.gguf")
    model = only()
    assert (model.ref, model.origin, model.path) == ("me/Own-GGUF/Own-Q8_0.gguf", Origin.LM_STUDIO, path)
    assert (model.repo_id, model.filename, model.quantization) == ("me/Own-GGUF", "Own-Q8_0.gguf", "Q8_0")


def test_the_folder_that_lm_studios_settings_name_is_found(home: Path, tmp_path: Path) -> None:
    write(tmp_path / "disk" / "me" / "own" / "a.gguf")
    write(home / ".lmstudio-home-pointer", f"{tmp_path / 'studio'}\n".encode())
    write(
        tmp_path / "studio" / "settings.json",
        json.dumps({"downloadsFolder": str(tmp_path / "disk")}).encode(),
    )
    assert only().ref == "me/own/a.gguf"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"downloadsFolder": 3}', '{"downloadsFolder": "a"}', "[" * 99_999]
)
def test_odd_settings_of_lm_studio_do_no_harm(home: Path, text: str) -> None:
    write(home / ".lmstudio" / "settings.json", text.encode())
    write(home / ".lmstudio-home-pointer", b"\xff\x00")
    write(home / ".lmstudio" / "models" / "flat.gguf")
    assert only().ref == str(home / ".lmstudio" / "models" / "flat.gguf")


def test_ollamas_models_are_found_through_their_manifests(ollama: Path) -> None:
    blob = ollama_model(ollama, "registry.ollama.ai/library/deepseek-r1/1.5b")
    model = only()
    assert (model.ref, model.name) == ("ollama:deepseek-r1:1.5b", "deepseek-r1:1.5b")
    assert (model.origin, model.path) == (Origin.OLLAMA, blob)
    assert (model.quantization, model.size_bytes) == ("Q4_K_M", len(WHOLE))
    assert model.sha256 == blob.name.removeprefix("sha256-")
    assert model.fault == ""


@pytest.mark.parametrize(
    ("place", "ref", "repo_id"),
    [
        ("registry.ollama.ai/me/own/latest", "ollama:me/own:latest", None),
        ("hf.co/me/Own-GGUF/Q4_K_M", "ollama:hf.co/me/Own-GGUF:Q4_K_M", "me/Own-GGUF"),
        ("example.org/me/own/v1", "ollama:example.org/me/own:v1", None),
    ],
)
def test_ollamas_names_are_those_that_it_lists(
    ollama: Path, place: str, ref: str, repo_id: str | None
) -> None:
    ollama_model(ollama, place)
    assert (only().ref, only().repo_id) == (ref, repo_id)


def test_two_names_of_one_blob_are_two_models(ollama: Path) -> None:
    ollama_model(ollama, "registry.ollama.ai/library/r1/a")
    ollama_model(ollama, "registry.ollama.ai/library/r1/b")
    assert [model.ref for model in found_models(NOTHING)] == ["ollama:r1:a", "ollama:r1:b"]


def test_an_incomplete_or_absent_blob_is_listed_as_broken(ollama: Path) -> None:
    blob = ollama_model(ollama, "registry.ollama.ai/library/r1/latest")
    blob.write_bytes(WHOLE[:-1])
    assert f"{len(WHOLE) - 1:,} of {len(WHOLE):,} bytes" in only().fault
    blob.unlink()
    assert "missing" in only().fault


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"no json",
        b"[1]",
        b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "../../x", "size": 1}]}',
        b'{"layers": [{"mediaType": "application/vnd.ollama.image.model", "digest": "sha256:'
        + b"a" * 64
        + b'"}]}',
        b'{"layers": []}',
        b'{"layers": 3}',
        b"[" * 99_999,
    ],
)
def test_odd_manifests_do_no_harm(ollama: Path, manifest: bytes) -> None:
    write(ollama / "manifests" / "registry.ollama.ai" / "library" / "odd" / "latest", manifest)
    assert found_models(NOTHING) == []


def test_llama_cpps_flat_names_are_read_with_their_manifests(home: Path) -> None:
    folder = home / ".cache" / "llama.cpp"
    path = write(folder / "me_Own_GGUF_Own-Q4_K_M.gguf")
    write(folder / "me_Own_GGUF_Own-Q4_K_M.gguf.etag")
    write(folder / "manifest=me=Own_GGUF=latest.json")
    write(folder / "manifest=me=Own=latest.json")
    model = only()
    assert (model.ref, model.origin, model.path) == ("me/Own_GGUF/Own-Q4_K_M.gguf", Origin.LLAMA_CPP, path)
    assert model.filename == "Own-Q4_K_M.gguf"


def test_llama_cpps_files_without_a_manifest_are_called_by_their_path(home: Path) -> None:
    path = write(home / ".cache" / "llama.cpp" / "me_own_own.gguf")
    assert only().ref == str(path)
    assert only().repo_id is None


def test_llama_cpps_own_cache_in_the_hubs_layout_is_found(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LLAMA_CACHE", str(tmp_path / "llama"))
    hub_file(tmp_path / "llama", "me/own", "own.gguf")
    assert (only().ref, only().origin) == ("me/own/own.gguf", Origin.LLAMA_CPP)


def test_the_settings_folders_are_searched(tmp_path: Path) -> None:
    path = write(tmp_path / "mine" / "deep" / "Some.Q5_K_S.gguf")
    model = only(Places((tmp_path / "mine",)))
    assert (model.ref, model.origin) == (str(path), Origin.FOLDER)
    assert (model.name, model.quantization) == ("Some.Q5_K_S", "Q5_K_S")


def test_a_file_is_listed_once_and_under_its_imported_name(home: Path, cache: Path, tmp_path: Path) -> None:
    path = write(home / ".lmstudio" / "models" / "me" / "own" / "a.gguf")
    hub_file(cache, "me/other", "b.gguf", model_bytes("b"))
    registry = tmp_path / "imports.json"
    add_import(registry, path, lambda name: False)
    places = Places((home, cache), registry)
    assert [(model.ref, model.origin) for model in found_models(places)] == [
        ("a", Origin.IMPORTED),
        ("me/other/b.gguf", Origin.HUB),
    ]


def test_a_second_model_of_the_same_reference_is_called_by_its_path(home: Path, cache: Path) -> None:
    hub_file(cache, "me/own", "a.gguf")
    path = write(home / ".lmstudio" / "models" / "me" / "own" / "a.gguf")
    assert [model.ref for model in found_models(NOTHING)] == ["me/own/a.gguf", str(path)]


def test_a_damaged_list_of_imports_does_not_hide_the_rest(tmp_path: Path) -> None:
    write(tmp_path / "imports.json", b"{")
    write(tmp_path / "mine" / "a.gguf")
    broken, sound = found_models(Places((tmp_path / "mine",), tmp_path / "imports.json"))
    assert "cannot be read" in broken.fault
    assert sound.fault == ""


def test_headers_tell_more_where_they_are_asked(tmp_path: Path) -> None:
    places = Places((tmp_path,))
    write(tmp_path / "cut.gguf", WHOLE[:-1])
    write(tmp_path / "page.gguf", b"<!DOCTYPE html><html></html>")
    write(tmp_path / "sound.gguf")
    Gguf(metadata={**chat_metadata(), "general.type": string("mmproj")}).write(tmp_path / "projector.gguf")
    assert [model.fault for model in found_models(places)] == [""] * 4
    looked_at = [looked for model in found_models(places) if (looked := examined(model))]
    faults = {model.path.name: model.fault for model in looked_at}
    assert "incomplete" in faults["cut.gguf"]
    assert "web page" in faults["page.gguf"]
    assert faults["sound.gguf"] == ""
    assert "projector.gguf" not in faults


def test_the_catalogue_knows_a_found_file(home: Path, cache: Path) -> None:
    hub_file(cache, REPO, FILE)
    hub_file(cache, "me/own", "own.gguf", model_bytes("own"))
    flat = write(home / ".cache" / "llama.cpp" / f"{REPO}_{FILE}".replace("/", "_"))
    known = ("r1-qwen-1.5b", "Q4_K_M")
    assert catalogue_names(found_models(NOTHING), CATALOGUE) == {f"{REPO}/{FILE}": known, str(flat): known}


def test_the_catalogue_knows_a_blob_by_its_checksum(ollama: Path) -> None:
    ollama_model(ollama, "registry.ollama.ai/library/r1/latest")
    (model,) = found_models(NOTHING)
    entry = CATALOGUE.models["r1-qwen-1.5b"]
    file = replace(entry.files["Q4_K_M"], sha256=model.sha256)
    catalogue = Catalogue({"mine": replace(entry, files={"Q4_K_M": file})})
    assert catalogue_names([model], catalogue) == {"ollama:r1:latest": ("mine", "Q4_K_M")}


def test_a_split_model_of_the_hub_is_one(cache: Path) -> None:
    for number in range(2):
        hub_file(cache, "me/big", f"Q8_0/big-Q8_0-0000{number + 1}-of-00002.gguf", part_bytes(number, 2))
    model = only()
    assert examined(model) == model
    assert model.ref == "me/big/Q8_0/big-Q8_0-00001-of-00002.gguf"
    assert model.fault == ""
    assert model.size_bytes == len(part_bytes(0, 2)) + len(part_bytes(1, 2))
    assert len(model.parts) == 2
