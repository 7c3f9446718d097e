"""Pip's output as progress: real lines of pip, ninja and make."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from first_run.progress import SECONDS_BETWEEN_LINES, Progress, ProgressLine, describe, next_progress

COMPILING = Progress("Building llama-cpp-python")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("  [12/93] /usr/bin/g++ -O3 -o CMakeFiles/ggml.dir/x.cpp.o", Progress(COMPILING.phase, 12, 93)),
        ("  [ 45%] Building CXX object vendor/llama.cpp/x.cpp.o", Progress(COMPILING.phase, 45, 100)),
        ("  Building wheel for chatui (pyproject.toml): started", Progress("Building chatui")),
        ("  Building wheel for llama-cpp-python (pyproject.toml): finished with status 'done'", COMPILING),
        ("Collecting textual<9,>=8.2.8 (from chatui==0.1.0)", Progress("Collecting textual<9,>=8.2.8")),
        ("Processing /some/place/numpy-2.4.6.whl (from x)", Progress("Collecting numpy-2.4.6.whl")),
        (
            "  Downloading llama_cpp_python-0.3.36.tar.gz (76.6 MB)",
            Progress("Downloading llama_cpp_python-0.3.36.tar.gz (76.6 MB)"),
        ),
        ("Installing collected packages: click, psutil, chatui", Progress("Installing 3 packages")),
        ("  -- Detecting CXX compile features", COMPILING),
        ("", COMPILING),
    ],
)
def test_a_line_of_output_moves_the_progress(line: str, expected: Progress) -> None:
    assert next_progress(COMPILING, line) == expected


@given(st.text())
def test_any_output_is_survived(line: str) -> None:
    assert next_progress(COMPILING, line).phase


def test_the_description_counts_steps_and_time() -> None:
    assert describe(Progress("Building x", 3, 9), 75.4) == "Building x: step 3 of 9, 1 min 15 s"
    assert describe(Progress("Collecting y"), 4) == "Collecting y, 4 s"


def test_without_a_terminal_a_line_is_printed_every_ten_seconds_at_most() -> None:
    stream = io.StringIO()
    line = ProgressLine(stream)
    for tenth in range(10 * SECONDS_BETWEEN_LINES * 3):
        line.show(COMPILING, tenth / 10)
    line.end()
    assert stream.getvalue().count("\n") == 3
    assert "\r" not in stream.getvalue()


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_one_line_is_rewritten_and_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "30")
    stream = _Terminal()
    line = ProgressLine(stream)
    line.show(Progress("Building a package with a very long name"), 1)
    line.show(Progress("Done"), 2)
    line.end()
    first, last = stream.getvalue().split("\r")[1:]
    assert len(first) < 30
    assert last == "  Done, 2 s".ljust(len(first)) + "\n"
