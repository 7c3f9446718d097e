"""What is removed is the model and nothing else, and another program's files only on a second word."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from chatui.errors import ModelError
from chatui.models.catalogue.catalogue import load_catalogue
from chatui.models.demo_model import demo_model_path
from chatui.models.disk.discover import found_models
from chatui.models.disk.find import found_model
from chatui.models.disk.found import FoundModel, Origin, Places
from chatui.models.disk.imports import add_import, imports
from chatui.models.disk.remove import removal_of, remove
from tests.models.disk.trees import WHOLE, all_files, hub_file, model_bytes, ollama_model, part_bytes, write

CATALOGUE = load_catalogue()
NOTHING = Places()


def ours(path: Path) -> bool:
    return True


def foreign(path: Path) -> bool:
    return False


def first(places: Places = NOTHING) -> FoundModel:
    return found_models(places)[0]


def test_a_download_of_chatui_is_removed_with_its_blob_and_its_folders(cache: Path) -> None:
    link = hub_file(cache, "me/own", "sub/a.gguf")
    hub_file(cache, "me/other", "b.gguf")
    planned = removal_of(found_model("me/own/sub/a.gguf", CATALOGUE), ours)
    assert planned.paths == (link.resolve(), link)
    assert (planned.freed_bytes, planned.owner, planned.needs_second_word) == (len(WHOLE), Origin.HUB, False)
    assert link.is_file()
    assert remove(found_model("me/own/sub/a.gguf", CATALOGUE), NOTHING, ours) == planned
    assert [path.name for path in cache.iterdir()] == ["models--me--other"]


def test_files_that_another_tool_put_into_the_cache_need_a_second_word(cache: Path) -> None:
    link = hub_file(cache, "me/own", "a.gguf")
    assert removal_of(first(), foreign).needs_second_word
    with pytest.raises(ModelError, match="another program"):
        remove(first(), NOTHING, foreign)
    assert link.is_file()
    assert remove(first(), NOTHING, foreign, said_twice=True).freed_bytes == len(WHOLE)
    assert not cache.joinpath("models--me--own").exists()


@pytest.mark.parametrize("knows", ["link", "blob"])
def test_a_file_is_chatuis_by_its_link_or_by_its_blob(cache: Path, knows: str) -> None:
    link = hub_file(cache, "me/own", "a.gguf")
    known = link if knows == "link" else link.resolve()
    assert not removal_of(first(), lambda path: path == known).needs_second_word


def test_one_foreign_part_makes_the_whole_model_foreign(cache: Path) -> None:
    links = [hub_file(cache, "me/big", f"a-0000{n + 1}-of-00002.gguf", part_bytes(n, 2)) for n in range(2)]
    assert removal_of(first(), lambda path: path == links[0]).needs_second_word
    assert not removal_of(first(), lambda path: path in links).needs_second_word


def test_all_parts_of_a_split_model_are_removed(cache: Path) -> None:
    for number in range(3):
        hub_file(cache, "me/big", f"a-0000{number + 1}-of-00003.gguf", part_bytes(number, 3))
    removal = remove(first(), NOTHING, ours)
    assert removal.freed_bytes == sum(len(part_bytes(number, 3)) for number in range(3))
    assert all_files(cache) == set()


def test_what_another_file_of_the_repository_needs_stays(cache: Path) -> None:
    link = hub_file(cache, "me/own", "a.gguf")
    same = hub_file(cache, "me/own", "copy.gguf")
    other = hub_file(cache, "me/own", "b.gguf", model_bytes("b"))
    removal = remove(found_model("me/own/a.gguf", CATALOGUE), NOTHING, ours)
    assert removal.paths == (link,)
    assert removal.freed_bytes == 0
    assert same.is_file()
    assert other.is_file()


def test_a_model_is_removed_from_every_snapshot(cache: Path) -> None:
    hub_file(cache, "me/own", "a.gguf", commit="a" * 40)
    hub_file(cache, "me/own", "a.gguf", commit="b" * 40)
    readme = hub_file(cache, "me/own", "README.md", b"read me", commit="b" * 40)
    assert remove(first(), NOTHING, ours).freed_bytes == len(WHOLE)
    assert readme.is_file()
    assert found_models(NOTHING) == []
    assert not (cache / "models--me--own" / "snapshots" / ("a" * 40)).exists()


def test_a_file_that_is_no_link_is_removed_from_the_cache(cache: Path) -> None:
    path = write(cache / "models--me--own" / "snapshots" / ("c" * 40) / "a.gguf")
    removal = remove(first(), NOTHING, ours)
    assert (removal.paths, removal.freed_bytes) == ((path,), len(WHOLE))
    assert all_files(cache) == set()


def test_what_a_link_of_somebody_leads_to_stays(cache: Path, tmp_path: Path) -> None:
    target = write(tmp_path / "elsewhere.gguf")
    link = cache / "models--me--own" / "snapshots" / ("c" * 40) / "a.gguf"
    link.parent.mkdir(parents=True)
    link.symlink_to(target)
    assert remove(first(), NOTHING, ours).freed_bytes == 0
    assert target.is_file()


def test_an_unfinished_download_beside_it_stays(cache: Path) -> None:
    link = hub_file(cache, "me/own", "a.gguf")
    part = write(link.resolve().with_name("0123.incomplete"))
    remove(first(), NOTHING, ours)
    assert part.is_file()


def test_the_shared_store_of_the_hubs_tools_is_left_to_them(cache: Path) -> None:
    link = hub_file(cache, "me/own", "a.gguf")
    blob = Path(os.path.normpath(link.parent / os.readlink(link)))
    shared = cache / "blobs" / "ab" / "abcd"
    shared.parent.mkdir(parents=True)
    shutil.move(blob, shared)
    blob.symlink_to(os.path.relpath(shared, blob.parent))
    with pytest.raises(ModelError) as caught:
        removal_of(first(), ours)
    assert "`hf cache rm`" in caught.value.hint


def test_a_broken_model_can_be_removed(cache: Path) -> None:
    hub_file(cache, "me/own", "a.gguf").resolve().unlink()
    assert remove(found_model("me/own/a.gguf", CATALOGUE), NOTHING, ours).freed_bytes == 0
    assert all_files(cache) == set()


def test_lm_studios_files_and_empty_folders_are_removed_on_a_second_word(home: Path) -> None:
    models = home / ".lmstudio" / "models"
    write(models / "me" / "own" / "a.gguf")
    write(models / "me" / "other" / "b.gguf")
    assert removal_of(first(), foreign).owner is Origin.LM_STUDIO
    with pytest.raises(ModelError, match="LM Studio"):
        remove(found_model("me/own/a.gguf", CATALOGUE), NOTHING, foreign)
    remove(found_model("me/own/a.gguf", CATALOGUE), NOTHING, foreign, said_twice=True)
    assert [path.name for path in (models / "me").iterdir()] == ["other"]


def test_llama_cpps_notes_on_a_file_go_with_it(home: Path) -> None:
    folder = home / ".cache" / "llama.cpp"
    path = write(folder / "me_own_a.gguf")
    write(folder / "me_own_a.gguf.etag")
    write(folder / "manifest=me=own=latest.json")
    remove(found_model(str(path), CATALOGUE), NOTHING, foreign, said_twice=True)
    assert all_files(folder) == {"manifest=me=own=latest.json"}


def test_ollamas_model_goes_with_what_no_other_needs(ollama: Path) -> None:
    ollama_model(ollama, "registry.ollama.ai/library/r1/latest", template=b"shared")
    kept = ollama_model(ollama, "registry.ollama.ai/library/other/latest", model_bytes("o"), b"shared")
    before = all_files(ollama)
    model = found_model("ollama:r1:latest", CATALOGUE)
    removal = remove(model, NOTHING, foreign, said_twice=True)
    assert removal.freed_bytes >= len(WHOLE)
    gone = {"manifests/registry.ollama.ai/library/r1/latest", f"blobs/{model.path.name}"}
    assert before - all_files(ollama) == gone
    assert kept.is_file()


def test_a_blob_that_another_name_of_ollamas_needs_stays(ollama: Path) -> None:
    blob = ollama_model(ollama, "registry.ollama.ai/library/r1/a")
    ollama_model(ollama, "registry.ollama.ai/library/r1/b")
    remove(found_model("ollama:r1:a", CATALOGUE), NOTHING, foreign, said_twice=True)
    assert blob.is_file()
    assert [model.ref for model in found_models(NOTHING)] == ["ollama:r1:b"]


def test_ollamas_blobs_stay_where_a_manifest_cannot_be_read(ollama: Path) -> None:
    blob = ollama_model(ollama, "registry.ollama.ai/library/r1/latest")
    write(ollama / "manifests" / "registry.ollama.ai" / "library" / "odd" / "latest", b"?")
    with pytest.raises(ModelError) as caught:
        remove(first(), NOTHING, foreign, said_twice=True)
    assert "`ollama rm r1:latest`" in caught.value.hint
    assert blob.is_file()


def test_an_import_is_only_forgotten(tmp_path: Path) -> None:
    places = Places(imports=tmp_path / "imports.json")
    path = write(tmp_path / "mine" / "a.gguf")
    model = add_import(tmp_path / "imports.json", path, lambda name: False)
    removal = remove(model, places, foreign)
    assert (removal.paths, removal.freed_bytes, removal.needs_second_word) == ((), 0, False)
    assert imports(tmp_path / "imports.json") == ()
    assert path.is_file()


def test_an_import_of_chatuis_own_download_goes_with_its_file(cache: Path, tmp_path: Path) -> None:
    places = Places(imports=tmp_path / "imports.json")
    link = hub_file(cache, "me/own", "a.gguf")
    model = add_import(tmp_path / "imports.json", link, lambda name: False)
    assert remove(model, places, ours).freed_bytes == len(WHOLE)
    assert found_models(places) == []
    assert all_files(cache) == set()


def test_an_import_whose_file_is_gone_is_forgotten(cache: Path, tmp_path: Path) -> None:
    places = Places(imports=tmp_path / "imports.json")
    model = add_import(tmp_path / "imports.json", hub_file(cache, "me/own", "a.gguf"), lambda name: False)
    shutil.rmtree(cache)
    assert found_model(model.ref, CATALOGUE, places).fault
    assert remove(model, places, ours).paths == ()
    assert found_models(places) == []


def test_a_file_of_ones_own_needs_a_second_word(tmp_path: Path) -> None:
    places = Places((tmp_path / "mine",))
    path = write(tmp_path / "mine" / "a.gguf")
    with pytest.raises(ModelError, match="by you"):
        remove(first(places), places, foreign)
    remove(first(places), places, foreign, said_twice=True)
    assert not path.exists()
    assert path.parent.is_dir()


def test_a_link_and_a_file_with_a_second_name_free_nothing(tmp_path: Path) -> None:
    places = Places((tmp_path / "mine",))
    target = write(tmp_path / "target.gguf")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "link.gguf").symlink_to(target)
    os.link(target, tmp_path / "mine" / "second.gguf")
    assert {removal_of(model, foreign).freed_bytes for model in found_models(places)} == {0}


def test_the_bundled_model_stays(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be removed"):
        removal_of(found_model("tiny", CATALOGUE), ours)
    assert demo_model_path().is_file()


def test_a_file_that_will_not_go_is_named(cache: Path) -> None:
    link = hub_file(cache, "me/own", "a.gguf")
    model = first()
    link.unlink()
    link.mkdir()
    with pytest.raises(ModelError, match="cannot be deleted"):
        remove(model, NOTHING, ours)


_MAPS_A_FILE = """
import mmap, sys
with open(sys.argv[1], "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
    print("mapped", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="this system does not tell what is mapped")
def test_who_has_the_model_loaded_is_told(cache: Path) -> None:
    hub_file(cache, "me/own", "a.gguf")
    command = [sys.executable, "-c", _MAPS_A_FILE, str(first().path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "mapped\n"
        assert removal_of(first(), ours).in_use_by
        remove(first(), NOTHING, ours)
        process.communicate()
    assert process.returncode == 0
