import io
import json
import os
from pathlib import Path

import pytest

from chatui.cli.console import Console
from chatui.cli.models.pull_run import follow
from chatui.errors import DownloadError
from chatui.library.scripted import ScriptedPull
from chatui.models.download.progress import PullProgress, PullState
from tests.cli.command import CommandLine, TerminalText
from tests.hub_server import HubServer, Where
from tests.library.small_model import FILE, REPO, TINY, write_catalogue


def test_the_path_alone_goes_to_stdout(command: CommandLine, hub: HubServer) -> None:
    result = command("models", "pull", "small")
    path = Path(result.out.removesuffix("\n"))
    assert result.code == 0
    assert path.read_bytes() == TINY.read_bytes()
    assert path.name == FILE
    assert path.is_relative_to(os.environ["HF_HOME"])


def test_it_says_first_what_comes_and_whether_it_fits(command: CommandLine, hub: HubServer) -> None:
    lines = command("models", "pull", "small").err.splitlines()
    assert lines[0] == f"chatui: Downloading {FILE} of {REPO}, 1.31 MB."
    assert lines[1].startswith("chatui: It fits this machine (about ")
    assert lines[-1] == "chatui: small is here, whole and checked."


def test_of_an_unknown_model_the_header_tells(command: CommandLine, hub: HubServer) -> None:
    result = command("models", "pull", "org/another-GGUF:Q8_0")
    assert result.code == 0
    assert "another-Q8_0.gguf of org/another-GGUF, 1.31 MB." in result.err
    assert "It fits this machine" in result.err


def test_quiet_prints_nothing_but_the_path(command: CommandLine, hub: HubServer) -> None:
    result = command("models", "pull", "small", "--quiet")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(f"{FILE}\n")


def test_a_model_that_is_here_is_not_asked_for(command: CommandLine, hub: HubServer) -> None:
    first = command("models", "pull", "small")
    asked = len(hub.requests())
    again = command("models", "pull", "small")
    assert (again.code, again.out) == (0, first.out)
    assert "small is on this disk already." in again.err
    assert len(hub.requests()) == asked


def test_the_usual_quantization_is_taken_where_none_is_named(command: CommandLine, hub: HubServer) -> None:
    assert command("models", "pull", "org/another-GGUF").out.endswith("another-Q4_K_M.gguf\n")
    result = command("models", "pull", "org/another-GGUF:Q2_K")
    assert (result.code, result.out) == (1, "")
    assert "It has Q4_K_M, Q8_0. Name one, as in org/another-GGUF:Q4_K_M." in result.err


def test_bytes_that_are_not_the_published_ones_are_not_kept(command: CommandLine, hub: HubServer) -> None:
    write_catalogue(size=TINY.stat().st_size + 1)
    hub.add(REPO, {})
    result = command("models", "pull", "small")
    assert (result.code, result.out) == (1, "")
    assert f"has no file {FILE}" in result.err


def test_a_gated_repository_says_where_to_go(command: CommandLine, hub: HubServer) -> None:
    hub.add(REPO, {FILE: TINY}, is_gated=True)
    result = command("models", "pull", "small")
    assert result.code == 1
    assert f"Accept the licence at {hub.url}/{REPO}, then set HF_TOKEN" in result.err


def test_offline_it_says_so_without_a_socket(
    command: CommandLine, hub: HubServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHATUI_OFFLINE", "1")
    result = command("models", "pull", "small")
    assert (result.code, result.out) == (1, "")
    assert "chatui is offline." in result.err
    assert "Downloading" not in result.err
    assert hub.requests() == []


def test_a_file_is_nothing_to_download(command: CommandLine, hub: HubServer) -> None:
    assert command("models", "pull", str(TINY)).out == f"{TINY}\n"
    assert command("models", "pull", "tiny").code == 0
    assert hub.requests() == []


class Steps:
    """A download that goes one step further at each look."""

    def __init__(self, *steps: PullProgress, error: Exception | None = None) -> None:
        self._steps = list(steps)
        self.ref = "small"
        self.path = None if error else TINY
        self.error = error
        self.is_cancelled = False

    @property
    def is_over(self) -> bool:
        return not self._steps

    @property
    def progress(self) -> PullProgress:
        return self._steps.pop(0) if self._steps else PullProgress(PullState.DONE)

    def cancel(self) -> None:
        self.is_cancelled = True


STEPS = [PullProgress(PullState.DOWNLOADING, share, 100, 10.0, 100.0 - share) for share in (10, 20, 30)]


def test_a_terminal_shows_a_bar_in_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "90")
    err = TerminalText()
    assert follow(Steps(*STEPS), Console(io.StringIO(), err)) is None
    assert err.getvalue().count("\r\x1b[K") == 2
    assert "[██████" in err.getvalue()
    assert "\n" not in err.getvalue()


@pytest.mark.parametrize("variable", ["TERM", None])
def test_elsewhere_it_is_a_line_at_most_every_second(
    monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    if variable:
        monkeypatch.setenv(variable, "dumb")
    err = TerminalText() if variable else io.StringIO()
    follow(Steps(*STEPS), Console(io.StringIO(), err))
    assert err.getvalue() == "chatui: 10 % (10 B of 100 B), 10 B/s, 1 min 30 s left\n"


def test_a_terminal_without_the_bars_characters_gets_others() -> None:
    err = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert not Console(io.StringIO(), err).can_draw("█")


def test_a_failed_download_leaves_its_error(command: CommandLine, hub: HubServer) -> None:
    pull = ScriptedPull("small")
    pull.fail(DownloadError("The disk is full.", "Make room."))
    assert follow(pull, Console(io.StringIO(), io.StringIO())) is None


def test_an_absent_model_is_named_with_its_pull_line(command: CommandLine, hub: HubServer) -> None:
    result = command("ask", "Hi", "-m", "small")
    assert (result.code, result.out) == (1, "")
    assert "`chatui models pull small`" in result.err
    assert hub.requests() == []


def test_ask_downloads_when_told_to(command: CommandLine, hub: HubServer) -> None:
    result = command("ask", "2 + 3", "-m", "small", "--pull", "--json")
    assert result.code == 0, result.err
    assert json.loads(result.out)["final_answer"] == "5"
    assert json.loads(result.out)["model"]["path"].endswith(FILE)
    assert "Downloading" in result.err
    asked = len(hub.requests(Where.BYTES))
    again = command("ask", "2 + 3", "-m", "small", "--pull", "-q", "--hide-thought")
    assert (again.code, again.err) == (0, "")
    assert len(hub.requests(Where.BYTES)) == asked


def test_compare_downloads_every_model_when_told_to(command: CommandLine, hub: HubServer) -> None:
    result = command("compare", "2 + 3", "-n", "1", "-m", "tiny", "-m", "small", "--pull", "--json")
    assert result.code == 0, result.err
    lanes = json.loads(result.out)["lanes"]
    assert [lane["model"]["ref"] for lane in lanes] == ["tiny", "small"]
    assert result.err.count("Downloading") == 1
