"""The app on a scripted engine that thinks for ever, for tests that kill it or look at its bytes.

With the argument `crash`, F1 fails as a fault of chatui would.
"""

import sys
from unittest.mock import patch

import click

from chatui.cli.boundary import run
from chatui.config.paths import database_path
from chatui.engine.requests import LoadRequest
from chatui.engine.script import Piece, PieceKind, Script
from chatui.engine.scripted import ScriptedEngine
from chatui.session import SessionOptions
from chatui.store.opening import open_database
from chatui.stored_session import StoredSession
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.run import run_app
from chatui.tui.screens.chat import ChatScreen
from tests.tui.library import launch_of, library_of

_PIECES = tuple(Piece(f"thought \x1b]52;c;aGk=\x07 {n}\n", PieceKind.THOUGHT, 0.02) for n in range(10_000))


def _fail(screen: ChatScreen) -> None:
    raise RuntimeError("It was not foreseen.")


@click.command()
@click.argument("fault", default="")
def demo(fault: str) -> int:
    """Run the app."""
    if fault == "crash":
        patch.object(ChatScreen, "action_help", _fail).start()
    session = StoredSession(ScriptedEngine([Script(_PIECES)]), SessionOptions(LoadRequest("tiny.gguf")))
    store = StoreChoice(lambda: open_database(database_path()))
    return run_app(session, library_of(), launch_of, model_title="tiny", is_demo=True, store=store)


if __name__ == "__main__":
    sys.exit(run(demo))
