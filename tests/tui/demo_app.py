"""The app on a scripted engine that thinks for ever, for tests that kill it or look at its bytes."""

import os
import sys

from chatui.engine.requests import LoadRequest
from chatui.engine.script import Piece, PieceKind, Script
from chatui.engine.scripted import ScriptedEngine
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.app import run_app
from tests.tui.library import launch_of, library_of

_PIECES = tuple(Piece(f"thought \x1b]52;c;aGk=\x07 {n}\n", PieceKind.THOUGHT, 0.02) for n in range(10_000))

if __name__ == "__main__":
    if sys.platform != "win32":
        # Opened by the leader of a session it becomes its terminal, whose closing the kernel then tells.
        os.open(os.ttyname(0), os.O_RDWR)
    session = StoredSession(ScriptedEngine([Script(_PIECES)]), SessionOptions(LoadRequest("tiny.gguf")))
    sys.exit(run_app(session, library_of(), launch_of, model_title="tiny", is_demo=True))
