import json
from pathlib import Path

import pytest

from tests.cli.command import CommandLine
from tests.hub_server import HubServer
from tests.library.small_model import FILE, REPO, TINY, write_catalogue

FIELDS = {
    *("ref", "repo_id", "filename", "quantization", "parameters", "size_bytes", "sha256", "license"),
    *("context_length", "downloaded", "path", "fit"),
}
FIT = {"verdict", "needed_bytes", "available_bytes", "tokens_per_s_estimate"}


def rows(command: CommandLine, *more: str) -> list[dict[str, object]]:
    result = command("models", "list", "--json", *more)
    assert (result.code, result.err) == (0, "")
    listed: list[dict[str, object]] = json.loads(result.out)
    return listed


def row(command: CommandLine, ref: str) -> dict[str, object]:
    return next(row for row in rows(command) if row["ref"] == ref)


def test_every_promised_field_is_there(command: CommandLine) -> None:
    for listed in rows(command):
        assert set(listed) >= FIELDS
        assert isinstance(listed["fit"], dict)
        assert set(listed["fit"]) >= FIT
        assert listed["fit"]["verdict"] in ("fits", "tight", "too_big", "unknown")


def test_the_demo_model_is_first_and_the_distills_follow(command: CommandLine) -> None:
    refs = [listed["ref"] for listed in rows(command)]
    assert refs[:4] == ["tiny", "r1-qwen-1.5b", "r1-qwen-7b", "r1-llama-8b"]
    assert len(refs) == len(set(refs)) == 44


def test_a_model_of_the_catalogue_is_told_with_its_figures(command: CommandLine) -> None:
    distill = row(command, "r1-qwen-1.5b")
    assert (distill["downloaded"], distill["path"], distill["parameters"]) == (False, None, "1.5B")
    fit = distill["fit"]
    assert isinstance(fit, dict)
    assert fit["verdict"] != "unknown"
    assert fit["needed_bytes"] > 1_117_320_736
    assert 5 < fit["tokens_per_s_estimate"] < 30, "20 GB/s for a good gigabyte a token"


def test_a_downloaded_model_is_told_with_its_place(command: CommandLine, hub: HubServer) -> None:
    path = command("models", "pull", "small").out.strip()
    small = row(command, "small")
    assert (small["downloaded"], small["path"], small["origin"]) == (True, path, "hub")
    assert (small["size_bytes"], small["sha256"]) == (
        TINY.stat().st_size,
        hub.repositories[REPO].files[FILE].sha256,
    )
    assert [listed["ref"] for listed in rows(command, "--downloaded")] == ["tiny", "small"]


def test_another_quantization_has_a_row_once_it_is_here(command: CommandLine, hub: HubServer) -> None:
    assert "small:Q4_K_M" not in [listed["ref"] for listed in rows(command)]
    command("models", "pull", "small:Q4_K_M")
    refs = [listed["ref"] for listed in rows(command)]
    assert refs[refs.index("small") + 1] == "small:Q4_K_M"


def test_the_table_fits_eighty_columns(command: CommandLine) -> None:
    result = command("models", "list")
    lines = result.out.splitlines()
    assert lines[0].split() == ["MODEL", "QUANT", "SIZE", "FIT", "TOK/S", "ON", "DISK", "PARAMS"]
    assert len(lines) == 45
    assert max(map(len, lines)) <= 80
    assert "1 of 44 are on this disk" in result.err


def test_a_wide_terminal_shows_more(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    lines = command("models", "list").out.splitlines()
    assert {"LICENCE", "CONTEXT", "TITLE"} <= set(lines[0].split())
    assert 80 < max(map(len, lines)) <= 160


def test_nothing_is_coloured_and_nothing_is_asked(command: CommandLine, hub: HubServer) -> None:
    assert "\x1b" not in command("models", "list").out
    assert hub.requests() == []


def test_a_hub_that_is_down_makes_no_difference(
    command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    assert len(rows(command)) == 44


def test_a_hostile_name_is_harmless(command: CommandLine, hub_server: HubServer, tmp_path: Path) -> None:
    folder = tmp_path / "hf" / "hub" / "models--a--b" / "snapshots" / ("0" * 40)
    folder.mkdir(parents=True)
    (folder / "evil\x1b]0;title\x07\n\u202e-Q8_0.gguf").write_bytes(TINY.read_bytes())
    result = command("models", "list", "--downloaded")
    assert result.code == 0
    assert "\x1b" not in result.out
    assert "\x07" not in result.out
    assert "<U+202E>" in result.out
    assert [listed["downloaded"] for listed in rows(command, "--downloaded")] == [True, True]


def test_a_damaged_catalogue_is_one_sentence(command: CommandLine) -> None:
    write_catalogue().write_text("models = 3")
    result = command("models", "list")
    assert (result.code, result.out) == (1, "")
    assert "models.toml" in result.err


def test_a_broken_file_is_listed_with_its_fault(command: CommandLine, hub: HubServer, tmp_path: Path) -> None:
    folder = tmp_path / "hf" / "hub" / f"models--{REPO.replace('/', '--')}" / "snapshots" / ("0" * 40)
    folder.mkdir(parents=True)
    (folder / FILE).write_bytes(b"")
    small = row(command, "small")
    assert (small["downloaded"], small["fault"]) == (False, f"{FILE} is empty.")
    assert "damaged" in command("models", "list").out


def test_models_alone_shows_its_commands(command: CommandLine) -> None:
    result = command("models")
    for name in ("list", "search", "show", "pull", "verify", "import", "remove"):
        assert f"\n  {name} " in result.out + result.err
