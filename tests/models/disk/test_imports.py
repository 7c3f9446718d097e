"""A model is added where it lies: its name is free and easy to type, and the list is never half written."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.errors import ModelError
from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.disk.imports import _free_name, add_import, forget_import, imported_models, imports
from chatui.models.references import ImportedModel, parse_reference
from tests.models.disk.trees import WHOLE, all_files, part_bytes, write

CATALOGUE = load_catalogue()


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    return tmp_path / "data" / "imports.json"


def nothing_taken(name: str) -> bool:
    return False


def test_a_file_is_added_and_stays_where_it_is(registry: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "mine" / "My Model-Q4_K_M.gguf")
    model = add_import(registry, path, nothing_taken)
    assert (model.ref, model.path, model.quantization) == ("my-model-q4_k_m", path, "Q4_K_M")
    assert model.size_bytes == len(WHOLE)
    assert imported_models(registry) == [model]
    assert all_files(registry.parent) == {"imports.json"}


def test_the_list_is_for_this_user_alone(registry: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        add_import(registry, write(tmp_path / "a.gguf"), nothing_taken)
    finally:
        os.umask(before)
    assert registry.stat().st_mode & 0o777 == 0o600
    assert registry.parent.stat().st_mode & 0o777 == 0o700


def test_a_file_that_is_there_already_keeps_its_name(registry: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.gguf")
    assert add_import(registry, path, nothing_taken).ref == add_import(registry, path, nothing_taken).ref
    assert len(imports(registry)) == 1


def test_a_name_that_is_taken_gets_a_number(registry: Path, tmp_path: Path) -> None:
    for folder in ("one", "two", "three"):
        add_import(registry, write(tmp_path / folder / "a.gguf"), nothing_taken)
    path = write(tmp_path / "r1-qwen-1.5b.gguf")
    assert add_import(registry, path, lambda name: name in CATALOGUE.models).ref == "r1-qwen-1.5b-2"
    assert [entry.name for entry in imports(registry)] == ["a", "a-2", "a-3", "r1-qwen-1.5b-2"]


def test_a_relative_path_is_kept_in_full(
    monkeypatch: pytest.MonkeyPatch, registry: Path, tmp_path: Path
) -> None:
    monkeypatch.chdir(write(tmp_path / "mine" / "a.gguf").parent)
    assert add_import(registry, Path("a.gguf"), nothing_taken).path == tmp_path / "mine" / "a.gguf"


def test_a_split_model_is_added_by_its_first_part(registry: Path, tmp_path: Path) -> None:
    parts = [write(tmp_path / f"big-0000{n + 1}-of-00002.gguf", part_bytes(n, 2)) for n in range(2)]
    model = add_import(registry, parts[0], nothing_taken)
    assert model.ref == "big"
    assert model.size_bytes == sum(part.stat().st_size for part in parts)
    with pytest.raises(ModelError, match="part 2 of 2"):
        add_import(registry, parts[1], nothing_taken)
    parts[1].unlink()
    assert "1 of its parts is missing" in imported_models(registry)[0].fault


def test_a_broken_file_is_not_added(registry: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="incomplete"):
        add_import(registry, write(tmp_path / "a.gguf", WHOLE[:-1]), nothing_taken)
    assert not registry.exists()


def test_a_model_whose_file_is_gone_says_what_to_do(registry: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.gguf")
    add_import(registry, path, nothing_taken)
    path.unlink()
    (model,) = imported_models(registry)
    assert f"Its file {path} is gone. Put it back, or run `chatui models remove a`." == model.fault


def test_a_model_is_forgotten_and_its_file_stays(registry: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "a.gguf")
    add_import(registry, path, nothing_taken)
    forget_import(registry, "a")
    forget_import(registry, "a")
    assert imports(registry) == ()
    assert path.is_file()


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", '{"schema": 1, "models": [{"name": "a"}]}', '{"schema": 2, "models": []}', "[" * 99_999],
)
def test_a_damaged_list_is_an_error_that_names_it(registry: Path, text: str) -> None:
    write(registry, text.encode())
    with pytest.raises(ModelError) as caught:
        imports(registry)
    assert str(registry) in caught.value.message
    assert "Move it away" in caught.value.hint


def test_a_list_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    registry = tmp_path / "data" / "imports.json"
    registry.mkdir(parents=True)
    with pytest.raises(ModelError, match=r"imports\.json"):
        add_import(registry, write(tmp_path / "a.gguf"), nothing_taken)
    registry.rmdir()
    in_the_way = write(tmp_path / "file")
    with pytest.raises(ModelError, match="cannot be written"):
        add_import(in_the_way / "imports.json", tmp_path / "a.gguf", nothing_taken)
    assert all_files(tmp_path) == {"a.gguf", "file"}


def test_a_path_in_strange_bytes_comes_back(registry: Path, tmp_path: Path) -> None:
    path = write(tmp_path / os.fsdecode(b"\xff\x1b.gguf"))
    assert add_import(registry, path, nothing_taken).ref == "model"
    assert imported_models(registry)[0].path == path
    assert json.loads(registry.read_text("ascii"))["schema"] == 1


@given(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=90))
def test_any_files_name_gives_one_that_can_be_typed(stem: str) -> None:
    name = _free_name(Path(f"{stem}.gguf"), lambda name: name in ("tiny", *CATALOGUE.models))
    assert parse_reference(name, CATALOGUE, lambda: [name]) == ImportedModel(name)
