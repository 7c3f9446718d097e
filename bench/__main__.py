"""`python -m bench`: measures, prints, and writes the figures to docs/performance.md."""

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import click
import platformdirs

from bench import (
    app_start,
    asking,
    downloading,
    engine,
    lanes,
    lanes_on_screen,
    starting,
    streaming,
    turns,
    waiting,
)
from bench.commands import Setup
from bench.figures import Section
from bench.model import write_model
from bench.place import measured_on
from bench.report import section_text, with_section
from bench.shapes import SHAPES
from chatui.config.paths import HOME_VARIABLE
from chatui.engine import machine
from chatui.engine.requests import EngineReport
from chatui.engine.sizing import choose_threads
from chatui.launch import open_engine

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "performance.md"
PARTS = (
    *("decode", "first-token", "lanes", "lanes-q8_0", "cancel", "start"),
    *("app-start", "turns", "thought", "lanes-on-screen", "on-screen", "waiting", "download"),
)
_THOUGHT, _THOUGHT_RATE = 32_000, 200
_TOKENS_ON_SCREEN = 256


@dataclass(frozen=True, slots=True)
class _Run:
    setup: Setup
    shape: str
    tokens: tuple[int, ...]
    rounds: int
    report: EngineReport
    other_app: str | None


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option("--shape", type=click.Choice(list(SHAPES)), default="r1-1.5b", show_default=True)
@click.option("--tokens", multiple=True, type=int, default=(64, 4000), show_default=True)
@click.option("--rounds", type=int, default=3, show_default=True, help="Runs of each side, in turns.")
@click.option("--other-app", metavar="COMMAND", help="Another client, whose start `app-start` compares with.")
@click.option("--write/--no-write", default=True, help="Write docs/performance.md.")
def main(
    parts: tuple[str, ...],
    shape: str,
    tokens: tuple[int, ...],
    rounds: int,
    other_app: str | None,
    write: bool,
) -> None:
    """Measure PARTS, or everything, beside a bare loop on the same library.

    Parts that are not measured now keep the figures that docs/performance.md has of them.
    """
    with tempfile.TemporaryDirectory() as home:
        os.environ[HOME_VARIABLE] = home
        report = _report()
        model = _model_file(shape)
        size = model.stat().st_size
        threads = choose_threads(None, machine.physical_cores(), machine.usable_cpus(), size)
        n_ctx = max(*tokens, engine.PROMPT_TO_STOP) + 256
        run = _Run(Setup(model, n_ctx, threads, report.profile), shape, tokens, rounds, report, other_app)
        for part in parts or PARTS:
            section = _measure(part, run)
            print(section_text(section), flush=True)
            if write:  # at once, so that nothing is lost where a later part fails
                PAGE.write_text(with_section(PAGE.read_text("utf-8"), part, section, PARTS), "utf-8")


def _measure(part: str, run: _Run) -> Section:
    on = measured_on(run.report, f"a model of the shape `{run.shape}`, {run.setup.threads} threads")
    match part:
        case "decode":
            note = "`chatui ask --json` and the bare loop in turns, each in a process of its own."
            figures = asking.decoding(run.setup, run.tokens, run.rounds)
            return Section("Tokens per second", "bare loop", note, on, tuple(figures))
        case "first-token":
            note = "From the request to the first token, the model loaded; the two sides in turns."
            return Section(
                "First token", "bare loop", note, on, tuple(asking.first_token(run.setup, run.rounds))
            )
        case "lanes":
            note = "Through the engine's interface, models loaded, prompt included; the sides in turns."
            figures = lanes.lanes_together(run.setup, lanes.TOKENS, run.rounds)
            figures += lanes.memory_of_a_lane(run.setup, run.rounds)
            return Section("Several samples at once", "beside it", note, on, tuple(figures))
        case "lanes-q8_0":
            note = "As above, with weights of eight bits instead of four to six."
            setup = replace(run.setup, model=_model_file(run.shape, "Q8_0"))
            figures = lanes.lanes_together(setup, lanes.TOKENS, run.rounds)
            return Section("Several samples at once, in Q8_0", "beside it", note, on, tuple(figures))
        case "cancel":
            note = f"Through the engine, in the middle of a prompt of {engine.PROMPT_TO_STOP:,} tokens."
            return Section("Stopping", "", note, on, tuple(engine.cancelling(run.setup, run.rounds)))
        case "app-start" | "turns" | "thought" | "lanes-on-screen" | "on-screen":
            return _measure_app(part, run, on)
        case "waiting":
            note = "OpenMP's wait policy in the engine's process, beside libgomp's own choice, in turns."
            figures = waiting.waiting(run.setup, 128, run.rounds)
            title = "How the engine's threads wait"
            return Section(title, "libgomp's own", note, on, tuple(figures), ours="this policy")
        case "download":
            on = measured_on(run.report, "a file of random bytes")
            note = (
                "From a server on the same machine, in turns. chatui checks the SHA-256 and syncs the file "
                "to the disk; the hub's library does neither."
            )
            figures = downloading.downloading(run.rounds)
            return Section("Downloading", "hf download", note, on, tuple(figures))
        case _:
            on = measured_on(run.report, "the bundled demo model")
            note = "Whole processes, their files in the page cache."
            return Section("Starting", "", note, on, tuple(starting.starting(run.rounds)))


def _measure_app(part: str, run: _Run, on: str) -> Section:
    match part:
        case "app-start":
            on = measured_on(run.report, "the bundled demo model")
            note = "To the first visible character in a pseudo-terminal of 120x40, the sides in turns."
            figures = app_start.app_start(run.other_app, run.rounds)
            return Section("The app's start", "beside it", note, on, tuple(figures))
        case "turns":
            on = measured_on(run.report, "the scripted engine")
            note = (
                f"The longest that the loop computed in one go, CPU time, in {turns.TURNS} turns with usual "
                "answers, in a pseudo-terminal of 160x50."
            )
            figures = turns.usual_moments(run.rounds)
            return Section("How long keys may have to wait", "", note, on, tuple(figures))
        case "thought":
            on = measured_on(run.report, "the scripted engine")
            note = (
                f"{_THOUGHT:,} tokens at {_THOUGHT_RATE} a second, in the real app in a pseudo-terminal of "
                "160x50, with a letter typed every second. The same process plays the script."
            )
            figures = streaming.long_thought(_THOUGHT, _THOUGHT_RATE)
            return Section("A very long thought", "at its beginning", note, on, tuple(figures))
        case "lanes-on-screen":
            on = measured_on(run.report, "the scripted engine")
            note = (
                f"{lanes_on_screen.LANES} lanes at {lanes_on_screen.RATE:g} tokens a second each, "
                "every view in turn, in a pseudo-terminal of 160x50; CPU time."
            )
            figures = lanes_on_screen.eight_lanes(run.rounds)
            return Section("Eight lanes on the screen", "", note, on, tuple(figures))
        case _:
            note = "The real app in a pseudo-terminal of 160x50, and the same engine alone, in turns."
            figures = streaming.beside_the_engine(run.setup, _TOKENS_ON_SCREEN, run.rounds)
            return Section("The engine beside the app", "alone", note, on, tuple(figures))


def _report() -> EngineReport:
    client = open_engine()
    try:
        return client.report()
    finally:
        client.close()


def _model_file(shape: str, quantization: str = "Q4_K_M") -> Path:
    folder = platformdirs.user_cache_path("chatui-bench", appauthor=False, ensure_exists=True)
    path = folder / f"{shape}-{quantization}.gguf"
    if not path.exists():
        write_model(path, replace(SHAPES[shape], quantization=quantization))
    return path


if __name__ == "__main__":
    main()
