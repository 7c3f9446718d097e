"""How long starts take: the command line, the app's first frame, the engine's first token; POSIX only."""

import resource
import subprocess
import sys
import time

from bench.engine import request
from bench.figures import Figure
from bench.screen import screen_of
from chatui.chat.events import AnswerDelta, ThoughtDelta
from chatui.engine.requests import LoadRequest
from chatui.launch import open_engine
from chatui.models.demo_model import demo_model_path

_IN_THE_FIRST_FRAME = b"Thought"
QUIT = b"\x11"  # Ctrl+Q
APP = (sys.executable, "-m", "chatui", "--model", "tiny")


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
    started = time.perf_counter()
    with screen_of(APP, 120, 40) as screen:
        drawn = screen.wait_for(_IN_THE_FIRST_FRAME)
        screen.type(QUIT)
        screen.read_to_the_end()
        return drawn - started


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
