"""A parent for the test to kill: `python -m tests.engine.parent LOG PATH QUESTION` never ends by itself."""

import sys
from pathlib import Path
from threading import Thread

from chatui.engine.client import EngineClient
from chatui.engine.requests import LoadRequest
from tests.engine.conftest import question, wait_until


def main() -> None:
    """Print the engine's process id as soon as it has one, and keep it busy."""
    log, path, asked = sys.argv[1:]
    engine = EngineClient(Path(log), backend="tests.engine.faults:Faulty")
    Thread(target=_keep_busy, args=(engine, path, asked), daemon=True).start()
    wait_until(lambda: engine.pid is not None)
    print(engine.pid, flush=True)
    sys.stdin.read()


def _keep_busy(engine: EngineClient, path: str, asked: str) -> None:
    engine.load(LoadRequest(path))
    for _ in engine.generate(question(asked)):
        pass


if __name__ == "__main__":
    main()
