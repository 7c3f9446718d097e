"""What this disk does wrong, before and during a download."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from chatui.errors import DownloadError
from chatui.models.download.note import note_path
from chatui.models.download.progress import PullProgress
from chatui.models.fit.disk_space import MARGIN_BYTES
from tests.hub_server import Fault, HubServer, Where
from tests.models.download.pulling import DATA, FILE, REPO, Watcher, fetch, folder, parts

SHARE = len(DATA) // 3
NOBODY = 65_534


@pytest.fixture(autouse=True)
def model(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})


def refused(server: HubServer, on: Callable[[PullProgress], None] = lambda progress: None) -> DownloadError:
    with pytest.raises(DownloadError) as caught:
        fetch(server, watcher=Watcher(on=on))
    return caught.value


def free(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=size))


def interrupted(server: HubServer) -> None:
    """Leaves a third of the file."""
    server.break_next(Where.BYTES, Fault(cut_after=SHARE))
    server.break_next(Where.BYTES, Fault(status=404))
    server.break_next(Where.RESOLVE, Fault())
    server.break_next(Where.RESOLVE, Fault(status=404))
    with pytest.raises(Exception, match="no file"):
        fetch(server)
    server.mend()


def test_row_19_too_little_space_is_told_before_anything_is_fetched(
    hub_server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    free(monkeypatch, 100_000_000)
    error = refused(hub_server)
    needed = len(DATA) + MARGIN_BYTES
    assert f"{needed:,} bytes" in error.message
    assert "100,000,000 bytes" in error.message
    assert hub_server.ranges() == []


def test_row_19_what_is_here_already_needs_no_more_space(
    hub_server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(hub_server)
    free(monkeypatch, len(DATA) - SHARE + MARGIN_BYTES)
    assert fetch(hub_server).read_bytes() == DATA


def test_row_20_a_disk_that_others_fill_meanwhile_ends_it_and_the_part_is_kept(
    hub_server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub_server.break_next(Where.BYTES, Fault(bytes_per_s=100_000), times=None)

    def on(progress: PullProgress) -> None:
        if progress.done_bytes:
            free(monkeypatch, 1_000_000)

    assert "kept" in refused(hub_server, on).message
    assert parts()[0].done_bytes > 0


def test_row_21_a_file_in_the_folders_place_is_named(hub_server: HubServer) -> None:
    folder().path.parent.mkdir(parents=True)
    folder().path.write_text("")
    assert str(folder().path) in refused(hub_server).message


def test_row_21_links_in_a_circle_are_named(hub_server: HubServer, tmp_path: Path) -> None:
    (tmp_path / "hf").symlink_to(tmp_path / "hf2")
    (tmp_path / "hf2").symlink_to(tmp_path / "hf")
    error = refused(hub_server)
    assert str(folder().path) in error.message
    assert "HF_HOME" in error.hint


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write anywhere, so these lines run as somebody else."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_row_21_a_folder_that_can_only_be_read_is_named(
    hub_server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetch(hub_server)  # imports everything while it can be read
    place = Path(tempfile.mkdtemp())
    try:
        place.chmod(0o555)
        monkeypatch.setenv("HF_HOME", str(place))
        with without_privileges():
            error = refused(hub_server)
    finally:
        shutil.rmtree(place)
    assert str(place) in error.message
    assert "may not write" in error.message


def test_row_21_a_folder_that_is_removed_meanwhile_is_named(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(bytes_per_s=200_000), times=None)

    def on(progress: PullProgress) -> None:
        if progress.done_bytes:
            shutil.rmtree(folder().path, ignore_errors=True)

    error = refused(hub_server, on)
    assert str(folder().path) in error.message
    assert "removed" in error.message


def test_row_25_a_part_that_is_too_long_is_thrown_away(hub_server: HubServer) -> None:
    interrupted(hub_server)
    parts()[0].path.write_bytes(DATA + b"more")
    assert fetch(hub_server).read_bytes() == DATA
    assert hub_server.ranges()[-1] is None


def test_row_25_a_part_of_garbage_is_found_out_and_thrown_away(hub_server: HubServer) -> None:
    interrupted(hub_server)
    parts()[0].path.write_bytes(b"\xa5" * SHARE)
    assert fetch(hub_server).read_bytes() == DATA
    assert hub_server.ranges()[-2:] == [f"bytes={SHARE}-", None]


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"size": 1}', b"\xff", None])
def test_row_25_a_part_without_a_sound_note_is_thrown_away(hub_server: HubServer, note: bytes | None) -> None:
    interrupted(hub_server)
    path = note_path(parts()[0].path)
    path.unlink()
    if note is not None:
        path.write_bytes(note)
    assert parts()[0].filename is None
    assert fetch(hub_server).read_bytes() == DATA
    assert hub_server.ranges()[-1] is None


def test_a_part_that_is_a_link_is_not_written_through(hub_server: HubServer, tmp_path: Path) -> None:
    interrupted(hub_server)
    part = parts()[0].path
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    part.unlink()
    part.symlink_to(victim)
    assert fetch(hub_server).read_bytes() == DATA
    assert victim.read_bytes() == b"precious"
