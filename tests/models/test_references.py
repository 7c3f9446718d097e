"""Each form of a model reference, and what is none."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.errors import ModelError
from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.references import (
    CatalogueModel,
    DemoModel,
    HubModel,
    ImportedModel,
    LocalModel,
    ModelReference,
    OllamaModel,
    parse_reference,
)

CATALOGUE = load_catalogue()


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("tiny", DemoModel()),
        ("r1-qwen-1.5b", CatalogueModel("r1-qwen-1.5b", "Q4_K_M")),
        ("r1-qwen-1.5b:Q6_K", CatalogueModel("r1-qwen-1.5b", "Q6_K")),
        ("r1-qwen-1.5b:q6_k", CatalogueModel("r1-qwen-1.5b", "Q6_K")),
        ("org/repo", HubModel("org/repo")),
        ("org/repo:Q4_K_M", HubModel("org/repo", quantization="Q4_K_M")),
        ("org/repo/file.gguf", HubModel("org/repo", "file.gguf")),
        ("org/repo/sub/file.gguf", HubModel("org/repo", "sub/file.gguf")),
        ("ollama:deepseek-r1:1.5b", OllamaModel("deepseek-r1:1.5b")),
        ("ollama:hf.co/me/own.gguf", OllamaModel("hf.co/me/own.gguf")),
        ("./path/model.gguf", LocalModel(Path("path/model.gguf"))),
        ("/path/model.gguf", LocalModel(Path("/path/model.gguf"))),
        ("../model", LocalModel(Path("../model"))),
        ("model.gguf", LocalModel(Path("model.gguf"))),
        ("path/model.gguf", LocalModel(Path("path/model.gguf"))),
        ("C:\\models\\model.gguf", LocalModel(Path("C:\\models\\model.gguf"))),
    ],
)
def test_forms(text: str, means: ModelReference) -> None:
    assert parse_reference(text, CATALOGUE) == means


def test_the_home_folder_is_meant(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert parse_reference("~/model.gguf", CATALOGUE) == LocalModel(tmp_path / "model.gguf")


def test_a_file_that_is_here_is_no_hub_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.gguf").touch()
    monkeypatch.chdir(tmp_path)
    assert parse_reference("a/b/c.gguf", CATALOGUE) == LocalModel(Path("a/b/c.gguf"))


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("r1-qwen-1.5", "'r1-qwen-1.5'", "r1-qwen-1.5b"),
        ("r1-quen-7b:Q4_K_M", "r1-quen-7b", "r1-qwen-7b"),
        ("tinny", "tinny", "tiny"),
        ("zzzz", "zzzz", "Known are tiny, r1-qwen-1.5b"),
        ("", "''", "Known are"),
        ("r1-qwen-7b:Q9_Z", "no quantization Q9_Z", "Q4_K_M"),
        ("http://localhost:8080/v1#name", "is a server", "GGUF file"),
        ("HTTPS://example.org", "is a server", "GGUF file"),
        ("org/../evil.gguf:Q4", "No model", "./model.gguf"),
    ],
)
def test_what_is_none_lists_the_nearest(text: str, says: str, hint: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_reference(text, CATALOGUE)
    assert says in caught.value.message
    assert hint in caught.value.hint


def test_an_unknown_home_folder_is_named() -> None:
    with pytest.raises(ModelError, match="home folder") as caught:
        parse_reference("~no-such-person/model.gguf", CATALOGUE)
    assert "in full" in caught.value.hint


def others() -> list[str]:
    return ["my-own", "ollama:deepseek-r1:1.5b"]


def test_an_imported_model_is_known_by_its_name() -> None:
    assert parse_reference("my-own", CATALOGUE, others) == ImportedModel("my-own")


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("my-onw", "my-own"),
        ("deepseek-r1:1.5b", "ollama:deepseek-r1:1.5b"),
        ("deepseek-r1", "ollama:deepseek-r1:1.5b"),
    ],
)
def test_the_nearest_names_are_also_those_of_other_models(text: str, near: str) -> None:
    with pytest.raises(ModelError) as caught:
        parse_reference(text, CATALOGUE, others)
    assert near in caught.value.hint


def test_other_models_are_not_looked_for_where_the_form_tells() -> None:
    def never() -> list[str]:
        raise AssertionError

    for text in ("tiny", "r1-qwen-1.5b", "org/repo", "./a.gguf", "ollama:r1"):
        parse_reference(text, CATALOGUE, never)


@given(st.text(max_size=60))
def test_any_text_is_a_reference_or_a_model_error(text: str) -> None:
    try:
        means = parse_reference(text, CATALOGUE)
    except ModelError:
        return
    # Nothing that names a hub file may lead out of the hub's folder.
    assert not (isinstance(means, HubModel) and ".." in f"{means.repo_id}/{means.filename}")
