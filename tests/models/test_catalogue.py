"""The shipped catalogue fits its schema; a person's own file adds to it and is checked as strictly."""

from pathlib import Path

import pytest

from chatui.errors import ConfigError
from chatui.models.catalogue import load_catalogue

OWN = """
[models.mine]
title = "Mine"
repo_id = "me/mine-GGUF"
license = "MIT"
architecture = "qwen3"
parameters = "4B"
context_length = 4096
default = "Q8_0"
thought.tags = "think"
sampling.temperature = 0.7
files.Q8_0.filename = "mine-Q8_0.gguf"
"""


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "models.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_all_seven_distills_are_there() -> None:
    models = load_catalogue().models
    assert set(models) == {
        "r1-qwen-1.5b",
        "r1-qwen-7b",
        "r1-llama-8b",
        "r1-qwen-14b",
        "r1-qwen-32b",
        "r1-llama-70b",
        "r1-0528-qwen3-8b",
    }


@pytest.mark.parametrize("alias", load_catalogue().models)
def test_every_default_can_be_checked_after_a_download(alias: str) -> None:
    entry = load_catalogue().models[alias]
    file = entry.files[entry.default]
    assert file.sha256
    assert file.size_bytes or file.size_gb
    assert entry.sampling.temperature == 0.6
    assert entry.sampling.source


def test_files_are_named_after_their_quantization() -> None:
    for entry in load_catalogue().models.values():
        assert all(file.filename.endswith(f"-{name}.gguf") for name, file in entry.files.items())


def test_own_entries_add(tmp_path: Path) -> None:
    models = load_catalogue(own(tmp_path, OWN)).models
    assert models["mine"].sampling.temperature == 0.7
    assert "r1-qwen-1.5b" in models


def test_own_entries_replace(tmp_path: Path) -> None:
    replaced = OWN.replace("[models.mine]", '[models."r1-qwen-7b"]')
    assert load_catalogue(own(tmp_path, replaced)).models["r1-qwen-7b"].title == "Mine"


def test_an_absent_own_file_is_no_error(tmp_path: Path) -> None:
    assert load_catalogue(tmp_path / "absent.toml") == load_catalogue()


@pytest.mark.parametrize(
    ("before", "after", "says", "hint"),
    [
        ("title", "titel", "'titel'", "'title'"),
        ('license = "MIT"\n', "", "lacks the key 'license'", "Add it"),
        ('"me/mine-GGUF"', '"mine"', "repo_id is not of the form", "model's page"),
        ('default = "Q8_0"', 'default = "Q8"', "default names no file", "'Q8_0'"),
        ('tags = "think"', 'tags = "thinks"', "thought.tags is unknown", "'think'"),
        ('tags = "think"', 'tag = "think"', "'tag'", "'tags'"),
        ('"mine-Q8_0.gguf"', '"../mine.gguf"', "no GGUF file's name", "without folders"),
        ('filename = "mine-Q8_0.gguf"', 'sha256 = "12"', "lacks the key 'filename'", "Add it"),
        ("[models.mine]", "[models.tiny]", "cannot be a model's name", "bundled"),
        ("[models.mine]", '[models."a/b"]', "cannot be a model's name", "letters"),
        ("[models.mine]", "[model.mine]", "'model'", "'models'"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, before: str, after: str, says: str, hint: str) -> None:
    assert before in OWN
    with pytest.raises(ConfigError) as caught:
        load_catalogue(own(tmp_path, OWN.replace(before, after)))
    assert says in caught.value.message
    assert hint in caught.value.hint
    assert "models.toml" in caught.value.message


def test_a_wrong_checksum_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no valid sha256"):
        load_catalogue(own(tmp_path, OWN + 'files.Q8_0.sha256 = "12"'))
