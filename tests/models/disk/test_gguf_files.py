"""A folder's models are listed by names and sizes, whatever lies among them."""

import os
from pathlib import Path

import pytest

from chatui.models.disk import gguf_files as module
from chatui.models.disk.gguf_files import GgufFiles, gguf_files
from tests.models.disk.trees import WHOLE, write


def listed(folder: Path) -> dict[str, GgufFiles]:
    return {str(files.path.relative_to(folder)): files for files in gguf_files(folder)}


def test_models_are_listed_with_their_sizes(tmp_path: Path) -> None:
    write(tmp_path / "a.gguf")
    write(tmp_path / "deep" / "er" / "B.GGUF", WHOLE + b"x")
    write(tmp_path / "readme.md")
    assert {name: files.size_bytes for name, files in listed(tmp_path).items()} == {
        "a.gguf": len(WHOLE),
        "deep/er/B.GGUF": len(WHOLE) + 1,
    }


def test_a_split_model_is_one(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        write(tmp_path / f"m-0000{number}-of-00003.gguf", b"x" * number)
    assert listed(tmp_path) == {
        "m-00001-of-00003.gguf": GgufFiles(tmp_path / "m-00001-of-00003.gguf", 6),
    }


def test_a_split_model_without_some_parts_says_which(tmp_path: Path) -> None:
    write(tmp_path / "m-00002-of-00003.gguf")
    (files,) = listed(tmp_path).values()
    assert files.path.name == "m-00002-of-00003.gguf"
    assert "2 of its parts are missing (m-00001-of-00003.gguf, m-00003-of-00003.gguf)" in files.fault


def test_a_name_that_claims_many_parts_costs_nothing(tmp_path: Path) -> None:
    for number in range(200):
        write(tmp_path / f"m{number}-00001-of-99999.gguf", b"x")
    assert {files.fault for files in gguf_files(tmp_path)} == {
        f"m{number}-00001-of-99999.gguf claims to be one of 99,999 parts." for number in range(200)
    }


@pytest.mark.parametrize(
    "name",
    [
        "mmproj-model-f16.gguf",
        "model.mmproj-q8_0.gguf",
        "imatrix.gguf",
        "Model.imatrix.gguf",
        "my-lora.gguf",
        "my-LoRA-f16.gguf",
        "ggml-adapter.gguf",
        "ggml-vocab-qwen2.gguf",
        ".hidden/model.gguf",
    ],
)
def test_what_is_no_model_by_itself_is_not_offered(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    assert listed(tmp_path) == {}


@pytest.mark.parametrize("name", ["model-imatrix-Q4_K_M.gguf", "lora-merged-Q8_0.gguf", "flora.gguf"])
def test_a_model_that_names_what_it_was_made_with_is_one(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    assert list(listed(tmp_path)) == [name]


@pytest.mark.parametrize("ending", ["part", "incomplete", "downloadInProgress", "crdownload"])
def test_an_unfinished_download_is_listed_as_such(tmp_path: Path, ending: str) -> None:
    write(tmp_path / f"m.gguf.{ending}")
    (files,) = gguf_files(tmp_path)
    assert "a download that is not finished" in files.fault
    write(tmp_path / "m.gguf")
    assert [files.path.name for files in gguf_files(tmp_path)] == ["m.gguf"]


def test_broken_files_are_listed_with_a_reason(tmp_path: Path) -> None:
    write(tmp_path / "empty.gguf", b"")
    (tmp_path / "gone.gguf").symlink_to("nowhere.gguf")
    (tmp_path / "loop.gguf").symlink_to("loop.gguf")
    os.mkfifo(tmp_path / "pipe.gguf")
    (tmp_path / "folder.gguf").mkdir()
    faults = {name: files.fault for name, files in listed(tmp_path).items()}
    assert faults == {
        "empty.gguf": "empty.gguf is empty.",
        "gone.gguf": "gone.gguf leads to a file that is gone, or is no file.",
        "loop.gguf": "loop.gguf leads to a file that is gone, or is no file.",
        "pipe.gguf": "pipe.gguf leads to a file that is gone, or is no file.",
    }


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "shut" / "m.gguf")
    write(tmp_path / "secret.gguf").chmod(0)
    (tmp_path / "shut").chmod(0)
    faults = {name: files.fault for name, files in listed(tmp_path).items()}
    (tmp_path / "shut").chmod(0o700)
    assert faults == {"secret.gguf": "secret.gguf cannot be read by this user."}


def test_folders_that_hold_each_other_are_entered_once(tmp_path: Path) -> None:
    write(tmp_path / "a" / "m.gguf")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert list(listed(tmp_path)) == ["a/m.gguf"]


def test_a_linked_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere" / "m.gguf")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link").symlink_to(tmp_path / "elsewhere")
    assert list(listed(tmp_path / "folder")) == ["link/m.gguf"]


def test_an_absent_folder_has_none(tmp_path: Path) -> None:
    assert list(gguf_files(tmp_path / "absent")) == []
    assert list(gguf_files(write(tmp_path / "a-file"))) == []


def test_a_huge_folder_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(module, "_MOST_ENTRIES", 50)
    for number in range(80):
        write(tmp_path / f"{number}.gguf")
    assert len(list(gguf_files(tmp_path))) == 50


def test_deep_folders_are_not_entered_for_ever(tmp_path: Path) -> None:
    write(tmp_path.joinpath(*"abcdefgh") / "in.gguf")
    write(tmp_path.joinpath(*"abcdefghi") / "out.gguf")
    assert [files.path.name for files in gguf_files(tmp_path)] == ["in.gguf"]


def test_hostile_names_are_shown_harmlessly(tmp_path: Path) -> None:
    write(tmp_path / "\x1b[2J\u202e.gguf", b"")
    write(tmp_path / os.fsdecode(b"\xff\xfe.gguf"), b"")
    faults = "".join(files.fault for files in gguf_files(tmp_path))
    assert "\x1b" not in faults
    assert "<U+202E>" in faults
    assert "\ufffd" in faults


def test_no_file_is_opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for number in range(3):
        write(tmp_path / f"{number}.gguf")
    monkeypatch.setattr("io.open", None)
    monkeypatch.setattr("builtins.open", None)
    monkeypatch.setattr("os.open", None)
    assert len(list(gguf_files(tmp_path))) == 3
