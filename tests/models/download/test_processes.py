"""Processes that die, starve, or want the same file at the same time."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from chatui.errors import DownloadError
from chatui.models.disk.hub_cache import hub_cache_dir
from chatui.models.download.cache_layout import PART
from chatui.models.download.job import PullJob
from chatui.models.download.parts import discard
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.download.request import Cancelled
from chatui.models.hub.hub import Hub
from tests.engine.conftest import is_gone, wait_until
from tests.hub_server import Fault, HubServer, Where
from tests.models.download.pulling import DATA, FILE, REPO, UNHURRIED, Watcher, fetch, folder, parts, request

SHARE = len(DATA) // 3


@pytest.fixture(autouse=True)
def model(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})


@contextmanager
def child(server: HubServer, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "tests.models.download.child", server.url, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def part_of_the_stalled() -> bool:
    return bool(parts()) and parts()[0].path.stat().st_size == SHARE


def killed_in_the_middle(server: HubServer) -> None:
    server.break_next(Where.BYTES, Fault(stall_after=SHARE))
    with child(server) as process:
        wait_until(part_of_the_stalled)
        process.kill()
        wait_until(lambda: is_gone(process.pid))


def test_row_22_a_download_that_was_killed_is_found_and_goes_on_from_its_last_byte(
    hub_server: HubServer,
) -> None:
    killed_in_the_middle(hub_server)
    (left,) = parts()
    assert (left.repo_id, left.filename, left.done_bytes, left.size_bytes) == (REPO, FILE, SHARE, len(DATA))
    assert fetch(hub_server).read_bytes() == DATA
    assert hub_server.ranges() == [None, f"bytes={SHARE}-"]
    assert parts() == []


def test_row_22_a_part_can_be_thrown_away(hub_server: HubServer) -> None:
    killed_in_the_middle(hub_server)
    assert discard(hub_cache_dir(), parts()[0]) >= SHARE
    assert parts() == []
    assert list(folder().blobs.iterdir()) == []


def test_row_20_a_disk_that_takes_no_more_keeps_the_part_and_goes_on_later(hub_server: HubServer) -> None:
    with child(hub_server, str(SHARE)) as process:
        said, _ = process.communicate()
    assert "DownloadError" in said
    assert str(folder().blobs) in said
    assert "kept" in said
    assert parts()[0].done_bytes == SHARE
    assert fetch(hub_server).read_bytes() == DATA
    assert hub_server.ranges() == [None, f"bytes={SHARE}-"]


def test_row_23_the_second_process_waits_visibly_and_takes_the_first_ones_file(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(bytes_per_s=len(DATA)))
    with child(hub_server) as first, child(hub_server) as second:
        said = [process.communicate()[0].splitlines() for process in (first, second)]
    assert said[0][-1] == said[1][-1], "both have the file"
    assert Path(said[0][-1]).read_bytes() == DATA
    assert any("state waiting" in lines for lines in said)
    assert hub_server.ranges() == [None], "it was fetched once"


def test_row_23_the_second_waits_and_can_be_cancelled(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(stall_after=SHARE))
    stop = Event()
    seen: list[PullProgress] = []

    def on(progress: PullProgress) -> None:
        if progress.state is PullState.WAITING:
            seen.append(progress)
            stop.set()

    with child(hub_server):
        wait_until(part_of_the_stalled)
        with pytest.raises(Cancelled):
            fetch(hub_server, watcher=Watcher(on=on), stop=stop)
        assert seen[0].done_bytes == SHARE
        assert "another program" in seen[0].detail
        with pytest.raises(DownloadError, match="being downloaded"):
            discard(hub_cache_dir(), parts()[0])


def test_row_23_the_second_goes_on_where_the_first_was_killed(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(stall_after=SHARE))
    with child(hub_server) as process:
        wait_until(part_of_the_stalled)
        job = PullJob(request(), Hub(hub_server.url), UNHURRIED)
        wait_until(lambda: job.progress.state is PullState.WAITING)
        process.kill()
        wait_until(lambda: job.is_over)
    assert job.path is not None
    assert job.path.read_bytes() == DATA
    assert hub_server.ranges() == [None, f"bytes={SHARE}-"]


def test_row_23_a_lock_file_that_was_left_behind_locks_nothing(hub_server: HubServer) -> None:
    checksum = hub_server.repositories[REPO].files[FILE].sha256
    lock = folder().lock(checksum)
    lock.parent.mkdir(parents=True)
    lock.write_text("4711")
    assert fetch(hub_server).read_bytes() == DATA


def test_row_23_the_hubs_own_tools_hold_the_same_lock(hub_server: HubServer) -> None:
    checksum = hub_server.repositories[REPO].files[FILE].sha256
    lock = folder().lock(checksum)
    script = (
        "import sys; from filelock import FileLock; lock = FileLock(sys.argv[1]); lock.acquire();"
        "print('held', flush=True); sys.stdin.read()"
    )
    lock.parent.mkdir(parents=True)
    command = [sys.executable, "-c", script, str(lock)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        job = PullJob(request(), Hub(hub_server.url), UNHURRIED)
        wait_until(lambda: job.progress.state is PullState.WAITING)
        holder.communicate()
        wait_until(lambda: job.is_over)
    assert job.path is not None
    assert job.path.read_bytes() == DATA


def test_nothing_of_a_download_is_left_beside_its_blob(hub_server: HubServer) -> None:
    fetch(hub_server)
    names = {path.name for path in folder().path.rglob("*")}
    assert not {name for name in names if PART in name or name.endswith(".new")}
    assert os.access(fetch(hub_server), os.R_OK)
