"""The log is its owner's alone, does not grow for ever and gives the line that tells most."""

import os
import sys
from pathlib import Path

import pytest

from chatui.engine.log import QUOTE_CHARACTERS, ROTATE_BYTES, EngineLog
from chatui.errors import EngineError


def written(log: EngineLog, text: bytes) -> EngineLog:
    descriptor = log.open()
    os.write(descriptor, text)
    os.close(descriptor)
    return log


@pytest.fixture
def log(tmp_path: Path) -> EngineLog:
    return EngineLog(tmp_path / "state" / "engine.log")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_can_read_it(log: EngineLog, mask: int) -> None:
    before = os.umask(mask)
    try:
        written(log, b"x")
    finally:
        os.umask(before)
    assert log.path.stat().st_mode & 0o777 == 0o600
    assert log.path.parent.stat().st_mode & 0o777 == 0o700


def test_a_log_that_is_there_is_made_private_and_continued(log: EngineLog) -> None:
    log.path.parent.mkdir()
    log.path.write_text("before\n")
    log.path.chmod(0o644)
    written(log, b"after\n")
    assert log.path.read_text() == "before\nafter\n"
    if sys.platform != "win32":
        assert log.path.stat().st_mode & 0o777 == 0o600


def test_a_large_log_is_put_aside(log: EngineLog) -> None:
    log.path.parent.mkdir()
    log.path.write_bytes(b"x" * (ROTATE_BYTES + 1))
    written(log, b"new\n")
    assert log.path.read_text() == "new\n"
    assert log.path.with_name("engine.log.1").stat().st_size == ROTATE_BYTES + 1


def test_a_log_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EngineError, match=r"file.engine\.log cannot be written") as caught:
        EngineLog(tmp_path / "file" / "engine.log").open()
    assert "CHATUI_HOME" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", ""),
        (b"loading\n\n", "loading"),
        (b"llama: out of memory\nbye\n", "llama: out of memory"),
        (
            b"a.c:1: GGML_ASSERT(n) failed\nFatal Python error: Aborted\n  File x, error\n",
            "a.c:1: GGML_ASSERT(n) failed",
        ),
        (b"Fatal Python error: Segmentation fault\n", ""),
        (b"fail \x1b[31m\x9b \xff\n", "fail [31m\ufffd \ufffd"),
        (b"error " + b"x" * 5000, "error " + "x" * (QUOTE_CHARACTERS - 6)),
    ],
)
def test_last_words(log: EngineLog, text: bytes, words: str) -> None:
    assert written(log, text).last_words() == words


def test_last_words_are_of_this_process_only(log: EngineLog) -> None:
    written(log, b"error of long ago\n")
    assert written(log, b"").last_words() == ""


def test_no_log_no_words(log: EngineLog) -> None:
    assert log.last_words() == ""
