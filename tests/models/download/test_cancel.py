"""A cancel at any moment: it ends at once, long before any time-out would, and what came is kept."""

from collections.abc import Callable

import pytest

from chatui.models.download import hasher
from chatui.models.download.job import PullJob
from chatui.models.download.patience import Patience
from chatui.models.download.progress import PullState
from chatui.models.hub.hub import Hub
from tests.engine.conftest import wait_until
from tests.hub_server import Fault, HubServer, Where
from tests.models.download.pulling import DATA, FILE, REPO, fetch, parts, request

SHARE = len(DATA) // 3
FOR_EVER = Patience(first_wait_s=120, longest_wait_s=120, connect_s=120, silence_s=120, slow_window_s=120)
"""Nothing ends by itself in the time that a test may take."""


@pytest.fixture(autouse=True)
def model(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})


def cancelled(server: HubServer, moment: Callable[[PullJob], bool]) -> PullJob:
    job = PullJob(request(), Hub(server.url), FOR_EVER)
    wait_until(lambda: moment(job))
    job.cancel()
    assert job.wait(10), "it waits for something"
    assert job.is_cancelled
    assert job.is_over
    assert job.error is None
    assert job.path is None
    return job


def asked(server: HubServer, where: Where) -> Callable[[PullJob], bool]:
    return lambda job: bool(server.requests(where))


@pytest.mark.parametrize("where", [Where.INFO, Where.RESOLVE, Where.BYTES])
def test_row_24_while_nobody_answers(hub_server: HubServer, where: Where) -> None:
    hub_server.break_next(where, Fault(hang=True), times=None)
    cancelled(hub_server, asked(hub_server, where))


def test_row_24_in_the_middle_of_the_bytes(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(stall_after=SHARE))
    cancelled(hub_server, lambda job: job.progress.done_bytes == SHARE)
    assert parts()[0].done_bytes == SHARE
    assert fetch(hub_server).read_bytes() == DATA
    assert hub_server.ranges()[-1] == f"bytes={SHARE}-"


def test_row_24_while_it_waits_for_the_next_try(hub_server: HubServer) -> None:
    hub_server.break_next(Where.RESOLVE, Fault(status=503), times=None)
    cancelled(hub_server, lambda job: job.progress.state is PullState.WAITING)


def test_row_24_while_the_checksum_is_counted(hub_server: HubServer, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = hasher.Hasher.reach
    with monkeypatch.context() as patched:
        # The last byte never seems to be there.
        patched.setattr(hasher.Hasher, "reach", lambda self, prefix: whole(self, min(prefix, len(DATA) - 1)))
        cancelled(hub_server, lambda job: job.progress.state is PullState.VERIFYING)
    assert parts()[0].done_bytes == len(DATA)
    count = len(hub_server.ranges())
    assert fetch(hub_server).read_bytes() == DATA
    assert len(hub_server.ranges()) == count, "nothing is fetched again"


def test_a_cancel_after_the_end_changes_nothing(hub_server: HubServer) -> None:
    job = PullJob(request(), Hub(hub_server.url))
    assert job.wait(60)
    job.cancel()
    assert job.path is not None
    assert job.error is None
    assert job.progress.state is PullState.DONE
