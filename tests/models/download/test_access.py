"""Who may read what, where the token goes, and what is said when the hub is not there."""

import logging
from threading import Event

import pytest

from chatui.errors import ChatuiError, HubError, HubUnreachable
from chatui.models.download.pull import pull
from chatui.models.download.request import PullRequest, WantedFile
from chatui.models.hub import questions
from chatui.models.hub.hub import Hub
from tests.hub_server import Fault, HubServer, Where
from tests.models.download.pulling import DATA, FILE, QUICK, REPO, Watcher, fetch, request


def refusal(server: HubServer, wanted: PullRequest | None = None) -> ChatuiError:
    with pytest.raises(HubError) as caught:
        fetch(server, wanted)
    return caught.value


@pytest.fixture
def gated(hub_server: HubServer) -> HubServer:
    hub_server.add(REPO, {FILE: DATA}, is_gated=True)
    return hub_server


def test_row_11_a_gated_model_says_where_to_accept_and_how_to_give_a_token(gated: HubServer) -> None:
    error = refusal(gated)
    assert REPO in error.message
    assert f"{gated.url}/{REPO}" in error.hint
    assert "HF_TOKEN" in error.hint
    assert "hf auth login" in error.hint
    assert len(gated.requests(Where.RESOLVE)) == 1, "it is not tried again"


def test_row_11_a_token_without_leave_is_told_to_accept(
    gated: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", gated.add_token())
    error = refusal(gated)
    assert "Accept the licence" in error.hint
    assert "your token's account" in error.hint


def test_row_11_a_token_that_is_none_is_named_as_the_reason(
    gated: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_bad")
    error = refusal(gated)
    assert "does not accept your token" in error.message
    assert "hf_bad" not in str(error)


def test_row_11_a_good_token_opens_it_and_goes_nowhere_else(
    gated: HubServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token = gated.add_token(REPO)
    monkeypatch.setenv("HF_TOKEN", token)
    watcher = Watcher()
    assert fetch(gated, watcher=watcher).read_bytes() == DATA
    for seen in gated.requests():
        assert (seen.authorization == f"Bearer {token}") is (seen.host == gated.url.removeprefix("http://"))
        assert token not in seen.path + seen.query
    assert token not in caplog.text
    assert token not in repr(watcher.looks)


def test_row_11_a_private_model_is_said_to_be_perhaps_private(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA}, is_private=True)
    assert "private" in refusal(hub_server).hint


def test_row_12_what_is_missing_is_named_and_not_tried_again(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    sentences = {
        refusal(hub_server, request(repo="org/absent")).message,
        refusal(hub_server, request("absent.gguf")).message,
        refusal(hub_server, PullRequest("x", REPO, (WantedFile(FILE),), revision="absent")).message,
    }
    assert len(sentences) == 3
    assert all("absent" in sentence for sentence in sentences)
    assert len(hub_server.requests()) == 3


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:9", "http://hub.invalid"])
def test_row_13_a_hub_out_of_reach_is_named(hub_server: HubServer, endpoint: str) -> None:
    with pytest.raises(HubUnreachable, match="cannot be reached") as caught:
        pull(request(), Watcher(), Event(), Hub(endpoint), QUICK)
    assert endpoint.removeprefix("http://") in caught.value.message
    assert "on this disk" in caught.value.hint


@pytest.mark.parametrize(
    "body", [b"<html>Log in to the Wi-Fi</html>", b"{", b"[]", b'{"id": 7}', b"\xff\xfe"]
)
def test_row_13_a_page_to_log_in_at_is_not_taken_for_a_hub(hub_server: HubServer, body: bytes) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.break_next(Where.INFO, Fault(body=body))
    with pytest.raises(HubUnreachable, match="log in"):
        fetch(hub_server)


def test_row_13_a_page_to_log_in_at_in_the_place_of_the_file_is_refused(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.break_next(Where.RESOLVE, Fault(body=b"<html>Log in</html>"), times=None)
    with pytest.raises(ChatuiError, match="its server sends 19"):
        fetch(hub_server)


def test_row_13_a_hub_that_hesitates_once_is_asked_again(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.break_next(Where.INFO, Fault(status=503))
    assert fetch(hub_server).read_bytes() == DATA


def test_row_14_offline_asks_nobody(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub = Hub(hub_server.url, is_offline=True)
    with pytest.raises(HubUnreachable, match="offline"):
        pull(request(), Watcher(), Event(), hub)
    with pytest.raises(HubUnreachable, match="offline"):
        hub.search("model")
    assert hub_server.requests() == []


def test_row_14_offline_a_file_that_is_here_is_there_at_once(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    path = fetch(hub_server)
    asked = len(hub_server.requests())
    assert pull(request(), Watcher(), Event(), Hub(hub_server.url, is_offline=True)) == path
    assert fetch(hub_server) == path
    assert len(hub_server.requests()) == asked, "nor is the hub asked when it could be"


def test_row_15_a_hub_that_never_answers_is_given_up(
    hub_server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "PATIENCE_S", 0.3)
    hub_server.break_next(Where.INFO, Fault(hang=True), times=None)
    with pytest.raises(HubUnreachable, match="no answer"):
        fetch(hub_server)
    assert len(hub_server.requests()) == 1


def test_row_16_a_redirect_to_another_port_gets_no_token(
    gated: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", gated.add_token(REPO))
    with HubServer() as elsewhere:
        elsewhere.add(REPO, {FILE: DATA})
        gated.cdn_url = elsewhere.url
        assert fetch(gated).read_bytes() == DATA
        assert [seen.authorization for seen in elsewhere.requests()] == [None]


@pytest.mark.parametrize("location", ["ftp://127.0.0.1/x", "http://[::1", "http://127.0.0.1:99999/"])
def test_row_16_a_redirect_to_nowhere_is_a_sentence(hub_server: HubServer, location: str) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.cdn_url = location
    with pytest.raises(HubUnreachable, match="cannot be reached"):
        fetch(hub_server)


def test_row_16_an_address_whose_time_is_over_is_asked_for_again(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.break_next(Where.BYTES, Fault(cut_after=100_000))
    hub_server.break_next(Where.BYTES, Fault(status=403))
    assert fetch(hub_server).read_bytes() == DATA
    assert len(hub_server.requests(Where.RESOLVE)) == 2


def test_row_18_the_offer_of_another_way_is_not_taken(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.has_xet = True
    assert fetch(hub_server).read_bytes() == DATA
    assert all("xet" not in seen.path for seen in hub_server.requests())


def test_a_hub_without_a_cdn_serves_too(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    hub_server.cdn_url = None
    hub_server.break_next(Where.BYTES, Fault(cut_after=100_000))
    assert fetch(hub_server).read_bytes() == DATA


def test_nothing_is_asked_for_that_nobody_asked_for(hub_server: HubServer) -> None:
    hub_server.add(REPO, {FILE: DATA})
    fetch(hub_server)
    assert [seen.where for seen in hub_server.requests()] == [Where.INFO, Where.RESOLVE, Where.BYTES]
