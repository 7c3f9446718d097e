"""A reference also leads to files of other programs and of one's own, without a second copy."""

from dataclasses import replace
from pathlib import Path

import pytest

from chatui.chat.events import AnswerDelta
from chatui.chat.sampling import SamplingParams
from chatui.engine.requests import LoadRequest
from chatui.errors import ModelError, ModelNotHere
from chatui.launch import open_engine
from chatui.models.catalogue.catalogue import Catalogue, CatalogueEntry, CatalogueFile, load_catalogue
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.find import find_model, found_model
from chatui.models.disk.found import NO_PLACES, Origin, Places
from chatui.models.disk.imports import add_import
from chatui.models.disk.remove import remove
from tests.engine.llama.asking import ask
from tests.models.disk.trees import WHOLE, hub_file, model_bytes, ollama_model, part_bytes, write

CATALOGUE = load_catalogue()
ALIAS = "r1-qwen-1.5b"
ENTRY = CATALOGUE.models[ALIAS]
FILE = ENTRY.files["Q4_K_M"]


def catalogue_with(file: CatalogueFile) -> Catalogue:
    """The catalogue with one entry, whose file is small enough to be written here."""
    entry: CatalogueEntry = replace(ENTRY, files={"Q4_K_M": file})
    return Catalogue({ALIAS: entry})


SMALL = catalogue_with(replace(FILE, size_bytes=len(WHOLE), sha256=None))


def absent(ref: str, catalogue: Catalogue = SMALL, places: Places = NO_PLACES) -> ModelError:
    with pytest.raises(ModelError) as caught:
        find_model(ref, catalogue, places)
    return caught.value


def test_an_alias_is_found_in_lm_studios_folder(home: Path) -> None:
    path = write(home / ".lmstudio" / "models" / ENTRY.repo_id / FILE.filename)
    model = find_model(ALIAS, SMALL)
    assert (model.path, model.quantization, model.entry) == (path, "Q4_K_M", SMALL.models[ALIAS])


@pytest.mark.parametrize("has_manifest", [True, False])
def test_an_alias_is_found_in_llama_cpps_cache(home: Path, has_manifest: bool) -> None:
    folder = home / ".cache" / "llama.cpp"
    owner, name = ENTRY.repo_id.split("/")
    path = write(folder / f"{owner}_{name}_{FILE.filename}")
    if has_manifest:
        write(folder / f"manifest={owner}={name}=latest.json")
    assert find_model(ALIAS, SMALL).path == path
    assert find_model(f"{ENTRY.repo_id}/{FILE.filename}", SMALL).path == path
    assert find_model(f"{ENTRY.repo_id}:Q4_K_M", SMALL).path == path


def test_an_alias_is_found_in_ollamas_blobs_by_its_checksum(ollama: Path) -> None:
    blob = ollama_model(ollama, "registry.ollama.ai/library/anything/latest")
    catalogue = catalogue_with(replace(FILE, sha256=blob.name.removeprefix("sha256-")))
    assert find_model(ALIAS, catalogue).path == blob
    assert isinstance(absent(ALIAS, CATALOGUE), ModelNotHere)


def test_an_alias_is_found_in_a_folder_of_ones_own_by_name_and_size(tmp_path: Path) -> None:
    places = Places((tmp_path / "mine",))
    path = write(tmp_path / "mine" / "sub" / FILE.filename)
    assert find_model(ALIAS, SMALL, places).path == path
    path.write_bytes(WHOLE + b"x")
    assert isinstance(absent(ALIAS, SMALL, places), ModelNotHere)


@pytest.mark.parametrize(("size_gb", "is_it"), [(1.12, True), (2.5, False), (None, True)])
def test_a_rounded_size_is_compared_roughly(tmp_path: Path, size_gb: float | None, is_it: bool) -> None:
    path = write(tmp_path / FILE.filename)
    with path.open("r+b") as file:
        file.truncate(1_117_320_800)
    catalogue = catalogue_with(CatalogueFile(FILE.filename, size_gb=size_gb))
    if is_it:
        assert find_model(ALIAS, catalogue, Places((tmp_path,))).path == path
    else:
        assert isinstance(absent(ALIAS, catalogue, Places((tmp_path,))), ModelNotHere)


def test_an_alias_is_found_among_the_imports(tmp_path: Path) -> None:
    path = write(tmp_path / "mine" / FILE.filename)
    add_import(tmp_path / "imports.json", path, lambda name: False)
    assert find_model(ALIAS, SMALL, Places(imports=tmp_path / "imports.json")).path == path


def test_the_hub_cache_comes_first(home: Path, cache: Path) -> None:
    write(home / ".lmstudio" / "models" / ENTRY.repo_id / FILE.filename)
    link = hub_file(cache, ENTRY.repo_id, FILE.filename)
    assert find_model(ALIAS, SMALL).path == link


def test_a_broken_file_of_the_cache_gives_way_to_a_whole_one(home: Path, cache: Path) -> None:
    hub_file(cache, ENTRY.repo_id, FILE.filename).resolve().unlink()
    path = write(home / ".lmstudio" / "models" / ENTRY.repo_id / FILE.filename)
    assert find_model(ALIAS, SMALL).path == path


@pytest.mark.parametrize("ending", ["", ".part"])
def test_a_broken_file_is_never_taken(home: Path, ending: str) -> None:
    write(home / ".lmstudio" / "models" / ENTRY.repo_id / f"{FILE.filename}{ending}", b"")
    assert isinstance(absent(ALIAS), ModelNotHere)


def test_a_hub_model_is_found_elsewhere_by_its_quantization(home: Path, ollama: Path) -> None:
    path = write(home / ".lmstudio" / "models" / "me" / "own" / "own-Q6_K.gguf")
    blob = ollama_model(ollama, "hf.co/me/other/Q4_K_M", model_bytes("other"))
    assert find_model("me/own", SMALL).path == path
    assert find_model("me/own:Q6_K", SMALL).path == path
    assert find_model("me/other:Q4_K_M", SMALL).path == blob
    assert isinstance(absent("me/own:Q8_0"), ModelNotHere)


def test_a_split_model_is_found_whole_in_lm_studios_folder(home: Path) -> None:
    folder = home / ".lmstudio" / "models" / "me" / "big"
    for number in range(2):
        write(folder / f"big-0000{number + 1}-of-00002.gguf", part_bytes(number, 2))
    assert find_model("me/big/big-00001-of-00002.gguf", SMALL).path == folder / "big-00001-of-00002.gguf"
    (folder / "big-00002-of-00002.gguf").unlink()
    assert isinstance(absent("me/big/big-00001-of-00002.gguf"), ModelNotHere)


@pytest.mark.parametrize("ref", ["ollama:r1:1.5b", "ollama:R1:1.5B", "ollama:me/own", "ollama:me/own:latest"])
def test_ollamas_models_have_a_reference(ollama: Path, ref: str) -> None:
    ollama_model(ollama, "registry.ollama.ai/library/r1/1.5b")
    ollama_model(ollama, "registry.ollama.ai/me/own/latest", model_bytes("own"))
    assert find_model(ref, SMALL).path.is_file()


def test_an_unknown_model_of_ollamas_names_the_near_ones(ollama: Path) -> None:
    ollama_model(ollama, "registry.ollama.ai/library/deepseek-r1/1.5b")
    assert "ollama:deepseek-r1:1.5b" in absent("ollama:deepseek-r1:7b").hint
    assert "ollama:deepseek-r1:1.5b" in absent("deepseek-r1:1.5b").hint
    assert "ollama:deepseek-r1:1.5b" in absent("ollama:").hint


def test_a_broken_model_of_ollamas_says_why(ollama: Path) -> None:
    ollama_model(ollama, "registry.ollama.ai/library/r1/latest").write_bytes(b"x")
    error = absent("ollama:r1")
    assert "incomplete" in error.message
    assert "`ollama pull r1:latest`" in error.hint
    assert not isinstance(error, ModelNotHere)


def test_an_imported_model_has_its_name(tmp_path: Path) -> None:
    places = Places(imports=tmp_path / "imports.json")
    path = write(tmp_path / "My Own.gguf")
    assert add_import(tmp_path / "imports.json", path, lambda name: False).ref == "my-own"
    assert find_model("my-own", SMALL, places).path == path
    assert "my-own" in absent("my-onw", SMALL, places).hint
    path.unlink()
    error = absent("my-own", SMALL, places)
    assert "is gone" in error.message
    assert "`chatui models remove my-own`" in error.message


def test_a_damaged_list_of_imports_matters_only_to_who_needs_it(tmp_path: Path) -> None:
    places = Places(imports=write(tmp_path / "imports.json", b"{"))
    assert find_model("tiny", SMALL, places).path == demo_model_path()
    assert "cannot be read" in absent("my-own", SMALL, places).message


def test_a_found_model_tells_its_place(home: Path, cache: Path, tmp_path: Path) -> None:
    link = hub_file(cache, ENTRY.repo_id, FILE.filename)
    assert found_model(ALIAS, SMALL).path == link
    assert found_model(f"{ENTRY.repo_id}:Q4_K_M", SMALL).origin is Origin.HUB
    assert found_model("tiny", SMALL).origin is Origin.BUNDLED
    path = write(tmp_path / "some.gguf")
    assert found_model(str(path), SMALL).size_bytes == len(WHOLE)
    with pytest.raises(ModelError, match="No such file"):
        found_model(str(tmp_path / "none.gguf"), SMALL)


@pytest.mark.parametrize(
    "ref", [ALIAS, ENTRY.repo_id, f"{ENTRY.repo_id}:Q4_K_M", f"{ENTRY.repo_id}/{FILE.filename}"]
)
def test_a_broken_model_is_found_to_be_removed(cache: Path, ref: str) -> None:
    hub_file(cache, ENTRY.repo_id, FILE.filename).resolve().unlink()
    assert found_model(ref, SMALL).fault
    with pytest.raises(ModelNotHere):
        found_model("me/none", SMALL)


def test_a_model_of_ollamas_answers_and_goes_on_when_it_is_removed(ollama: Path) -> None:
    ollama_model(ollama, "registry.ollama.ai/library/demo/latest", demo_model_path().read_bytes())
    path = find_model("ollama:demo", CATALOGUE).path
    assert path.name.startswith("sha256-")
    client = open_engine()
    greedy = SamplingParams(temperature=0, max_tokens=600)
    try:
        assert client.load(LoadRequest(str(path), n_ctx=512)).architecture == "qwen2"
        remove(found_model("ollama:demo:latest", CATALOGUE), NO_PLACES, lambda path: False, said_twice=True)
        assert not path.exists()
        events = list(client.generate(ask("What is 47 + 85?", sampling=greedy)))
    finally:
        client.close()
    assert "132" in "".join(event.text for event in events if isinstance(event, AnswerDelta))
