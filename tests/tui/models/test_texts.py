from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from chatui.errors import ModelError
from chatui.library.scripted import ScriptedPull
from chatui.library.values import Origin, Removal
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.fit.values import Fit, Memory
from chatui.tui.key_names import KeyNames
from chatui.tui.models.listing import ListRow, RowState, hub_list_row, usual_quantization
from chatui.tui.models.paths import common_beginning, completions
from chatui.tui.models.pull_text import bar_text, end_text, progress_text, running_text, short_text
from chatui.tui.models.questions import removal_question, second_removal_question
from chatui.tui.widgets.models.memory_bar import bar_content, legend
from chatui.tui.widgets.models.model_line import row_content
from tests.tui.library import HUB

PROGRESS = [
    (PullProgress(PullState.CONNECTING, 0, 100), "connecting", "connecting"),
    (
        PullProgress(PullState.WAITING, 0, None, detail="another chatui has it"),
        "waiting, another chatui has it",
        "waiting",
    ),
    (
        PullProgress(PullState.DOWNLOADING, 42, 100, 10, 5),
        "downloading 42 % · 42 B of 100 B · 10 B/s · 5 s left",
        "42 %",
    ),
    (PullProgress(PullState.DOWNLOADING, 42), "downloading · 42 B", "42 B"),
    (
        PullProgress(PullState.STALLED, 42, 100, 3, 9, "try 2 of 6"),
        "stalled, try 2 of 6 · 42 B of 100 B",
        "stalled",
    ),
    (PullProgress(PullState.VERIFYING, 100, 100), "verifying 100 % · 100 B of 100 B", "verifying"),
    (PullProgress(PullState.DONE, 100, 100), "done · 100 B of 100 B", "done"),
]


@pytest.mark.parametrize(("progress", "long", "short"), PROGRESS)
def test_progress_in_words(progress: PullProgress, long: str, short: str) -> None:
    assert progress_text(progress) == long
    assert short_text(progress) == short


@given(st.floats(-1, 2), st.integers(0, 200))
def test_a_bar_has_its_width(done: float, width: int) -> None:
    full, empty = bar_text(done, width)
    assert len(full) + len(empty) == width


def test_what_runs_in_one_line() -> None:
    one, two = ScriptedPull("one", 100), ScriptedPull("two\x1b[31m")
    assert running_text([]) == ""
    assert running_text([one]) == "↓ one connecting"
    assert running_text([one, two]) == "↓ 2 downloads"
    one.cancel()
    assert running_text([one, two]) == "↓ two[31m connecting"


def test_how_a_download_ended() -> None:
    pull = ScriptedPull("one", 100)
    pull.finish(Path("one.gguf"))
    assert end_text(pull, KeyNames())[2] == "information"
    failed = ScriptedPull("two")
    failed.fail(ModelError("Full.", "Free some."))
    assert end_text(failed, KeyNames()) == ("two: Full.", "Free some.", "error")
    failed.error = OSError("odd")
    assert end_text(failed, KeyNames())[0] == "The download of two failed: odd"


@given(st.text(max_size=80), st.integers(20, 200), st.sampled_from(RowState), st.none() | st.floats(0, 1))
def test_a_line_is_never_wider_than_the_list(
    title: str, width: int, state: RowState, done: float | None
) -> None:
    row = ListRow("ref", title, "1.5B", "Q4_K_M", "1.12 GB", Fit.unknown(), state, done)
    assert cell_len(str(row_content(row, width))) <= max(width, 45)


@given(
    st.integers(0, 10**12),
    st.none() | st.integers(0, 10**11),
    st.none() | st.integers(1, 10**12),
    st.integers(10, 120),
)
def test_a_memory_bar_has_its_width(weights: int, kv: int | None, available: int | None, width: int) -> None:
    memory = Memory(4096, 1, weights, kv, None, 90_000_000)
    assert len(bar_content(memory, available, width)) == width
    assert "unknown" in str(legend(memory, available))


def test_the_quantization_of_a_repository_that_is_pointed_at() -> None:
    usual = usual_quantization(HUB[0])
    assert usual is not None
    assert usual.name == "Q4_K_M"
    assert usual_quantization(HUB[1]) is None
    assert hub_list_row(HUB[1], "gated").size == "–"


def test_what_a_removal_asks() -> None:
    paths = tuple(Path(f"/m/{n}.gguf") for n in range(5))
    removal = Removal("a", paths, 2_000_000_000, Origin.OLLAMA, True)
    assert "frees 2.00 GB" in removal_question(removal).text
    assert "and 2 more" in removal_question(removal).text
    assert "Ollama's" in second_removal_question(removal).text
    own = Removal("a", paths[:1], 1, Origin.IMPORTED, True)
    assert "Your own file" in removal_question(own).text


def test_paths_complete_to_folders_and_models(tmp_path: Path) -> None:
    for name in ("one.gguf", "One-big.GGUF", "notes.txt", ".hidden.gguf", "ev\x1bil.gguf"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "onset").mkdir()
    found = completions(f"{tmp_path}/on")
    assert [path.removeprefix(f"{tmp_path}/") for path in found] == ["One-big.GGUF", "one.gguf", "onset/"]
    assert completions(f"{tmp_path}/.h") == [f"{tmp_path}/.hidden.gguf"]
    assert completions(f"{tmp_path}/ev") == []
    assert completions("/no/such/folder/x") == []
    assert completions("~nobody-of-that-name/x") == []
    assert completions("\0/x") == []


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6))
def test_the_common_beginning_is_one_and_the_longest(paths: list[str]) -> None:
    beginning = common_beginning(paths)
    assert all(path.startswith(beginning) for path in paths)
    longer = {path[: len(beginning) + 1] for path in paths}
    assert len(longer) > 1 or beginning in paths
