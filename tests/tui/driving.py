"""Driving the app like a person, and reading what it shows."""

from textual.pilot import Pilot
from textual.widgets import Static

from chatui.engine.script import Piece, PieceKind, Script, words
from chatui.tui.app import ChatApp
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.status_line import StatusLine
from chatui.tui.widgets.streaming_markdown import StreamingMarkdown
from chatui.tui.widgets.thought_log import ThoughtLog
from tests.tui.waiting import wait_until

GATED = Script(
    (
        *words("Thinking about it", PieceKind.THOUGHT),
        Piece(" still", PieceKind.THOUGHT, pause_s=1),
        *words("The answer", PieceKind.ANSWER),
        Piece(" is here", PieceKind.ANSWER, pause_s=1),
    )
)


def state(app: ChatApp) -> str:
    """What the state line says; empty as long as the screen is not there yet."""
    return "".join(line.text for line in app.query(StatusLine))


def header(app: ChatApp) -> str:
    return str(app.query_one("#thought-header", Static).render())


def thought(app: ChatApp) -> str:
    return app.query_one(ThoughtLog).text


def answers(app: ChatApp) -> list[str]:
    return [markdown.source for markdown in app.query(StreamingMarkdown)]


def notes(app: ChatApp) -> str:
    return "\n".join(str(note.render()) for note in app.query(Note))


async def until(pilot: Pilot[None], app: ChatApp, beginning: str) -> None:
    await wait_until(pilot, lambda: state(app).startswith(beginning), f"{beginning!r}, not {state(app)!r}")


async def ask(pilot: Pilot[None], app: ChatApp, question: str) -> None:
    await wait_until(pilot, lambda: any(prompt.is_mounted for prompt in app.query(Prompt)))
    app.query_one(Prompt).insert(question)
    await pilot.press("enter")
