"""`chatui models verify`, `import` and `remove`."""

import json
from pathlib import Path

import pytest

from tests.cli.command import CommandLine, Stdin
from tests.cli.test_doctor import REPORT, Reporting
from tests.hub_server import Fault, HubServer, Where
from tests.library.small_model import FILE, REPO, TINY


def blob_of(path: str) -> Path:
    return Path(path.strip()).resolve()


def test_right_bytes_are_right(command: CommandLine, hub: HubServer) -> None:
    command("models", "pull", "small")
    result = command("models", "verify")
    assert (result.code, result.out) == (0, "small: right. Its sha256 is the published one.\n")


def damage(blob: Path) -> None:
    data = bytearray(blob.read_bytes())
    data[-1] ^= 1
    blob.write_bytes(data)


def test_wrong_bytes_are_wrong(command: CommandLine, hub: HubServer) -> None:
    damage(blob_of(command("models", "pull", "small").out))
    result = command("models", "verify", "small", "--json", "--offline")
    assert result.code == 1
    (found,) = json.loads(result.out)
    assert (found["ref"], found["right"]) == ("small", False)
    assert FILE in found["detail"]


def test_what_is_said_to_do_about_wrong_bytes_helps(command: CommandLine, hub: HubServer) -> None:
    damage(blob_of(command("models", "pull", "small").out))
    said = command("models", "verify", "small").err
    assert "`chatui models remove small` and then `chatui models pull small`" in said
    command("models", "remove", "small", "--yes", "--others")
    command("models", "pull", "small")
    assert command("models", "verify", "small").code == 0


def test_the_others_are_checked_all_the_same(command: CommandLine, hub: HubServer, tmp_path: Path) -> None:
    command("models", "pull", "small")
    result = command("models", "verify", "r1-qwen-1.5b", "smal", "small")
    assert (result.code, result.out) == (1, "small: right. Its sha256 is the published one.\n")
    assert "r1-qwen-1.5b is not on this disk" in result.err
    assert "No model is called 'smal'" in result.err


def test_a_broken_structure_is_wrong(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "cut.gguf"
    path.write_bytes(TINY.read_bytes()[:-1])
    result = command("models", "verify", str(path))
    assert result.code == 1
    assert result.out.startswith(f"{path}: WRONG. cut.gguf is incomplete")


def test_without_a_checksum_the_structure_is_checked(command: CommandLine, hub: HubServer) -> None:
    result = command("models", "verify", str(TINY))
    assert result.code == 0
    assert result.out.startswith(f"{TINY}: unknown. No published checksum is known")


def test_another_programs_file_is_checked_by_the_hubs_record(command: CommandLine, hub: HubServer) -> None:
    place = Path("~/.lmstudio/models").expanduser() / "org" / "another-GGUF"
    place.mkdir(parents=True)
    (place / "another-Q8_0.gguf").write_bytes(TINY.read_bytes())
    ref = "org/another-GGUF/another-Q8_0.gguf"
    assert command("models", "verify", ref).out == f"{ref}: right. Its sha256 is the published one.\n"
    assert command("models", "verify", ref, "--offline").out.startswith(f"{ref}: unknown.")


def test_nothing_to_check(command: CommandLine) -> None:
    result = command("models", "verify")
    assert (result.code, result.out) == (0, "")
    assert "no model on this disk to check" in result.err


def test_an_imported_file_gets_a_name_and_stays(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "My Model (Q8).gguf"
    path.write_bytes(TINY.read_bytes())
    result = command("models", "import", str(path), "--name", "mine")
    assert (result.code, result.out) == (0, "mine\n")
    listed = {row["ref"]: row for row in json.loads(command("models", "list", "--json").out)}
    assert (listed["mine"]["path"], listed["mine"]["origin"]) == (str(path), "imported")
    assert command("ask", "Hi", "-m", "mine", "-q").code == 0
    removed = command("models", "remove", "mine", "--yes")
    assert removed.code == 0
    assert path.exists()
    assert command("models", "show", "mine").code == 1


def test_a_name_is_made_where_none_is_given(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "My Model.gguf"
    path.write_bytes(TINY.read_bytes())
    assert command("models", "import", str(path)).out == "my-model\n"
    record = json.loads(command("models", "import", str(path), "--name", "other", "--json").out)
    assert (record["ref"], record["path"]) == ("other", str(path))
    assert command("models", "show", "my-model").code == 1, "it has one name"


@pytest.mark.parametrize("name", ["tiny", "r1-qwen-1.5b", "a b", "../x", "\x1b[31m", "x/y"])
def test_a_name_that_cannot_be_had(command: CommandLine, name: str) -> None:
    result = command("models", "import", str(TINY), "--name", name)
    assert (result.code, result.out) == (1, "")
    assert "\x1b" not in result.err


def test_what_is_no_model_is_not_imported(command: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "page.gguf"
    path.write_bytes(b"<html>" + bytes(100))
    assert command("models", "import", str(path)).code == 1
    assert command("models", "import", str(tmp_path / "absent.gguf")).code == 1


def test_removing_says_what_it_frees(command: CommandLine, hub: HubServer) -> None:
    blob = blob_of(command("models", "pull", "small").out)
    result = command("models", "remove", "small", "--yes")
    assert (result.code, result.out) == (0, "")
    assert "small is removed; that freed 1.31 MB." in result.err
    assert not blob.exists()
    assert not blob.parents[1].exists(), "nothing is left of an empty repository"


def test_without_a_terminal_nothing_goes_unasked(command: CommandLine, hub: HubServer) -> None:
    blob = blob_of(command("models", "pull", "small").out)
    result = command("models", "remove", "small", stdin=b"y\n")
    assert result.code == 1
    assert "no terminal to ask on. Give --yes." in result.err
    assert blob.exists()


@pytest.mark.parametrize(("typed", "code"), [(b"y\n", 0), (b"n\n", 1), (b"", 130)])
def test_a_terminal_is_asked(command: CommandLine, hub: HubServer, typed: bytes, code: int) -> None:
    blob = blob_of(command("models", "pull", "small").out)
    result = command("models", "remove", "small", stdin=Stdin(typed, is_terminal=True))
    assert result.code == code
    assert blob.exists() is (code != 0)


def test_another_programs_file_needs_two_words(command: CommandLine, hub: HubServer) -> None:
    place = Path("~/.lmstudio/models").expanduser() / "org" / "x-GGUF"
    place.mkdir(parents=True)
    file = place / "x-Q8_0.gguf"
    file.write_bytes(TINY.read_bytes())
    ref = "org/x-GGUF/x-Q8_0.gguf"
    assert command("models", "remove", ref, "--yes").code == 1
    assert command("models", "remove", ref, stdin=Stdin(b"y\nn\n", is_terminal=True)).code == 1
    assert file.exists()
    assert command("models", "remove", ref, "--yes", "--others").code == 0
    assert not file.exists()


def test_an_unfinished_download_is_removed_too(command: CommandLine, hub: HubServer) -> None:
    hub.break_next(Where.BYTES, Fault(cut_after=500_000))
    hub.break_next(Where.BYTES, Fault(status=404), None)
    assert command("models", "pull", "small").code == 1
    listed = {row["ref"]: row for row in json.loads(command("models", "list", "--json").out)}
    assert listed["small"]["part_bytes"] > 0
    assert "part" in command("models", "list").out
    assert command("models", "remove", "small", "--yes").code == 0
    listed = {row["ref"]: row for row in json.loads(command("models", "list", "--json").out)}
    assert listed["small"]["part_bytes"] is None


def test_what_is_not_here_cannot_be_removed(command: CommandLine) -> None:
    for ref in ("r1-qwen-1.5b", "tiny"):
        assert command("models", "remove", ref, "--yes").code == 1


def test_doctor_says_where_models_are(
    command: CommandLine, hub: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chatui.launch.open_engine", lambda: Reporting(REPORT))
    command("models", "pull", "small")
    report = json.loads(command("doctor", "--json").out)
    assert report["models"] == {"hub": 1}
    assert report["hub"]["endpoint"] == hub.url
    assert REPO not in json.dumps(report["hub"])
