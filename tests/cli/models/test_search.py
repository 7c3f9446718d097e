import json

from tests.cli.command import CommandLine
from tests.hub_server import Fault, HubServer, Where
from tests.library.small_model import REPO, TINY


def test_repositories_with_their_quantizations(command: CommandLine, hub: HubServer) -> None:
    hub.add("org/gated-GGUF", {"gated-Q8_0.gguf": TINY}, is_gated=True)
    result = command("models", "search", "gguf", "--json")
    found = {row["repo_id"]: row for row in json.loads(result.out)}
    assert set(found) == {REPO, "org/another-GGUF", "org/gated-GGUF"}
    another = found["org/another-GGUF"]
    assert (another["downloads"], another["license"], another["gated"]) == (1000, "mit", False)
    assert [one["ref"] for one in another["quantizations"]] == [
        "org/another-GGUF:Q4_K_M",
        "org/another-GGUF:Q8_0",
    ]
    assert another["quantizations"][0]["size_bytes"] == TINY.stat().st_size
    assert found[REPO]["quantizations"][1]["fit"]["verdict"] == "fits", "the catalogue knows its layers"


def test_the_text_names_what_to_pull(command: CommandLine, hub: HubServer) -> None:
    result = command("models", "search", "another")
    assert result.out.startswith("org/another-GGUF, 1,000 downloads, mit\n")
    assert "Q8_0" in result.out
    assert "chatui models pull org/repo:QUANT" in result.err


def test_nothing_found_is_said(command: CommandLine, hub: HubServer) -> None:
    result = command("models", "search", "unheard", "of")
    assert (result.code, result.out) == (0, "")
    assert "no GGUF repository with all of these words" in result.err


def test_offline_opens_no_socket(command: CommandLine, hub: HubServer) -> None:
    result = command("models", "search", "small", "--offline")
    assert (result.code, result.out) == (1, "")
    assert "chatui is offline." in result.err
    assert hub.requests() == []


def test_a_page_to_log_in_at_is_one_sentence(command: CommandLine, hub: HubServer) -> None:
    hub.break_next(Where.LIST, Fault(body=b"<html>Log in</html>"), None)
    result = command("models", "search", "small")
    assert (result.code, result.out) == (1, "")
    assert "log in first" in result.err
    assert "Traceback" not in result.err


def test_words_are_needed(command: CommandLine) -> None:
    assert command("models", "search").code == 2
