"""However the app ends in the middle of an answer, what had come is kept, and the next start shows it."""

import os
import signal
import sys

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from chatui.config.paths import database_path
from chatui.store import tree
from chatui.store.listing import list_conversations
from chatui.store.opening import open_database
from chatui.store.values import Message, MessageState
from tests.pseudo_terminal import Terminal, terminal_with

QUESTION = "What comes after a kill?"


def think(app: Terminal) -> None:
    app.read_until(b"ready")
    app.type(f"{QUESTION}\r")
    # More than is kept at once has streamed by then.
    app.read_until(b"thought number 80")


def answer() -> Message:
    """The kept answer, in a file that is whole."""
    database = open_database(database_path()).database
    try:
        with database.reading() as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        (conversation,) = list_conversations(database)
        question, answer = tree.branch(database, conversation.id)
        assert question.text == QUESTION
        return answer
    finally:
        database.close()


def test_after_a_kill_the_next_start_shows_what_had_come() -> None:
    with terminal_with([sys.executable, "-m", "tests.tui.kept.thinking_app"]) as app:
        think(app)
        app.process.kill()
        app.process.wait()
    with terminal_with([sys.executable, "-m", "chatui", "-m", "tiny"], {"CHATUI_OFFLINE": "1"}) as app:
        app.read_until(b"chatui ended before this answer", QUESTION.encode(), b"thought number")
        os.write(app.master, b"\x11")
        assert app.end() == 0
    kept = answer()
    assert kept.outcome.state is MessageState.INTERRUPTED
    assert "thought number 0\n" in kept.thought


@pytest.mark.parametrize(
    ("end", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (b"\x11", 0), ("closed terminal", 129)]
)
def test_an_orderly_end_keeps_and_marks_what_came(end: signal.Signals | bytes | str, code: int) -> None:
    with terminal_with([sys.executable, "-m", "tests.tui.kept.thinking_app"]) as app:
        think(app)
        if isinstance(end, signal.Signals):
            app.process.send_signal(end)
        elif isinstance(end, bytes):
            os.write(app.master, end)
        if isinstance(end, str):
            app.process.send_signal(signal.SIGHUP)
            app.close()
            assert app.process.wait(60) == code
        else:
            assert app.end() == code
    kept = answer()
    assert kept.outcome.state is not MessageState.STREAMING
    assert "thought number 80" in kept.thought
