"""The app's start to its first frame: beside another client, and with many conversations. POSIX only."""

import shlex
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from bench.figures import Figure
from bench.screen import screen_of
from bench.starting import APP, QUIT
from chatui.chat.messages import Role
from chatui.config.paths import HOME_VARIABLE
from chatui.store.opening import open_database
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.keeping import keep

CONVERSATIONS = 10_000
_PAGE = 1000


def app_start(other: str | None, rounds: int) -> list[Figure]:
    """Seconds to the first visible character on the full screen; `other` is another client's command.

    None: there is none to compare with, and a sentence says so.
    """
    with ExitStack() as stack:
        empty, full, theirs = (Path(stack.enter_context(tempfile.TemporaryDirectory())) for _ in range(3))
        _fill(full)
        figures = [_beside_empty(full, empty, rounds)]
        if other is None:
            print("No other client was named with --other-app, so the app's start stands alone.")
        else:
            figures.append(_beside_other(shlex.split(other), empty, theirs, rounds))
        return figures


def _beside_empty(full: Path, empty: Path, rounds: int) -> Figure:
    pairs = [(_first_frame_s(APP, full), _first_frame_s(APP, empty)) for _ in range(rounds)]
    what = f"first frame, {CONVERSATIONS:,} conversations; beside none"
    return Figure(what, "s", tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs), most=1.2)


def _beside_other(other: Sequence[str], empty: Path, theirs: Path, rounds: int) -> Figure:
    pairs = [(_first_frame_s(APP, empty), _first_frame_s(other, theirs)) for _ in range(rounds)]
    what = f"first frame; beside {Path(other[0]).name}"
    return Figure(what, "s", tuple(pair[0] for pair in pairs), tuple(pair[1] for pair in pairs), most=1.0)


def _first_frame_s(command: Sequence[str], home: Path) -> float:
    started = time.perf_counter()
    with screen_of(command, 120, 40, **{HOME_VARIABLE: str(home), "HOME": str(home)}) as screen:
        drawn = screen.wait_for_a_frame()
        screen.type(QUIT)
        return drawn - started


def _fill(home: Path) -> None:
    (home / "data").mkdir(mode=0o700)
    opened = open_database(home / "data" / "chatui.db")
    try:
        for start in range(0, CONVERSATIONS, _PAGE):
            keep(opened.database, [_conversation(number) for number in range(start, start + _PAGE)])
    finally:
        opened.database.close()


def _conversation(number: int) -> Document:
    question = Node(Role.USER, f"What is {number} + {number + 1}?")
    answer = Node(Role.ASSISTANT, f"It is {2 * number + 1}.", 0, "Let me add the digits one by one. " * 20)
    moment = 1.7e9 + 600 * number
    return Document(question.text, (question, answer), 1, created=moment, updated=moment)
