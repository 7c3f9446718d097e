"""How long starts take: the command line, the app's first frame, the engine's first token; POSIX only."""

import os
import pty
import resource
import select
import subprocess
import sys
import time
from contextlib import suppress

from bench.engine import request
from bench.figures import Figure
from chatui.chat.events import AnswerDelta, ThoughtDelta
from chatui.engine.requests import LoadRequest
from chatui.launch import open_engine
from chatui.models.demo_model import demo_model_path

_IN_THE_FIRST_FRAME = b"Thought"
_QUIT = b"\x11"  # Ctrl+Q
_PATIENCE_S = 60.0


def starting(rounds: int) -> list[Figure]:
    """Each start, repeated."""
    return [
        Figure("chatui --help, CPU time", "ms", tuple(_help_cpu_ms() for _ in range(rounds)), most=200.0),
        Figure("app: start to first frame", "s", tuple(_first_frame_s() for _ in range(rounds))),
        Figure(
            "engine: start to the demo model's first token",
            "s",
            tuple(_first_token_s() for _ in range(rounds)),
        ),
    ]


def _help_cpu_ms() -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "chatui", "--help"], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _first_frame_s() -> float:
    """Seconds until the thought panel is drawn to a terminal of 120x40."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "chatui", "--model", "tiny"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,  # where Textual draws
        env=environment,
    ) as app:
        os.close(theirs)
        try:
            return _wait_for(ours, _IN_THE_FIRST_FRAME) - started
        finally:
            os.write(ours, _QUIT)
            _read_to_the_end(ours)
            app.wait(_PATIENCE_S)
            os.close(ours)


def _wait_for(terminal: int, text: bytes) -> float:
    seen = b""
    deadline = time.perf_counter() + _PATIENCE_S
    while text not in seen:
        if not select.select([terminal], [], [], deadline - time.perf_counter())[0]:
            raise SystemExit("the app drew no thought panel")
        seen = seen[-4096:] + os.read(terminal, 65_536)
    return time.perf_counter()


def _read_to_the_end(terminal: int) -> None:
    with suppress(OSError):  # Linux ends a pseudo-terminal with EIO
        while os.read(terminal, 65_536):
            pass


def _first_token_s() -> float:
    started = time.perf_counter()
    engine = open_engine()
    try:
        engine.load(LoadRequest(str(demo_model_path())))
        for event in engine.generate(request(32, 4)):
            if isinstance(event, ThoughtDelta | AnswerDelta) and event.tokens:
                break
        return time.perf_counter() - started
    finally:
        engine.close()
