"""Starts the command line, as `chatui` and as `python -m chatui`."""

import sys

from chatui.cli.boundary import run
from chatui.cli.main import chatui


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(run(chatui))


if __name__ == "__main__":
    main()
