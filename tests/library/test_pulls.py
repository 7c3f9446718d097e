"""The library's downloads, their parts, and what it says offline, over a hub on loopback."""

import pytest

from chatui.errors import HubUnreachable, ModelError
from chatui.library.library import ModelLibrary, open_library
from tests.engine.conftest import wait_until
from tests.hub_server import Fault, HubServer, Where
from tests.library.small_model import FILE, REPO, TINY, refs

pytestmark = pytest.mark.usefixtures("measured_machine")


def test_one_download_for_each_model(library: ModelLibrary, hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(bytes_per_s=100_000), None)
    first = library.pull("small")
    assert library.pull(f"{REPO}/{FILE}") is first
    other = library.pull("small:Q4_K_M")
    assert library.pulls() == [first, other]
    for pull in (first, other):
        pull.cancel()
    wait_until(lambda: first.is_over and other.is_over)
    assert (first.error, first.path, first.is_cancelled) == (None, None, True)
    hub_server.mend()
    again = library.pull("small")
    assert again is not first
    wait_until(lambda: again.is_over)
    assert again.path is not None
    assert library.pulls() == [first, other, again]


def test_a_cancelled_download_leaves_a_part_that_can_be_discarded(
    library: ModelLibrary, hub_server: HubServer
) -> None:
    hub_server.break_next(Where.BYTES, Fault(bytes_per_s=200_000), None)
    pull = library.pull("small:Q4_K_M")
    wait_until(lambda: pull.progress.done_bytes > 0)
    with pytest.raises(Exception, match="is being downloaded at the moment"):
        library.discard_part("small:Q4_K_M")
    pull.cancel()
    wait_until(lambda: pull.is_over)
    row = next(row for row in library.models() if row.ref == "small:Q4_K_M")
    assert (row.is_downloaded, row.path) == (False, None)
    assert row.part_bytes
    assert library.removal("small:Q4_K_M").freed_bytes == row.part_bytes
    assert library.discard_part("small:Q4_K_M") > 0
    assert "small:Q4_K_M" not in refs(library)
    with pytest.raises(ModelError, match="No download of small:Q4_K_M"):
        library.discard_part("small:Q4_K_M")


def test_a_part_of_an_unknown_model_is_listed(library: ModelLibrary, hub_server: HubServer) -> None:
    hub_server.break_next(Where.BYTES, Fault(bytes_per_s=200_000), None)
    pull = library.pull("org/another-GGUF:Q8_0")
    wait_until(lambda: pull.progress.done_bytes > 0)
    pull.cancel()
    wait_until(lambda: pull.is_over)
    row = library.models()[-1]
    assert (row.ref, row.is_downloaded) == ("org/another-GGUF/another-Q8_0.gguf", False)
    assert row.part_bytes
    assert row.size_bytes == TINY.stat().st_size
    assert library.details("org/another-GGUF:Q8_0").row.part_bytes == row.part_bytes


def test_a_part_shows_under_the_name_that_it_was_asked_for_by(
    library: ModelLibrary, hub_server: HubServer
) -> None:
    hub_server.add("org/one-GGUF", {"one-Q4_1.gguf": TINY})
    hub_server.break_next(Where.BYTES, Fault(bytes_per_s=200_000), None)
    pull = library.pull("org/one-GGUF")
    wait_until(lambda: pull.progress.done_bytes > 0)
    pull.cancel()
    wait_until(lambda: pull.is_over)
    hub_server.mend()
    assert library.details_from_hub("org/one-GGUF").row.part_bytes
    assert library.details("org/one-GGUF").row.part_bytes
    assert library.removal("org/one-GGUF").paths


def test_offline_is_a_state(
    library: ModelLibrary, hub_server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATUI_OFFLINE", "1")
    offline = open_library()
    assert offline.is_offline
    assert refs(offline) == refs(library)
    pull = offline.pull("small")
    wait_until(lambda: pull.is_over)
    assert isinstance(pull.error, HubUnreachable)
    for ask in (lambda: offline.search_hub("x"), lambda: offline.details_from_hub("org/another-GGUF")):
        with pytest.raises(HubUnreachable, match="chatui is offline"):
            ask()
    assert hub_server.requests() == []
