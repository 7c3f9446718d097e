"""Downloads one file by chatui or by the hub's library and prints what it took; knows not what is compared.

`python -m bench.one_download chatui|hub URL`, with HF_HOME set. Imports come first, so that only the download
counts.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event

REPOSITORY, FILE = "org/model", "model.gguf"


def main() -> None:
    """Download, then print wall seconds, CPU seconds and peak memory in MB."""
    side, url = sys.argv[1:]
    os.environ["HF_ENDPOINT"] = url
    download = {"chatui": _by_chatui, "hub": _by_hub}[side](url)
    cpu, started = time.process_time(), time.perf_counter()
    path = download()
    wall_s, cpu_s = time.perf_counter() - started, time.process_time() - cpu
    size = path.stat().st_size
    print(json.dumps({"wall_s": wall_s, "cpu_s": cpu_s, "peak_mb": _peak_mb(), "size": size}))


def _by_chatui(url: str) -> Callable[[], Path]:
    from chatui.models.download.pull import pull
    from chatui.models.download.request import PullRequest, WantedFile
    from chatui.models.hub.hub import Hub

    hub = Hub(url)
    hub.has_token()  # imports the hub's library
    request = PullRequest("model", REPOSITORY, (WantedFile(FILE),))
    return lambda: pull(request, lambda progress: None, Event(), hub)


def _by_hub(url: str) -> Callable[[], Path]:
    from huggingface_hub import hf_hub_download

    return lambda: Path(hf_hub_download(REPOSITORY, FILE))


def _peak_mb() -> float:
    if sys.platform == "linux":
        # Not `getrusage`, whose peak begins with that of the process that started this one.
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


if __name__ == "__main__":
    main()
