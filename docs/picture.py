"""Draws the README's picture from the app itself, on the bundled model: `python docs/picture.py`."""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from chatui.launch import Choices, open_engine, prepare
from chatui.session import ChatSession
from chatui.tui.app import ChatApp
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.status_line import StatusLine
from chatui.tui.widgets.turn_view import TurnView

PICTURE = Path(__file__).parent / "images" / "chatui.svg"
QUESTIONS = ("Which is larger, 9.9 or 9.11?", "How many times does the letter r occur in strawberry?")
SIZE = (112, 30)
SEED = 0
_PATIENCE = 1200


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(_PATIENCE):
        if holds():
            return
        await asyncio.sleep(0.1)
    raise TimeoutError("The app never came to it.")


def _has_answered(app: ChatApp, questions: int) -> bool:
    over = sum(view.turn.phase.is_over for view in app.query(TurnView))
    return over == questions and app.query_one(StatusLine).text.startswith("done")


async def draw(path: Path) -> None:
    """Ask the questions and write what the screen then shows."""
    launch = prepare(Choices(model="tiny", temperature=0.0), SEED)
    session = ChatSession(open_engine(), launch.options)
    app = ChatApp(session, model_title=launch.title, is_demo=launch.is_demo)
    try:
        async with app.run_test(size=SIZE) as pilot:
            for number, question in enumerate(QUESTIONS, start=1):
                app.query_one(Prompt).insert(question)
                await pilot.press("enter")
                await _until(partial(_has_answered, app, number))
            await pilot.pause()
            path.parent.mkdir(exist_ok=True)
            path.write_text(app.export_screenshot(title="chatui", simplify=True), encoding="utf-8")
    finally:
        session.close()


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURE))
