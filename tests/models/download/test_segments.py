"""The bookkeeping of ranges, and several connections that fill one file."""

from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.models.download.patience import Patience
from chatui.models.download.progress import PullProgress
from chatui.models.download.pull import pull
from chatui.models.download.request import Cancelled
from chatui.models.download.segments import Segments, merged
from chatui.models.hub.hub import Hub
from tests.hub_server import Fault, HubServer, Where
from tests.models.download.pulling import DATA, FILE, REPO, Watcher, fetch, parts, request

SIZE = 61
RANGES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)
MANY = Patience(trial_s=0.1, segment_bytes=100_000, first_wait_s=0.01, slow_window_s=60)
"""Tries another connection soon."""
SLOWLY = Fault(bytes_per_s=600_000)
"""One connection would take five seconds."""


def bytes_of(ranges: list[tuple[int, int]]) -> set[int]:
    return {at for begin, end in ranges for at in range(begin, end)}


@given(RANGES)
def test_merged_ranges_are_the_same_bytes_in_order_and_apart(ranges: list[tuple[int, int]]) -> None:
    result = merged(ranges)
    assert bytes_of(result) == bytes_of(ranges)
    ends = [edge for pair in result for edge in pair]
    assert ends == sorted(set(ends))


STEPS = st.lists(
    st.tuples(st.none() | st.integers(1, 20), st.integers(0, 3), st.integers(0, 20), st.booleans()),
    max_size=30,
)
"""The most to claim, which claim goes on, by how much, and whether it ends."""


@given(RANGES, STEPS)
def test_every_byte_is_fetched_once_whatever_the_order(
    ranges: list[tuple[int, int]], steps: list[tuple[int | None, int, int, bool]]
) -> None:
    segments = Segments(SIZE, ranges)
    missing = set(range(SIZE)) - bytes_of(ranges)
    to_the_end = [(None, 0, SIZE, True)] * (len(steps) + len(ranges) + 2)
    for most, which, count, ends in [*steps, *to_the_end]:
        claim = segments.claim(most)
        assert claim is None or claim.begin < claim.end <= SIZE
        if not segments.claims:
            break
        going = segments.claims[which % len(segments.claims)]
        fetched = set(range(going.at, min(going.end, going.at + count)))
        assert fetched <= missing, "nothing is fetched twice"
        missing -= fetched
        going.at += len(fetched)
        if ends:
            segments.release(going)
            segments.release(going)
        assert segments.done_bytes == SIZE - len(missing)
        assert segments.prefix == min(missing, default=SIZE)
    assert segments.is_whole
    assert segments.claim() is None


def test_more_connections_are_used_where_that_is_faster(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.break_next(Where.BYTES, SLOWLY, times=None)
    assert fetch(hub_server, patience=MANY).read_bytes() == DATA
    begins = [text for text in hub_server.ranges() if text is not None]
    assert any(not text.endswith("-") for text in begins), "bounded pieces were asked for"


def test_a_single_connection_stays_single_where_more_bring_nothing(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    assert fetch(hub_server).read_bytes() == DATA
    assert hub_server.ranges() == [None]


@pytest.mark.parametrize(
    "fault", [Fault(status=429), Fault(status=503), Fault(cut_after=10), Fault(ignore_range=True)]
)
def test_a_server_that_refuses_a_second_connection_keeps_the_first(
    hub_server: HubServer, fault: Fault
) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.break_next(Where.BYTES, SLOWLY)
    hub_server.break_next(Where.BYTES, fault)
    watcher = Watcher()
    assert fetch(hub_server, patience=MANY, watcher=watcher).read_bytes() == DATA
    done = [look.done_bytes for look in watcher.looks if look.total_bytes]
    assert done == sorted(done), "nothing is thrown away"


def test_what_several_connections_brought_outlives_a_cancel(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.break_next(Where.BYTES, SLOWLY, times=None)
    stop = Event()

    def on(progress: PullProgress) -> None:
        if len(hub_server.ranges()) > 3 and progress.done_bytes > len(DATA) // 2:
            stop.set()

    with pytest.raises(Cancelled):
        pull(request(), Watcher(on=on), stop, Hub(hub_server.url), MANY)
    hub_server.mend()
    (left,) = parts()
    assert 0 < left.done_bytes < len(DATA)
    before = len(hub_server.ranges())
    assert fetch(hub_server).read_bytes() == DATA
    assert None not in hub_server.ranges()[before:]
