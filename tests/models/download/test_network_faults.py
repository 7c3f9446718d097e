"""What a network and a server do wrong: the file comes whole all the same, or a sentence says why not."""

import itertools
from threading import Event

import pytest

from chatui.errors import DownloadError
from chatui.models.disk.hub_cache import repository_models
from chatui.models.download.patience import Patience, Tries
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.download.request import Cancelled
from tests.hub_server import Fault, HubServer, Where
from tests.models.download.pulling import DATA, FILE, QUICK, REPO, Watcher, fetch, parts

SHARE = len(DATA) * 35 // 100


@pytest.fixture(autouse=True)
def model(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})


def first_of(ranges: list[str | None]) -> list[int]:
    return [int(text.removeprefix("bytes=").partition("-")[0]) if text else 0 for text in ranges]


def test_a_file_comes_whole_and_is_told_of_in_order(hub_server: HubServer) -> None:
    watcher = Watcher()
    assert fetch(hub_server, watcher=watcher).read_bytes() == DATA
    assert watcher.states[0] is PullState.CONNECTING
    assert watcher.states[-2:] == [PullState.VERIFYING, PullState.DONE]
    assert watcher.looks[-1].done_bytes == watcher.looks[-1].total_bytes == len(DATA)
    assert parts() == []


def test_row_1_a_connection_that_ends_is_taken_up_where_it_ended(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(cut_after=SHARE))
    assert fetch(hub_server).read_bytes() == DATA
    assert first_of(hub_server.ranges()) == [0, SHARE]


def test_row_2_a_connection_that_is_reset_is_taken_up(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(cut_after=SHARE, reset=True))
    assert fetch(hub_server).read_bytes() == DATA
    assert len(hub_server.ranges()) == 2


def test_row_3_a_server_that_falls_silent_is_said_to_stall_and_tried_again(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(stall_after=SHARE))
    watcher = Watcher()
    assert fetch(hub_server, watcher=watcher).read_bytes() == DATA
    stalled = [look.detail for look in watcher.looks if look.state is PullState.STALLED]
    assert stalled[0] == "try 1 of 6"
    assert stalled[-1].startswith("nothing comes; try 2 of 6")
    assert first_of(hub_server.ranges()) == [0, SHARE]


def test_row_4_a_drip_for_ever_ends_with_too_slow_and_keeps_the_part(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(bytes_per_s=2000), times=None)
    with pytest.raises(DownloadError, match="too slow") as caught:
        fetch(hub_server, patience=Patience(tries=2, first_wait_s=0.01, slow_window_s=0.4))
    assert "kept" in caught.value.hint
    assert parts()[0].done_bytes > 0
    assert len(hub_server.ranges()) == 2


def test_row_5_a_server_that_ignores_the_range_is_read_from_its_begin(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(cut_after=SHARE))
    hub_server.break_next(Where.BYTES, Fault(ignore_range=True), times=2)
    watcher = Watcher()
    assert fetch(hub_server, watcher=watcher).read_bytes() == DATA
    done = [look.done_bytes for look in watcher.looks]
    assert any(later < earlier for earlier, later in itertools.pairwise(done)), "the bar goes back"


def test_row_5_a_server_that_ignores_every_range_and_breaks_is_given_up(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(ignore_range=True, cut_after=SHARE), times=None)
    with pytest.raises(DownloadError, match="only from the begin on"):
        fetch(hub_server)
    assert parts() == []


def test_row_6_a_refused_range_restarts_once(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(cut_after=SHARE))
    hub_server.break_next(Where.BYTES, Fault(status=416))
    assert fetch(hub_server).read_bytes() == DATA
    assert first_of(hub_server.ranges()) == [0, SHARE, 0]


def test_row_6_a_range_that_is_refused_again_is_an_error(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(cut_after=SHARE))
    hub_server.break_next(Where.BYTES, Fault(status=416), times=None)
    with pytest.raises(DownloadError, match="does not send the rest"):
        fetch(hub_server)
    assert len(hub_server.ranges()) == 3


def test_row_7_one_wrong_byte_is_found_and_the_file_fetched_again(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(wrong_byte_at=SHARE))
    assert fetch(hub_server).read_bytes() == DATA
    assert first_of(hub_server.ranges()) == [0, 0]


def test_row_7_a_file_that_stays_wrong_is_never_a_model(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(wrong_byte_at=SHARE), times=None)
    with pytest.raises(DownloadError, match="does not match the published checksum"):
        fetch(hub_server)
    assert len(hub_server.ranges()) == 2
    assert repository_models(REPO) == []
    assert parts() == [], "wrong bytes are not resumed"


def test_row_8_other_bytes_after_a_resume_are_found(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(cut_after=SHARE))
    hub_server.break_next(Where.BYTES, Fault(wrong_byte_at=SHARE + 100))
    assert fetch(hub_server).read_bytes() == DATA
    assert first_of(hub_server.ranges()) == [0, SHARE, 0]


@pytest.mark.parametrize("served", [DATA[:-1], DATA + b"x", DATA[:1000]])
def test_row_9_another_size_than_the_published_one_is_refused_at_once(
    hub_server: HubServer, served: bytes
) -> None:
    hub_server.break_next(Where.BYTES, Fault(other_content=served), times=None)
    with pytest.raises(DownloadError) as caught:
        fetch(hub_server)
    assert f"{len(DATA):,}" in caught.value.message
    assert f"{len(served):,}" in caught.value.message
    assert len(hub_server.ranges()) == 1


def test_row_9_a_longer_file_without_a_length_is_refused(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(other_content=DATA + b"x", without_length=True), times=None)
    with pytest.raises(DownloadError, match="sends more"):
        fetch(hub_server)


def test_row_9_a_shorter_file_without_a_length_does_not_go_on_for_ever(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(other_content=DATA[:-9], without_length=True), times=None)
    with pytest.raises(DownloadError):
        fetch(hub_server)


def test_a_file_without_a_length_comes_whole(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(without_length=True))
    assert fetch(hub_server).read_bytes() == DATA


def test_row_10_a_busy_server_is_waited_for(hub_server: HubServer) -> None:
    hub_server.break_next(Where.RESOLVE, Fault(status=503), times=2)
    hub_server.break_next(Where.BYTES, Fault(status=429, headers={"Retry-After": "0"}))
    watcher = Watcher()
    assert fetch(hub_server, watcher=watcher).read_bytes() == DATA
    waits = [look.detail for look in watcher.looks if look.state is PullState.WAITING]
    assert any("answered 503; try 2 of 6" in detail for detail in waits)
    assert any("answered 429; try 4 of 6" in detail for detail in waits)


@pytest.mark.parametrize(
    ("retry_after", "said"), [("30", "in 30 s"), ("Tue, 24 Nov 2320 10:00:00 GMT", "in 60 s")]
)
def test_row_10_a_wait_that_the_hub_asks_for_can_be_cancelled(
    hub_server: HubServer, retry_after: str, said: str
) -> None:
    fault = Fault(status=429, headers={"Retry-After": retry_after})
    hub_server.break_next(Where.RESOLVE, fault, times=None)
    stop = Event()

    def on(progress: PullProgress) -> None:
        if progress.state is PullState.WAITING:
            assert said in progress.detail
            stop.set()

    with pytest.raises(Cancelled):
        fetch(hub_server, watcher=Watcher(on=on), stop=stop)


@pytest.mark.parametrize(("asked", "waits"), [(None, 2.0), (7.0, 7.0), (0.0, 2.0), (86_400.0, 60.0)])
def test_row_10_a_hub_is_not_waited_for_longer_than_a_minute(asked: float | None, waits: float) -> None:
    assert Patience().wait_s(2, asked) == waits


def test_a_server_that_is_always_busy_is_given_up(hub_server: HubServer) -> None:
    hub_server.break_next(Where.RESOLVE, Fault(status=503), times=None)
    with pytest.raises(Exception, match="answered 503") as caught:
        fetch(hub_server)
    assert "Try again later" in str(caught.value)
    assert len(hub_server.requests(Where.RESOLVE)) == QUICK.tries


def test_a_server_that_cuts_every_try_short_is_borne_while_it_brings_something(hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(cut_after=300_000), times=8)
    assert fetch(hub_server, patience=Patience(first_wait_s=0.001, longest_wait_s=0.001)).read_bytes() == DATA


def test_tries_begin_anew_only_after_a_megabyte() -> None:
    tries = Tries(3)
    assert [tries.fail(done) for done in (10, 20, 30)] == [True, True, False]
    tries = Tries(3)
    assert all(tries.fail(mebibytes << 20) for mebibytes in range(1, 20))
    assert [tries.fail(done) for done in (0, 0)] == [True, False], "what a restart threw away counts once"
