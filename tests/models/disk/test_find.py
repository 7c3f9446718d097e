"""Models are found in the hub's cache as its own tools lay it out; an absent one says how to get it."""

import os
from pathlib import Path

import pytest

from chatui.errors import ModelError, ModelNotHere
from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.disk.find import ModelFile, find_model
from chatui.models.disk.hub_cache import hub_cache_dir
from chatui.models.gguf.quantization_names import has_quantization

CATALOGUE = load_catalogue()
REPO = "bartowski/DeepSeek-R1-Distill-Qwen-1.5B-GGUF"
FILE = "DeepSeek-R1-Distill-Qwen-1.5B-Q4_K_M.gguf"


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    return tmp_path / "hf" / "hub"


def store(cache: Path, repo_id: str, filename: str, commit: str = "c" * 40, main: bool = True) -> Path:
    """Put a file into the cache as the hub's tools do: a link in a snapshot to a blob."""
    repository = cache / f"models--{repo_id.replace('/', '--')}"
    blob = repository / "blobs" / f"{commit}-{filename.replace('/', '-')}"
    link = repository / "snapshots" / commit / filename
    for folder in (blob.parent, link.parent, repository / "refs"):
        folder.mkdir(parents=True, exist_ok=True)
    blob.write_bytes(b"GGUF")
    link.symlink_to(blob)
    if main:
        (repository / "refs" / "main").write_text(commit)
    return link


def found(ref: str) -> ModelFile:
    return find_model(ref, CATALOGUE)


def absent(ref: str) -> ModelError:
    with pytest.raises(ModelError) as caught:
        found(ref)
    return caught.value


@pytest.mark.parametrize(
    ("variables", "place"),
    [
        ({"HF_HUB_CACHE": "/a"}, "/a"),
        ({"HF_HOME": "/b"}, "/b/hub"),
        ({"HF_HUB_CACHE": "/a", "HF_HOME": "/b"}, "/a"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/huggingface/hub"),
        ({"HOME": "/d"}, "/d/.cache/huggingface/hub"),
    ],
)
def test_the_cache_is_where_the_hubs_tools_put_it(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], place: str
) -> None:
    for variable in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in variables.items():
        monkeypatch.setenv(variable, value)
    assert hub_cache_dir() == Path(place)


def test_a_catalogue_model_is_found(cache: Path) -> None:
    link = store(cache, REPO, FILE)
    entry = CATALOGUE.models["r1-qwen-1.5b"]
    assert found("r1-qwen-1.5b") == ModelFile("r1-qwen-1.5b", link, "Q4_K_M", entry)


def test_an_absent_catalogue_model_says_how_to_get_it() -> None:
    error = absent("r1-qwen-1.5b")
    assert REPO in error.message
    assert FILE in error.message
    assert "1.12 GB" in error.message
    assert isinstance(error, ModelNotHere)
    assert "`chatui models pull r1-qwen-1.5b`" in error.hint


def test_a_link_without_its_blob_is_absent(cache: Path) -> None:
    link = store(cache, REPO, FILE)
    link.resolve().unlink()
    assert "not on this disk" in absent("r1-qwen-1.5b").message


def test_the_snapshot_of_main_comes_first(cache: Path) -> None:
    main = store(cache, REPO, FILE, "a" * 40)
    newer = store(cache, REPO, FILE, "b" * 40, main=False)
    os.utime(main.parent, (1, 1))
    assert found("r1-qwen-1.5b").path == main
    main.unlink()
    assert found("r1-qwen-1.5b").path == newer


def test_a_hub_file_is_found_by_name(cache: Path) -> None:
    link = store(cache, "org/repo", "sub/file.gguf")
    assert found("org/repo/sub/file.gguf").path == link
    error = absent("org/repo/other.gguf")
    assert isinstance(error, ModelNotHere)
    assert "`chatui models pull org/repo/other.gguf`" in error.hint


def test_a_hub_model_is_found_by_quantization(cache: Path) -> None:
    link = store(cache, "org/repo", "model-Q6_K.gguf")
    store(cache, "org/repo", "model-Q6_K_L.gguf")
    assert found("org/repo:Q6_K").path == link
    error = absent("org/repo:Q8_0")
    assert "No Q8_0 file" in error.message
    assert "org/repo/model-Q6_K.gguf" in error.message
    assert "`chatui models pull org/repo:Q8_0`" in error.hint


def test_a_hub_model_without_a_quantization_is_the_usual_one(cache: Path) -> None:
    store(cache, "org/repo", "model-Q8_0.gguf")
    usual = store(cache, "org/repo", "model-Q4_K_M.gguf")
    assert found("org/repo").path == usual


def test_the_only_file_of_a_repository_is_meant(cache: Path) -> None:
    store(cache, "org/repo", "mmproj-Q4_K_M.gguf")
    store(cache, "org/repo", "model-Q8_0-00002-of-00002.gguf")
    first = store(cache, "org/repo", "model-Q8_0-00001-of-00002.gguf")
    assert found("org/repo").path == first


def test_a_repository_that_is_not_here_says_how_to_get_it() -> None:
    assert "`chatui models pull org/repo`" in absent("org/repo").hint


def test_a_catalogue_repository_brings_its_entry(cache: Path) -> None:
    store(cache, REPO, FILE)
    assert found(REPO).entry == CATALOGUE.models["r1-qwen-1.5b"]


def test_a_path_is_taken_as_it_is() -> None:
    assert found("./some.gguf") == ModelFile("./some.gguf", Path("some.gguf"))


@pytest.mark.parametrize(
    ("filename", "quantization", "holds"),
    [
        ("model-Q4_K_M.gguf", "Q4_K_M", True),
        ("model.q4_k_m.gguf", "Q4_K_M", True),
        ("model-Q6_K_L.gguf", "Q6_K", False),
        ("model-IQ4_XS.gguf", "Q4_XS", False),
        ("Q8_0/model-Q8_0-00001-of-00002.gguf", "Q8_0", True),
    ],
)
def test_quantizations_are_read_off_names(filename: str, quantization: str, holds: bool) -> None:
    assert has_quantization(filename, quantization) is holds


SPLIT = "ggml-org/gpt-oss-120b-GGUF"
PARTS = [f"gpt-oss-120b-mxfp4-{number:05}-of-00003.gguf" for number in (1, 2, 3)]


def test_a_split_catalogue_model_is_its_first_part(cache: Path) -> None:
    links = [store(cache, SPLIT, name) for name in PARTS]
    assert found("gpt-oss-120b").path == links[0]
    assert found(f"{SPLIT}:MXFP4").path == links[0]


def test_a_split_model_that_is_not_here_says_how_large_it_is() -> None:
    assert "63.4 GB" in absent("gpt-oss-120b").message


@pytest.mark.parametrize("ref", ["gpt-oss-120b", SPLIT, f"{SPLIT}:MXFP4", f"{SPLIT}/{PARTS[0]}"])
def test_missing_parts_are_named(cache: Path, ref: str) -> None:
    for name in PARTS[:2]:
        store(cache, SPLIT, name)
    error = absent(ref)
    assert isinstance(error, ModelNotHere)
    assert "1 of its parts is missing" in error.message
    assert PARTS[2] in error.message
    assert PARTS[1] not in error.message
    assert f"`chatui models pull {ref}`" in error.hint


def test_parts_of_two_snapshots_are_not_mixed(cache: Path) -> None:
    for name in PARTS:
        store(cache, SPLIT, name, "b" * 40, main=False)
    store(cache, SPLIT, PARTS[0], "a" * 40)
    assert found("gpt-oss-120b").path.parent.name == "b" * 40
    assert found(SPLIT).path.parent.name == "b" * 40


def test_a_local_split_model_needs_its_parts(tmp_path: Path) -> None:
    first = tmp_path / "m-00001-of-00009.gguf"
    first.write_bytes(b"GGUF")
    error = absent(str(first))
    assert "8 of its parts" in error.message
    assert "m-00005-of-00009.gguf …" in error.message
    assert "beside it" in error.hint
    for number in range(2, 10):
        (tmp_path / f"m-{number:05}-of-00009.gguf").write_bytes(b"GGUF")
    assert found(str(first)).path == first
