"""`chatui doctor`: what is found, how it is laid out, and what counts as broken."""

import json
from pathlib import Path

import pytest

from chatui.cli import doctor_report
from chatui.cli.doctor_report import DoctorReport, collect
from chatui.cli.doctor_text import as_text
from chatui.config.paths import config_path
from chatui.engine.requests import ComputeDevice, EngineReport, ProbeResult
from chatui.errors import EngineCrashed
from tests.cli.command import CommandLine

CPU = ComputeDevice("CPU", "A processor", False, False, 8 * 10**9, 16 * 10**9)
GPU = ComputeDevice("CUDA0", "A graphics card", True, True, 7_500_000_000, 8 * 10**9)
REPORT = EngineReport(
    llama_cpp_python="0.3.36",
    build="llama.cpp 0.5.0 " + "AVX2 = 1 | " * 12,
    devices=(CPU, GPU),
    profile="AMX refused",
    probe=(ProbeResult("as shipped", False, "ended by SIGSEGV"), ProbeResult("AMX refused", True, "")),
    log_path="engine.log",
)


class Reporting:
    """An engine that can only report."""

    def __init__(self, report: EngineReport | None) -> None:
        self._report = report

    def report(self) -> EngineReport:
        if self._report is None:
            raise EngineCrashed("The engine was ended by SIGILL.", "Build llama-cpp-python again.")
        return self._report

    def close(self) -> None:
        self._report = None


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> CommandLine:
    monkeypatch.setattr("chatui.launch.open_engine", lambda: Reporting(REPORT))
    return command


@pytest.fixture
def dead_engine(monkeypatch: pytest.MonkeyPatch, command: CommandLine) -> CommandLine:
    monkeypatch.setattr("chatui.launch.open_engine", lambda: Reporting(None))
    return command


def test_json_has_what_is_promised(engine: CommandLine) -> None:
    result = engine("doctor", "--json")
    report = json.loads(result.out)
    assert result.code == 0
    assert {"llama_cpp_python", "build", "devices", "profile", "probe"} <= set(report["engine"])
    assert report["engine"]["probe"][0] == {"profile": "as shipped", "ok": False, "why": "ended by SIGSEGV"}
    assert report["engine"]["devices"] == ["CPU: A processor", "CUDA0: A graphics card"]
    assert report["engine"]["gpus"] == [
        {
            "name": "CUDA0",
            "description": "A graphics card",
            "free_bytes": 7_500_000_000,
            "total_bytes": 8 * 10**9,
        }
    ]
    assert {"endpoint", "offline", "token"} == set(report["hub"])
    assert {"cpu", "memory", "paths", "problems"} <= set(report)
    assert report["paths"]["config"] == str(config_path())


def test_a_rung_that_failed_is_a_problem_that_breaks_nothing(engine: CommandLine) -> None:
    result = engine("doctor")
    assert result.code == 0
    assert "runs as 'AMX refused'" in " ".join(result.out.split())


def test_a_gpu_is_shown_with_its_memory(engine: CommandLine) -> None:
    shown = " ".join(engine("doctor").out.split())
    assert "CPU: A processor, CUDA0: A graphics card (7.5 of 8.0 GB free)" in shown


def test_a_dead_engine_is_broken(dead_engine: CommandLine) -> None:
    result = dead_engine("doctor", "--json")
    assert result.code == 1
    assert json.loads(result.out)["engine"] is None
    assert (
        "The engine was ended by SIGILL. Build llama-cpp-python again." in json.loads(result.out)["problems"]
    )


def test_wrong_settings_are_broken(engine: CommandLine) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text("modle = 1")
    result = engine("doctor")
    assert result.code == 1
    assert "'modle'" in result.out


def test_little_memory_is_a_problem(engine: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_report, "available_bytes", lambda: 10**9)
    assert any("2 GB" in problem for problem in collect().problems)


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, {"endpoint": "https://huggingface.co", "offline": False, "token": False}),
        ({"HF_ENDPOINT": "http://mirror"}, {"endpoint": "http://mirror", "offline": False, "token": False}),
        (
            {"HF_ENDPOINT": "http://me:secret@mirror"},
            {"endpoint": "http://mirror", "offline": False, "token": False},
        ),
        ({"CHATUI_OFFLINE": "1"}, {"endpoint": "https://huggingface.co", "offline": True, "token": False}),
        ({"HF_TOKEN": "hf_secret"}, {"endpoint": "https://huggingface.co", "offline": False, "token": True}),
    ],
)
def test_the_hubs_settings(
    engine: CommandLine,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    variables: dict[str, str],
    expected: dict[str, object],
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    result = engine("doctor", "--json")
    assert json.loads(result.out)["hub"] == expected
    assert "hf_secret" not in result.out


def test_a_token_file_is_found_and_not_read(
    engine: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    monkeypatch.setenv("HF_HUB_CACHE", "/elsewhere/hub")
    monkeypatch.delenv("HF_TOKEN_PATH")
    (tmp_path / "token").write_text("hf_secret")
    result = engine("doctor", "--json")
    assert json.loads(result.out)["hub"]["token"] is True
    assert "hf_secret" not in result.out


def report(path: str = "/home/me/.config/chatui/config.toml") -> DoctorReport:
    return DoctorReport(
        engine=REPORT,
        cpu={
            "name": "A processor with a name",
            "machine": "x86_64",
            "physical_cores": None,
            "usable_cpus": 2,
        },
        memory={"total_bytes": 16 * 10**9, "available_bytes": 8 * 10**9},
        paths={"config": path, "demo_model": ""},
        models={"hub": 2, "LM Studio": 1},
        hub={"endpoint": "https://huggingface.co", "offline": True, "token": False},
        problems=["Something is wrong, and " + "this is a long sentence about it " * 4],
    )


def test_lines_fit_a_terminal() -> None:
    lines = as_text(report()).splitlines()
    assert max(map(len, lines)) <= 80
    assert "  Probe             as shipped: ended by SIGSEGV" in lines
    assert "  Cores             unknown physical, 2 usable CPUs" in lines
    assert "  Demo model        missing" in lines
    assert "  LM Studio         1" in lines


def test_a_long_path_is_never_cut() -> None:
    path = "/home/" + "a-very-long-name/" * 12 + "config.toml"
    assert path in as_text(report(path))
