"""A server's words never choose a path: hostile names and headers write nothing outside the cache."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.errors import ChatuiError
from chatui.models.hub.hub import Hub
from chatui.models.hub.names import is_commit, is_file, is_repository
from tests.hub_server import HubServer
from tests.models.download.pulling import DATA, FILE, REPO, fetch, folder, request, tree

NAMES = [
    "../x.gguf",
    "/etc/x.gguf",
    "C:\\x.gguf",
    "C:x.gguf",
    "a/../../x.gguf",
    "CON.gguf",
    "sub/nul",
    "x" * 300,
    "\x1b]0;owned\x07.gguf",
    "trailing./x.gguf",
    "space /x.gguf",
    "a//b.gguf",
    "",
    ".",
    "stream.gguf:ads",
    "\ud800.gguf",
]


@pytest.mark.parametrize("name", NAMES)
def test_row_17_a_hostile_name_is_ignored_and_refused(
    hub_server: HubServer, name: str, tmp_path: Path
) -> None:
    repository = hub_server.add(REPO, {FILE: DATA, "b.gguf": DATA[:9]})
    repository.renamed = {"b.gguf": name}
    before = tree(tmp_path)
    assert [file.name for file in Hub(hub_server.url).repository(REPO).files] == [FILE]
    with pytest.raises(ChatuiError) as caught:
        fetch(hub_server, request(name))
    assert "\x1b" not in str(caught.value)
    assert tree(tmp_path) == before


@pytest.mark.parametrize("etag", ['"/tmp/owned"', '"../../../owned"', '"x"', ""])
def test_row_17_an_etag_is_not_believed(hub_server: HubServer, etag: str, tmp_path: Path) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.etag = etag
    path = fetch(hub_server)
    assert path.read_bytes() == DATA
    outside = {
        name for name in tree(tmp_path) if not name.startswith(("hf/hub/models--org--model", "hf/hub/.locks"))
    }
    assert outside == {"hf", "hf/hub"}
    assert {blob.name for blob in folder().blobs.iterdir()} == {
        path.resolve().name,
        f"{path.resolve().name}.chatui.json",
    }


def test_a_checksum_or_commit_that_is_a_path_is_not_believed(hub_server: HubServer, tmp_path: Path) -> None:
    repository = hub_server.add(REPO, {FILE: DATA})
    repository.commit = "../../owned"
    with pytest.raises(ChatuiError, match="log in"):
        fetch(hub_server)
    assert "hf/hub" not in tree(tmp_path)


@pytest.mark.parametrize(
    "name", ["a.gguf", "Q4/model-00001-of-00002.gguf", "mödel.gguf", "a b.gguf", "console.gguf"]
)
def test_usual_names_are_names(name: str) -> None:
    assert is_file(name)


@given(st.text(max_size=40))
def test_a_name_that_is_taken_stays_below_its_folder(name: str) -> None:
    if is_file(name):
        root = Path("/root-of-a-cache")
        path = root / name
        assert path.parts[: len(root.parts)] == root.parts
        assert ".." not in path.parts
        assert name.isprintable() or not any(ord(character) < 32 for character in name)


@pytest.mark.parametrize("repo_id", ["a/b", "Qwen/Qwen3-8B-GGUF", "o_r-g/n.a.m_e"])
def test_repositories_are_told_from_paths(repo_id: str) -> None:
    assert is_repository(repo_id)


@pytest.mark.parametrize(
    "repo_id", ["a", "a/b/c", "../b", "a/..", "a/.b", "a--b/c", "a/b.", "é/b", "a/b c", "/b", ""]
)
def test_paths_are_no_repositories(repo_id: str) -> None:
    assert not is_repository(repo_id)


def test_commits_are_forty_digits() -> None:
    assert is_commit("0123456789abcdef" * 2 + "01234567")
    assert not is_commit("main")
    assert not is_commit("A" * 40)
