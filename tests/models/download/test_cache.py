"""Files lie where the hub's own tools look for them, and chatui knows which it put there itself."""

import hashlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from chatui.errors import HubError
from chatui.library.base import Pull
from chatui.models.disk.hub_cache import hub_cache_dir
from chatui.models.download.cache_layout import RepositoryFolder
from chatui.models.download.job import PullJob
from chatui.models.download.marks import downloaded_by_chatui, forget_download
from chatui.models.download.pull import pull
from chatui.models.download.request import PullRequest, WantedFile
from chatui.models.hub.hub import Hub
from tests.hub_server import Fault, HubServer, Where
from tests.models.download.pulling import DATA, FILE, REPO, Watcher, fetch, folder, parts, request

PARTS = tuple(f"Q8_0/big-Q8_0-0000{number}-of-00003.gguf" for number in (1, 2, 3))


@pytest.fixture
def no_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, target: str) -> None:
        raise OSError("a privilege is not held by the client")

    monkeypatch.setattr(Path, "symlink_to", refuse)


def test_the_hubs_library_finds_the_file_and_its_size(hub_server: HubServer) -> None:
    from huggingface_hub import hf_hub_download, scan_cache_dir

    commit = hub_server.add(REPO, {FILE: DATA}).commit
    path = fetch(hub_server)
    for revision in (None, commit):
        found = hf_hub_download(
            REPO, FILE, revision=revision, cache_dir=hub_cache_dir(), local_files_only=True
        )
        assert Path(found) == path
    scanned = scan_cache_dir(hub_cache_dir())
    assert scanned.warnings == []
    (repository,) = scanned.repos
    assert (repository.repo_id, repository.size_on_disk) == (REPO, len(DATA))
    assert [revision.commit_hash for revision in repository.revisions] == [commit]


def test_an_unfinished_part_does_not_disturb_the_hubs_library(hub_server: HubServer) -> None:
    from huggingface_hub import scan_cache_dir

    hub_server.add(REPO, {FILE: DATA, "other.gguf": DATA[:99]})
    fetch(hub_server, request("other.gguf"))
    hub_server.break_next(Where.BYTES, Fault(status=404), times=None)
    hub_server.break_next(Where.RESOLVE, Fault(status=404), times=None)
    with pytest.raises(HubError):
        fetch(hub_server)
    assert len(parts()) == 1
    assert scan_cache_dir(hub_cache_dir()).warnings == []


@pytest.mark.usefixtures("no_links")
def test_without_links_the_file_itself_lies_there(hub_server: HubServer) -> None:
    from huggingface_hub import hf_hub_download

    hub_server.add(REPO, {FILE: DATA})
    path = fetch(hub_server)
    assert not path.is_symlink()
    assert path.read_bytes() == DATA
    found = hf_hub_download(REPO, FILE, cache_dir=hub_cache_dir(), local_files_only=True)
    assert Path(found) == path
    assert downloaded_by_chatui(path)
    hub_server.add("org/copy", {FILE: DATA})
    assert fetch(hub_server) == path
    assert len(hub_server.ranges()) == 1


def test_a_new_commit_with_the_same_bytes_fetches_nothing(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    first = fetch(hub_server)
    commit = hub_server.add(REPO, {FILE: DATA, "README.md": b"new"}).commit
    wanted = PullRequest("x", REPO, (WantedFile(FILE), WantedFile("README.md")))
    second = fetch(hub_server, wanted)
    assert second == folder().snapshot(commit, FILE)
    assert second.samefile(first)
    assert len(hub_server.ranges()) == 2, "one for each file"
    assert (folder().path / "refs/main").read_text() == commit


def test_a_blob_that_another_program_left_cut_short_is_replaced(hub_server: HubServer) -> None:
    commit = hub_server.add(REPO, {FILE: DATA}).commit
    path = fetch(hub_server)
    path.resolve().write_bytes(DATA[:1000])
    sized = PullRequest("x", REPO, (WantedFile(FILE, len(DATA)),))
    assert fetch(hub_server, sized).read_bytes() == DATA
    assert path == folder().snapshot(commit, FILE)


@pytest.mark.parametrize("sha256", [None, hashlib.sha256(DATA).hexdigest()])
def test_a_blob_cut_short_is_replaced_where_its_size_was_not_known(
    hub_server: HubServer, sha256: str | None
) -> None:
    hub_server.add(REPO, {FILE: DATA})
    fetch(hub_server).resolve().write_bytes(DATA[:1000])
    wanted = PullRequest("x", REPO, (WantedFile(FILE, sha256=sha256),))
    assert fetch(hub_server, wanted).read_bytes() == DATA


def test_what_chatui_brought_here_is_not_asked_for_again(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    path = fetch(hub_server)
    before = len(hub_server.requests())
    assert fetch(hub_server) == path
    assert len(hub_server.requests()) == before


def test_a_small_file_without_a_sha256_is_held_to_gits_checksum(hub_server: HubServer) -> None:
    repository = hub_server.add(REPO, {FILE: DATA})
    repository.without_sha256 = {FILE}
    hub_server.break_next(Where.BYTES, Fault(wrong_byte_at=7))
    path = fetch(hub_server)
    assert path.read_bytes() == DATA
    assert path.resolve().name == repository.files[FILE].git_oid
    assert len(hub_server.ranges()) == 2


def test_a_file_of_no_bytes_comes_too(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: b""})
    assert fetch(hub_server).read_bytes() == b""


def test_a_known_checksum_is_insisted_on(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    wanted = PullRequest("x", REPO, (WantedFile(FILE, sha256="0" * 64),))
    with pytest.raises(HubError, match="another model"):
        fetch(hub_server, wanted)
    assert hub_server.ranges() == []


def test_a_split_model_is_one_download(hub_server: HubServer) -> None:
    hub_server.add(REPO, {name: DATA[index:] for index, name in enumerate(PARTS)})
    hub_server.break_next(Where.BYTES, Fault(cut_after=100_000))
    watcher = Watcher()
    first = fetch(hub_server, request(*PARTS), watcher)
    assert first.name == PARTS[0].rpartition("/")[2]
    assert [first.with_name(name.rpartition("/")[2]).read_bytes() for name in PARTS] == [
        DATA[index:] for index in range(3)
    ]
    totals = {look.total_bytes for look in watcher.looks if look.total_bytes}
    assert totals == {3 * len(DATA) - 3}
    done = [look.done_bytes for look in watcher.looks if look.total_bytes]
    assert done == sorted(done)
    assert done[-1] == 3 * len(DATA) - 3


def test_a_split_model_goes_on_with_its_second_part(hub_server: HubServer) -> None:
    hub_server.add(REPO, {name: DATA[index:] for index, name in enumerate(PARTS)})
    hub_server.break_next(Where.RESOLVE, Fault())
    hub_server.break_next(Where.RESOLVE, Fault(status=404))
    with pytest.raises(HubError):
        fetch(hub_server, request(*PARTS))
    watcher = Watcher()
    fetch(hub_server, request(*PARTS), watcher)
    assert min(look.done_bytes for look in watcher.looks if look.total_bytes) >= len(DATA)
    assert len(hub_server.ranges()) == len(PARTS)


def test_what_chatui_downloaded_is_told_from_what_others_did(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    path = fetch(hub_server)
    blob = path.resolve()
    assert downloaded_by_chatui(path)
    assert downloaded_by_chatui(blob)
    again = blob.read_bytes()
    blob.unlink()
    assert not downloaded_by_chatui(path)
    blob.write_bytes(again)
    os.utime(blob, ns=(1, 1))
    assert not downloaded_by_chatui(path), "another program put it there"


def test_a_download_can_be_forgotten(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    path = fetch(hub_server)
    forget_download(path)
    assert not downloaded_by_chatui(path)
    assert [blob.name for blob in folder().blobs.iterdir()] == [path.resolve().name]


def test_a_file_of_another_folder_is_not_chatuis(tmp_path: Path) -> None:
    other = tmp_path / "model.gguf"
    other.write_bytes(b"GGUF")
    assert not downloaded_by_chatui(other)
    assert not downloaded_by_chatui(tmp_path / "absent.gguf")


def test_a_job_is_a_pull_and_ends_with_its_file_or_its_error(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    good = PullJob(request(), Hub(hub_server.url))
    bad = PullJob(request("absent.gguf"), Hub(hub_server.url))
    assert good.wait(60)
    assert bad.wait(60)
    pulls: list[Pull] = [good, bad]
    assert [job.ref for job in pulls] == [f"{REPO}/{FILE}", f"{REPO}/absent.gguf"]
    assert pulls[0].path == pull(request(), Watcher(), Event(), Hub(hub_server.url))
    assert pulls[0].error is None
    assert isinstance(pulls[1].error, HubError)
    assert pulls[1].path is None
    assert all(job.is_over and not job.is_cancelled for job in pulls)


def test_several_may_put_the_same_file_there_at_once(tmp_path: Path) -> None:
    there = RepositoryFolder(tmp_path, REPO)
    checksum = "ab" * 32
    there.blobs.mkdir(parents=True)
    there.blob(checksum).write_bytes(b"bytes")

    def put(number: int) -> Path:
        commit = f"{number // 8:040}"
        there.point("main", commit)
        return there.link(commit, "a.gguf", checksum)

    with ThreadPoolExecutor(8) as threads:
        places = list(threads.map(put, range(400)))
    assert {place.read_bytes() for place in places} == {b"bytes"}
    assert there.blob(checksum).is_file(), "linked, and not moved away"
    assert not [path for path in tmp_path.rglob("*.new")]
