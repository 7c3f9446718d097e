"""The app on a scripted engine that thinks for ever, keeping what comes, for tests that end it."""

import sys

from chatui.engine.requests import LoadRequest
from chatui.engine.script import Piece, PieceKind, Script
from chatui.engine.scripted import ScriptedEngine
from chatui.session import SessionOptions
from chatui.stored_session import StoredSession
from chatui.tui.opening_chat import store_choice
from chatui.tui.run import run_app
from tests.tui.library import launch_of, library_of

_PIECES = tuple(Piece(f"thought number {n}\n", PieceKind.THOUGHT, 0.02) for n in range(10_000))

if __name__ == "__main__":
    session = StoredSession(ScriptedEngine([Script(_PIECES)]), SessionOptions(LoadRequest("tiny.gguf")))
    store = store_choice(continues=False, chat=None)
    sys.exit(run_app(session, library_of(), launch_of, model_title="tiny", is_demo=True, store=store))
