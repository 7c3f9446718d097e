"""`python -m tests.hub_server NAME=PATH …`: serves the files as `org/model` until its stdin ends."""

import sys
from pathlib import Path

from tests.hub_server.server import HubServer


def main() -> None:
    """Print the hub's address, then wait."""
    named = (argument.partition("=") for argument in sys.argv[1:])
    with HubServer() as hub:
        hub.add("org/model", {name: Path(path) for name, _, path in named})
        print(hub.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
