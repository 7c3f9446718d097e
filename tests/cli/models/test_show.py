import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import CommandLine
from tests.hub_server import HubServer, Where
from tests.library.small_model import TINY
from tests.models.gguf.gguf_bytes import Gguf

MEMORY = {"weights_bytes", "kv_bytes", "compute_bytes", "n_ctx", "lanes"}


def shown(command: CommandLine, *arguments: str) -> dict[str, Any]:
    result = command("models", "show", "--json", *arguments)
    assert result.code == 0, result.err
    details: dict[str, Any] = json.loads(result.out)
    return details


def test_a_model_of_the_catalogue(command: CommandLine, hub: HubServer) -> None:
    details = shown(command, "r1-qwen-1.5b")
    assert set(details["memory"]) >= MEMORY
    assert details["reasoning"]["tags"] == "think"
    assert (details["reasoning"]["open"], details["reasoning"]["close"]) == ("<think>", "</think>")
    assert details["reasoning"]["opened_by_prompt"] is None, "files of both kinds are about"
    assert details["sampling"]["temperature"] == 0.6
    assert "Q6_K" in [one["quantization"] for one in details["quantizations"]]
    assert hub.requests() == []


def test_the_memory_is_of_the_context_that_was_asked_for(command: CommandLine) -> None:
    short = shown(command, "r1-qwen-1.5b", "--ctx", "1024")["memory"]
    long = shown(command, "r1-qwen-1.5b", "--ctx", "2048", "--lanes", "4")["memory"]
    small = shown(command, "r1-qwen-1.5b", "--ctx", "2048", "--kv-type", "q8_0")["memory"]
    assert (short["n_ctx"], short["lanes"], long["n_ctx"], long["lanes"]) == (1024, 1, 2048, 4)
    # 28 layers of a key and a value of 2 heads of 128 numbers, in 2 bytes each.
    assert short["kv_bytes"] == 1024 * 28 * 2 * 2 * 128 * 2
    assert long["kv_bytes"] == 2 * short["kv_bytes"]
    assert small["kv_bytes"] == long["kv_bytes"] * 34 // 64


def test_a_file_is_a_model_too(command: CommandLine, hub: HubServer) -> None:
    details = shown(command, str(TINY))
    assert (details["path"], details["downloaded"]) == (str(TINY), True)
    assert (details["architecture"], details["quantization"]) == ("qwen2", "Q8_0")
    assert set(details["memory"]) >= MEMORY
    assert details["reasoning"]["tags"] == "think"
    assert details["reasoning"]["opened_by_prompt"] is True
    assert details["fit"]["verdict"] == "fits"
    assert hub.requests() == []


def test_a_model_of_the_hub_is_known_by_its_first_bytes(command: CommandLine, hub: HubServer) -> None:
    details = shown(command, "org/another-GGUF:Q8_0")
    assert (details["size_bytes"], details["license"]) == (TINY.stat().st_size, "mit")
    assert details["memory"]["weights_bytes"] > 0
    assert details["reasoning"]["opened_by_prompt"] is True
    assert [one["quantization"] for one in details["quantizations"]] == ["Q4_K_M", "Q8_0"]
    assert all(len(request.range or "") > len("bytes=") for request in hub.requests(Where.BYTES))
    assert len(hub.requests(Where.BYTES)) <= 2, "a block or two, never the file"


def test_offline_nothing_is_asked(
    command: CommandLine, hub: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATUI_OFFLINE", "1")
    assert shown(command, "small")["memory"]["n_ctx"] == 2048
    result = command("models", "show", "org/another-GGUF:Q8_0", "--offline")
    assert (result.code, result.out) == (1, "")
    assert "chatui is offline" in result.err
    assert hub.requests() == []


def test_a_hub_that_is_down_leaves_what_is_known(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    result = command("models", "show", "qwen3.5-2b", "--json")
    assert result.code == 0
    assert json.loads(result.out)["size_bytes"] == 1_396_198_496
    assert "127.0.0.1:9 cannot be reached" in result.err
    assert command("models", "show", "org/unheard-of").code == 1


def test_the_page_for_people(command: CommandLine) -> None:
    lines = command("models", "show", "r1-qwen-7b", "--ctx", "16384").out.splitlines()
    assert lines[0] == "DeepSeek R1 Distill Qwen 7B"
    assert "  Licence           MIT" in lines
    assert "Memory with a context of 16,384 tokens and 1 lane, estimated" in lines
    assert "  KV cache          940 MB" in lines
    assert any(line.startswith("  Fit               It ") for line in lines)
    assert max(len(line) for line in lines if "SHA-256" not in line) <= 80, "a checksum is never cut"


def test_the_chat_template_can_be_read(command: CommandLine, tmp_path: Path) -> None:
    path = Gguf().write(tmp_path / "model.gguf")
    result = command("models", "show", str(path), "--template")
    assert (result.code, result.out, result.err) == (0, "{{ messages }}\n", "")


def test_what_is_no_model_is_one_sentence(command: CommandLine, tmp_path: Path) -> None:
    page = tmp_path / "model.gguf"
    page.write_bytes(b"<html>" + b" " * 100)
    for ref, sentence in [
        (str(page), "is a web page"),
        (str(tmp_path / "absent.gguf"), "There is no file"),
        ("r1-qwen-1.5", "Did you mean r1-qwen-1.5b"),
        ("r1-qwen-1.5b:Q9", "has no quantization Q9"),
        ("https://example.org/model", "is a server"),
    ]:
        result = command("models", "show", ref)
        assert (result.code, result.out) == (1, ""), ref
        assert sentence in result.err


@pytest.mark.parametrize("options", [["--ctx", "0"], ["--lanes", "65"], ["--kv-type", "q4"], []])
def test_wrong_usage(command: CommandLine, options: list[str]) -> None:
    arguments = ["tiny", *options] if options else []
    assert command("models", "show", *arguments).code == 2
