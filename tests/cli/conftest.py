"""The command line in this process."""

from pathlib import Path

import pytest

from tests.cli.command import CommandLine


@pytest.fixture
def command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> CommandLine:
    return CommandLine(monkeypatch, capsys, tmp_path)
