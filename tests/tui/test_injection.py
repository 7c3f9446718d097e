"""Nothing from a model, a file or an error is markup or reaches the terminal as an escape."""

import pytest
from textual.widgets import Static

from chatui.engine.script import LoadScript, Piece, PieceKind, Script
from chatui.errors import EngineCrashed, ModelError
from chatui.tui.app import ChatApp
from chatui.tui.widgets.status_line import StatusLine
from tests.tui.conftest import app_of
from tests.tui.driving import ask, notes, until
from tests.tui.waiting import wait_until

ESCAPES = (
    "\x1b]52;c;aGk=\x07 \x1b]0;title\x07 \x1b[2J \x9b31m \u202etxt\u2066 \x00 \ud800 e" + "\u0301" * 2000
)
MARKUP = "[/] [red]x[/blue] [@click=app.exit]y[/] [link=http://e]z[/link] list[int]"
FORBIDDEN = set("\x1b\x9b\x07\x00\u202e\u2066\ud800")


def screen_text(app: ChatApp) -> str:
    strips = app.screen._compositor.render_strips()
    return "\n".join("".join(segment.text for segment in strip) for strip in strips)


def split_over_tokens(text: str, kind: PieceKind) -> list[Piece]:
    return [Piece(char, kind) for char in text]


async def test_a_hostile_model_is_shown_and_not_obeyed() -> None:
    text = f"{MARKUP} {ESCAPES}"
    pieces = split_over_tokens(text, PieceKind.THOUGHT) + split_over_tokens(text, PieceKind.ANSWER)
    script = Script(tuple(pieces), notices=(text,), error=EngineCrashed(text, text))
    app = app_of([script], model_title=text)
    async with app.run_test(size=(160, 50)) as pilot:
        await ask(pilot, app, MARKUP)
        await until(pilot, app, "interrupted")
        await wait_until(pilot, lambda: len(notes(app).splitlines()) > 2)
        shown = screen_text(app)
        assert not FORBIDDEN & set(shown)
        for literal in ("[red]x[/blue]", "[@click=app.exit]y[/]", "list[int]", "]52;c;aGk="):
            assert literal in shown
        assert app.is_running
        await pilot.press("ctrl+y")
        assert not FORBIDDEN & set(app.clipboard)


async def test_a_hostile_file_name_in_an_error() -> None:
    error = ModelError(f"{MARKUP}{ESCAPES}.gguf is not a model.", "Choose another.")
    app = app_of(load=LoadScript(error=error))
    async with app.run_test(size=(160, 50)) as pilot:
        await wait_until(pilot, lambda: app.query_one(StatusLine).text == "the model is not loaded")
        assert "[@click=app.exit]y[/]" in notes(app)
        assert not FORBIDDEN & set(screen_text(app))


async def test_a_line_of_a_million_characters() -> None:
    app = app_of([Script((Piece("x" * 1_000_000, PieceKind.THOUGHT), Piece("short", PieceKind.ANSWER)))])
    async with app.run_test() as pilot:
        await ask(pilot, app, "long")
        await until(pilot, app, "done")


@pytest.mark.parametrize("question", ["[/]", "[red]", "[@click=app.exit]x[/]"])
async def test_a_question_like_markup(question: str) -> None:
    app = app_of()
    async with app.run_test() as pilot:
        await ask(pilot, app, question)
        await until(pilot, app, "done")
        assert any(question in str(widget.render()) for widget in app.query(Static))
