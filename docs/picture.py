"""Draws the pictures of README and docs from the app itself: `python docs/picture.py [FOLDER]`.

The chat is that of the bundled model. The models are the catalogue's, with their true sizes, on a scripted
machine and with a scripted download.
"""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from chatui.launch import Choices, Launcher, open_engine
from chatui.library.scripted import ScriptedLibrary
from chatui.library.values import ModelDetails, ModelRow, Origin, QuantizationRow
from chatui.models.catalogue.catalogue import CatalogueEntry, load_catalogue
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.fit.values import Fit, Memory, Verdict
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from chatui.tui.widgets.models.browser import Browser
from chatui.tui.widgets.prompt import Prompt
from chatui.tui.widgets.status_line import StatusLine
from chatui.tui.widgets.turn_view import TurnView

IMAGES = Path(__file__).parent / "images"
QUESTIONS = ("Which is larger, 9.9 or 9.11?", "How many times does the letter r occur in strawberry?")
SIZE = (112, 30)
MODELS_SIZE = (130, 36)
SEED = 0
_PATIENCE = 1200

_FREE = 7_800_000_000
_BUFFERS, _PROCESS = 310_000_000, 90_000_000
_KV_BYTES_PER_TOKEN = 28_672
"""Of the 1.5B distill in f16: 28 layers, two KV heads of 128, keys and values."""
_N_CTX = 8192
_CHOSEN, _PULLED, _HERE = "r1-qwen-1.5b", "qwen3-4b", "qwen3-1.7b"


async def _until(holds: Callable[[], bool]) -> None:
    for _ in range(_PATIENCE):
        if holds():
            return
        await asyncio.sleep(0.1)
    raise TimeoutError("The app never came to it.")


def _has_answered(app: ChatApp, questions: int) -> bool:
    over = sum(view.turn.phase.is_over for view in app.query(TurnView))
    return over == questions and app.query_one(StatusLine).text.startswith("done")


def _fit(size: int | None) -> Fit:
    if size is None:
        return Fit.unknown()
    needed = round(size * 1.05) + _BUFFERS + _PROCESS
    verdict = Verdict.FITS if needed < 0.85 * _FREE else Verdict.TIGHT if needed < _FREE else Verdict.TOO_BIG
    return Fit(verdict, needed, _FREE, 20e9 / size)


def _row(alias: str, entry: CatalogueEntry) -> ModelRow:
    file = entry.files[entry.default]
    size = file.total_bytes or (round(file.size_gb * 1e9) if file.size_gb else None)
    return ModelRow(
        alias,
        entry.title,
        file.filename,
        entry.repo_id,
        entry.default,
        entry.parameters,
        size,
        license=entry.license,
        context_length=entry.context_length,
        path=Path("qwen3-1.7b.gguf") if alias == _HERE else None,
        origin=Origin.HUB if alias == _HERE else None,
        fit=_fit(size),
    )


def _details(row: ModelRow, entry: CatalogueEntry) -> ModelDetails:
    sizes = {name: file.total_bytes for name, file in entry.files.items()}
    quantizations = [
        QuantizationRow(f"{row.ref}:{name}", name, size, False, _fit(size)) for name, size in sizes.items()
    ]
    memory = Memory(_N_CTX, 1, row.size_bytes or 0, _N_CTX * _KV_BYTES_PER_TOKEN, _BUFFERS, _PROCESS)
    return ModelDetails(
        row,
        memory,
        tuple(quantizations),
        entry.architecture,
        entry.base,
        entry.base_license,
        entry.thought.tags,
        entry.thought.opened_by,
    )


def _library(demo: Path) -> ScriptedLibrary:
    entries = load_catalogue().models
    rows = {alias: _row(alias, entry) for alias, entry in entries.items()}
    fit = Fit(Verdict.FITS, _PROCESS, _FREE)
    tiny = ModelRow("tiny", "Demo model", demo.name, None, "Q8_0", "1M", 1_100_000, path=demo, fit=fit)
    details = _details(rows[_CHOSEN], entries[_CHOSEN])
    return ScriptedLibrary([tiny, *rows.values()], details={_CHOSEN: details})


async def _draw_chat(app: ChatApp, folder: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        for number, question in enumerate(QUESTIONS, start=1):
            app.query_one(Prompt).insert(question)
            await pilot.press("enter")
            await _until(partial(_has_answered, app, number))
        await pilot.pause()
        _save(app, folder / "chatui.svg")


async def _draw_models(app: ChatApp, library: ScriptedLibrary, folder: Path) -> None:
    async with app.run_test(size=MODELS_SIZE) as pilot:
        pull = library.pull(_PULLED)
        total = pull.progress.total_bytes or 1
        pull.progress = PullProgress(PullState.DOWNLOADING, round(0.425 * total), total, 9_400_000, 150)
        await pilot.press("f2")
        await _until(lambda: any(browser.row for browser in app.screen.query(Browser)))
        while (row := app.screen.query_one(Browser).row) and row.ref != _CHOSEN:
            await pilot.press("down")
        await _until(lambda: bool(app.screen.query_one("#quantizations").size.height))
        await pilot.pause()
        _save(app, folder / "models.svg")


def _save(app: ChatApp, path: Path) -> None:
    path.write_text(app.export_screenshot(title="chatui", simplify=True), encoding="utf-8")


async def draw(folder: Path) -> None:
    """Ask the questions, open the models, and write what the screen then shows."""
    folder.mkdir(exist_ok=True)
    for number in range(2):
        launcher = Launcher(Choices(model="tiny", temperature=0.0), SEED)
        launch = launcher.latest
        session = StoredSession(open_engine(), launch.options)
        library = _library(launch.model.path)
        app = ChatApp(session, library, launcher.open, model_title=launch.title, is_demo=launch.is_demo)
        try:
            await (_draw_models(app, library, folder) if number else _draw_chat(app, folder))
        finally:
            session.close()


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1]) if len(sys.argv) > 1 else IMAGES))
