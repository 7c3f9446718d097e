"""Runs the command line in this process, on a scripted engine and a small model."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from chatui.cli.boundary import run
from chatui.cli.main import chatui
from chatui.engine.requests import LoadRequest, ModelInfo
from chatui.engine.script import LoadScript, Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.models import demo_model
from tests.models.gguf.gguf_bytes import Gguf

_FACTORIES = tuple(
    f"{module}.open_engine"
    for module in (
        "chatui.launch",
        "chatui.cli.compare.evaluation",
        "chatui.cli.compare.run",
        "chatui.cli.comparisons.replaying",
        "chatui.cli.one_turn",
        "chatui.cli.plain",
        "chatui.cli.lines.talk",
    )
)


@dataclass
class Result:
    code: int
    out: str
    err: str


class RecordingEngine(ScriptedEngine):
    """A scripted engine that remembers what it was to load."""

    loads: list[LoadRequest]

    def load(self, request: LoadRequest, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
        self.loads = [*getattr(self, "loads", []), request]
        return super().load(request, on_progress)


class TerminalText(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


class Stdin(io.TextIOWrapper):
    """What is piped to stdin, or typed."""

    def __init__(self, data: bytes = b"", *, is_terminal: bool = False) -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8")
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


class CommandLine:
    """`chatui` with everything around it replaced by something harmless."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
    ) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys
        self.engine = RecordingEngine([script_of("Let me add.", "\n\nIt is \\boxed{5}.")])
        monkeypatch.setattr(demo_model, "_DATA", folder)
        self.model = Gguf().write(folder / "tiny.gguf")
        for factory in _FACTORIES:
            monkeypatch.setattr(factory, lambda: self.engine)

    def play(self, *scripts: Script, load: LoadScript | None = None) -> None:
        """Use an engine that plays these."""
        self.engine = RecordingEngine(scripts, load=load)

    def __call__(self, *arguments: str, stdin: Stdin | bytes | None = b"") -> Result:
        given = Stdin(stdin) if isinstance(stdin, bytes) else stdin
        self._monkeypatch.setattr(sys, "stdin", given)
        code = run(chatui, list(arguments))
        out, err = self._capsys.readouterr()
        return Result(code, out, err)
