"""Repositories, searches and pieces of files, asked of a real server."""

import subprocess
import sys
from collections import deque

import pytest

from chatui.errors import HubError, HubUnreachable
from chatui.models.gguf.quantization_names import quantization_in
from chatui.models.gguf.window import Window
from chatui.models.hub import questions
from chatui.models.hub.hub import Hub
from chatui.models.hub.place import host, page_url, public_address
from chatui.models.hub.quantizations import gguf_models
from chatui.models.hub.remote_file import FIRST_BLOCK, MAX_FETCHED
from tests.hub_server import Fault, HubServer, Where
from tests.models.download.pulling import DATA

REPO = "org/model"


def test_a_repository_tells_its_commit_and_files(hub_server: HubServer) -> None:
    there = hub_server.add(REPO, {"a.gguf": DATA, "README.md": b"read me"}, is_gated=True)
    there.without_sha256 = {"README.md"}
    found = Hub.of_environment(is_offline=False).repository(REPO)
    assert (found.repo_id, found.commit, found.is_gated) == (REPO, there.commit, True)
    assert (found.license, found.downloads) == ("mit", 1000)
    model, readme = found.files
    assert (model.name, model.size_bytes, model.sha256) == ("a.gguf", len(DATA), there.files["a.gguf"].sha256)
    assert (readme.sha256, readme.git_oid) == (None, there.files["README.md"].git_oid)
    assert found.file("a.gguf") == model
    assert found.file("absent") is None


def test_a_pinned_commit_can_be_asked_for(hub_server: HubServer) -> None:
    there = hub_server.add(REPO, {"a.gguf": DATA})
    assert Hub(hub_server.url).repository(REPO, there.commit).commit == there.commit
    with pytest.raises(HubError, match="no revision absent"):
        Hub(hub_server.url).repository(REPO, "absent")


@pytest.mark.parametrize("repo_id", ["../x", "no-slash", "a/b/c", "a/b?x=1", ""])
def test_what_is_no_repository_is_not_asked_for(hub_server: HubServer, repo_id: str) -> None:
    with pytest.raises(HubError, match="not the name of a repository"):
        Hub(hub_server.url).repository(repo_id)
    assert hub_server.requests() == []


def test_the_endpoint_is_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "https://mirror.example/hf/")
    assert Hub.of_environment(is_offline=False).endpoint == "https://mirror.example/hf"
    monkeypatch.delenv("HF_ENDPOINT")
    assert Hub.of_environment(is_offline=True) == Hub("https://huggingface.co", is_offline=True)


def test_a_password_in_an_endpoint_is_never_shown() -> None:
    endpoint = "https://me:secret@mirror.example:8443/hf"
    assert host(endpoint) == "mirror.example:8443"
    assert page_url(endpoint, REPO) == "https://mirror.example:8443/hf/org/model"
    assert public_address(endpoint) == "https://mirror.example:8443/hf"
    assert public_address("me:secret@mirror.example") == "no address"


def test_an_address_of_numbers_keeps_its_brackets() -> None:
    assert public_address("http://[::1]:8080") == "http://[::1]:8080"


def test_whether_there_is_a_token_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not Hub("https://huggingface.co").has_token()
    monkeypatch.setenv("HF_TOKEN", "hf_x")
    assert Hub("https://huggingface.co").has_token()
    monkeypatch.setenv("HF_TOKEN", "hf_é")
    assert not Hub("https://huggingface.co").has_token(), "it could not be sent"


def test_a_search_finds_models_with_their_sizes(hub_server: HubServer) -> None:
    files = {
        "m-Q4_K_M.gguf": DATA[:400],
        "m-Q8_0.gguf": DATA[:800],
        "m.mmproj-f16.gguf": b"x",
        "README.md": b"x",
    }
    files |= {"m-F16-00001-of-00002.gguf": DATA[:900], "m-F16-00002-of-00002.gguf": DATA[:901]}
    files |= {"m-Q6_K-00001-of-00002.gguf": DATA}
    hub_server.add("org/little-R1", files)
    hub_server.add("org/big-R1", files).downloads = 5000
    hub_server.add("org/other", files)
    found = Hub(hub_server.url).search("r1")
    assert [(one.repo_id, one.downloads) for one in found] == [("org/big-R1", 5000), ("org/little-R1", 1000)]
    models = found[0].models
    assert models is not None
    assert [(model.quantization, model.size_bytes) for model in models] == [
        ("Q4_K_M", 400),
        ("Q8_0", 800),
        ("F16", 1801),
    ]
    assert len(models[2].files) == 2


def test_a_search_asks_for_the_files_of_the_first_ten_at_most(hub_server: HubServer) -> None:
    for number in range(14):
        hub_server.add(f"org/model-{number}", {"m-Q4_0.gguf": b"x"})
    found = Hub(hub_server.url).search("model")
    assert len(found) == 14
    assert [one.models is None for one in found] == [False] * 10 + [True] * 4
    assert len(hub_server.requests(Where.INFO)) == 10


def test_a_repository_that_does_not_answer_does_not_hold_a_search(
    hub_server: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        hub_server.add(f"org/model-{number}", {"m-Q4_0.gguf": b"x"})
    hub_server.break_next(Where.INFO, Fault(hang=True))
    hub_server.break_next(Where.INFO, Fault(status=500))
    monkeypatch.setattr(questions, "PATIENCE_S", 1.0)
    found = Hub(hub_server.url).search("model")
    assert sorted(one.models is None for one in found) == [False, True, True]


def test_a_search_of_a_hub_out_of_reach_says_so() -> None:
    with pytest.raises(HubUnreachable, match=r"127\.0\.0\.1:9 cannot be reached: it refuses connections"):
        Hub("http://127.0.0.1:9").search("r1")


def test_a_search_that_is_refused_is_not_repeated(hub_server: HubServer) -> None:
    hub_server.break_next(Where.LIST, Fault(status=503), times=None)
    with pytest.raises(HubError, match="answered 503 when asked for the search"):
        Hub(hub_server.url).search("r1")
    assert len(hub_server.requests(Where.LIST)) == 1


@pytest.mark.parametrize("endpoint", ["me:secret@mirror.example", "ftp://mirror.example", "http://"])
def test_an_endpoint_that_is_no_address_is_said_to_be_none(endpoint: str) -> None:
    with pytest.raises(HubError, match="HF_ENDPOINT is no address") as caught:
        Hub(endpoint).repository(REPO)
    assert "secret" not in str(caught.value)


NOW = "Tue, 24 Nov 2026 10:00:00 GMT"


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7.0),
        (" 0 ", 0.0),
        ("Tue, 24 Nov 2026 10:00:30 GMT", 30.0),
        ("Tue, 24 Nov 2026 10:00:30", 30.0),
        ("Tue, 24 Nov 2026 09:00:00 GMT", 0.0),
        ("Tue, 24 Nov 99999 09:00:00 GMT", None),
        ("soon", None),
        ("-1", None),
        ("", None),
    ],
)
def test_a_wait_is_told_in_seconds_or_by_the_hubs_own_clock(asked: str, seconds: float | None) -> None:
    assert questions.retry_after_s({"Retry-After": asked, "Date": NOW}) == seconds


def test_a_date_to_wait_for_counts_from_now_where_the_hub_tells_no_time() -> None:
    assert questions.retry_after_s({"Retry-After": "Tue, 24 Nov 2020 10:00:00 GMT"}) == 0.0
    assert (questions.retry_after_s({"Retry-After": "Tue, 24 Nov 2320 10:00:00 GMT"}) or 0) > 1e9


@pytest.mark.parametrize(
    ("name", "quantization"),
    [
        ("DeepSeek-R1-Distill-Qwen-1.5B-Q4_K_M.gguf", "Q4_K_M"),
        ("Q8_0/model-Q8_0-00001-of-00002.gguf", "Q8_0"),
        ("model.i1-IQ3_XXS.gguf", "IQ3_XXS"),
        ("Qwen3-8B-UD-Q4_K_XL.gguf", "UD-Q4_K_XL"),
        ("model-bf16.gguf", "BF16"),
        ("gpt-oss-20b-mxfp4.gguf", "MXFP4"),
        ("Qwen3-8B.gguf", None),
        ("QwQ-32B.gguf", None),
    ],
)
def test_quantizations_are_read_from_names(name: str, quantization: str | None) -> None:
    assert quantization_in(name) == quantization


def test_models_in_folders_are_found(hub_server: HubServer) -> None:
    hub_server.add(REPO, {"Q8_0/m-Q8_0-00001-of-00002.gguf": b"aa", "Q8_0/m-Q8_0-00002-of-00002.gguf": b"b"})
    (model,) = gguf_models(Hub(hub_server.url).repository(REPO))
    assert (model.quantization, model.size_bytes) == ("Q8_0", 3)


def test_a_file_is_read_in_pieces_that_grow(hub_server: HubServer) -> None:
    hub_server.add(REPO, {"a.gguf": DATA})
    hub = Hub(hub_server.url)
    with hub.open_file(hub.repository(REPO), "a.gguf") as file:
        assert b"".join(iter(lambda: file.read(10_000), b"")) == DATA
        assert file.seek(-5, 2) == len(DATA) - 5
        assert file.read() == DATA[-5:]
        assert file.read() == b""
    lengths = [end - begin + 1 for begin, end in map(bounds, hub_server.ranges())]
    assert lengths[:3] == [FIRST_BLOCK, 2 * FIRST_BLOCK, 4 * FIRST_BLOCK]
    assert sum(lengths) <= len(DATA) + FIRST_BLOCK
    assert len(hub_server.requests(Where.RESOLVE)) == 1, "the redirect is followed once"


def bounds(text: str | None) -> tuple[int, int]:
    begin, _, end = (text or "").removeprefix("bytes=").partition("-")
    return int(begin), int(end)


def test_a_header_costs_little_of_a_large_file(hub_server: HubServer) -> None:
    hub_server.add(REPO, {"a.gguf": DATA})
    hub = Hub(hub_server.url)
    with hub.open_file(hub.repository(REPO), "a.gguf") as file:
        window = Window(file, len(DATA))
        assert window.take(4) == DATA[:4]
        window.skip(1_000_000)
        assert window.take(8) == DATA[1_000_004:1_000_012]
    assert sum(end - begin + 1 for begin, end in map(bounds, hub_server.ranges())) < len(DATA) // 2


def test_a_file_that_is_read_breaks_and_is_taken_up(hub_server: HubServer) -> None:
    hub_server.add(REPO, {"a.gguf": DATA})
    hub_server.break_next(Where.BYTES, Fault(cut_after=10))
    hub_server.break_next(Where.BYTES, Fault(status=503))
    hub = Hub(hub_server.url)
    with hub.open_file(hub.repository(REPO), "a.gguf") as file:
        assert file.read(100) == DATA[:100]


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(cut_after=10), "cannot be reached"),
        (Fault(ignore_range=True), "only whole"),
        (Fault(status=500), "answered 500"),
        (Fault(status=404), "no file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(hub_server: HubServer, fault: Fault, sentence: str) -> None:
    hub_server.add(REPO, {"a.gguf": DATA})
    hub_server.cdn_url = None
    hub_server.break_next(Where.BYTES, fault, times=None)
    hub = Hub(hub_server.url)
    with hub.open_file(hub.repository(REPO), "a.gguf") as file:
        file.seek(1000)
        with pytest.raises(HubError, match=sentence):
            file.read(1)


def test_a_header_without_end_is_not_read_for_ever(hub_server: HubServer) -> None:
    hub_server.add(REPO, {"a.gguf": bytes(MAX_FETCHED + (8 << 20))})
    hub = Hub(hub_server.url)
    with (
        hub.open_file(hub.repository(REPO), "a.gguf") as file,
        pytest.raises(HubError, match="longer than 64 MB"),
    ):
        deque(iter(lambda: file.read(1 << 20), b""), maxlen=0)


def test_an_absent_file_is_named(hub_server: HubServer) -> None:
    hub_server.add(REPO, {"a.gguf": DATA})
    hub = Hub(hub_server.url)
    with pytest.raises(HubError, match=r"no file b\.gguf"):
        hub.open_file(hub.repository(REPO), "b.gguf")


def test_the_hubs_library_is_imported_when_it_is_asked_something() -> None:
    imports = "import sys, chatui.models.download.job, chatui.models.hub.hub"
    script = f"{imports}; print('huggingface_hub' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
