"""A download from loopback beside that of the hub's library, in turns; knows not how either is done."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from bench.figures import Figure
from bench.one_download import FILE

GIGABYTE = 1_000_000_000
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class _Took:
    wall_s: float
    cpu_s: float
    peak_mb: float


def downloading(rounds: int) -> list[Figure]:
    """Wall time, CPU time and memory of one file of a gigabyte."""
    with _server(_file(GIGABYTE)) as url:
        pairs = [(_download("chatui", url), _download("hub", url)) for _ in range(rounds)]
    ours, theirs = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return [
        Figure("1 GB, wall time", "s", _walls(ours), _walls(theirs), most=1.1),
        Figure("1 GB, CPU time", "s", tuple(one.cpu_s for one in ours), tuple(one.cpu_s for one in theirs)),
        Figure(
            "peak memory, Python and the hub's library included",
            "MB",
            tuple(one.peak_mb for one in ours),
            tuple(one.peak_mb for one in theirs),
        ),
    ]


def _walls(runs: list[_Took]) -> tuple[float, ...]:
    return tuple(run.wall_s for run in runs)


def _download(side: str, url: str) -> _Took:
    home = Path(tempfile.mkdtemp())
    try:
        environment = {**os.environ, "HF_HOME": str(home), "HF_HUB_DISABLE_PROGRESS_BARS": "1"}
        environment["HF_HUB_DISABLE_TELEMETRY"] = "1"
        command = [sys.executable, "-m", "bench.one_download", side, url]
        done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        took = json.loads(done.stdout)
    finally:
        # What is deleted before it is written is never written, so that runs do not wait for each other.
        shutil.rmtree(home)
    if took["size"] != GIGABYTE:
        raise SystemExit(f"{side} brought {took['size']} bytes")
    return _Took(took["wall_s"], took["cpu_s"], took["peak_mb"])


@contextmanager
def _server(file: Path) -> Iterator[str]:
    """A hub of this one file, in a process of its own; yields its address."""
    command = [sys.executable, "-m", "tests.hub_server", f"{FILE}={file}"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.communicate()


def _file(size: int) -> Path:
    folder = platformdirs.user_cache_path("chatui-bench", appauthor=False, ensure_exists=True)
    path = folder / f"random-{size}.bin"
    if not path.exists() or path.stat().st_size != size:
        with path.open("wb") as file:
            for begin in range(0, size, _BLOCK):
                file.write(os.urandom(min(_BLOCK, size - begin)))
    return path
