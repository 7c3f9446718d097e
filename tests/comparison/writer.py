"""A process that keeps a comparison of the bundled model: `python -m tests.comparison.writer PATH`.

Five lanes end after 20 tokens; three think on, and the engine waits there. Prints `over N` once lane N is
kept.
"""

import sys
from pathlib import Path

from chatui.chat.events import Finished
from chatui.chat.sampling import SamplingParams
from chatui.comparison.contestants import LaneSpec
from chatui.comparison.events import LaneEvent
from chatui.comparison.keeping import ComparisonRecorder
from chatui.config.paths import checksums_path
from chatui.library.file_checksums import FileChecksums
from chatui.store.opening import open_database
from tests.comparison.lanes import variant
from tests.comparison.runs import run_of
from tests.engine.held_engine import held_engine


def main(path: Path) -> None:
    """Run it, and say what is kept."""
    short = variant("short", sampling=SamplingParams(temperature=1.0, max_tokens=20))
    long = variant("long", sampling=SamplingParams(temperature=1.0))
    specs = [LaneSpec(number, short if number < 5 else long, number) for number in range(8)]
    run = run_of(specs, lambda: held_engine("FiveHeldOver"))
    recorder = ComparisonRecorder(open_database(path).database, run, FileChecksums(checksums_path()))
    for event in recorder.recorded(run.play()):
        if isinstance(event, LaneEvent) and isinstance(event.event, Finished) and recorder.failure is None:
            print(f"over {event.lanes[0]}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
