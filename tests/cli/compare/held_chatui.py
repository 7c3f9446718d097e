"""The program chatui whose engine waits: `python -m …held_chatui BACKEND ARGUMENTS`, see `held_engine`."""

import sys
from unittest.mock import patch

from chatui.__main__ import main
from tests.engine.held_engine import held_engine

if __name__ == "__main__":
    backend = sys.argv.pop(1)
    with patch("chatui.cli.compare.evaluation.open_engine", lambda: held_engine(backend)):
        main()
