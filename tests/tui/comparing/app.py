"""The whole app with lanes that are scripted, kept in a file of its own, and driven like a person would."""

from collections.abc import Callable, Sequence

from textual.pilot import Pilot

from chatui.comparison.contestants import Variant
from chatui.comparison.plan import ModelPlan, Plan
from chatui.comparison.planning import Misfit, Wish
from chatui.config.paths import database_path
from chatui.engine.base import Engine
from chatui.engine.requests import LoadRequest
from chatui.engine.script import Script, script_of
from chatui.engine.scripted import ScriptedEngine
from chatui.session import SessionOptions
from chatui.store.comparisons.reading import find, list_comparisons
from chatui.store.comparisons.values import KeptComparison
from chatui.store.opening import open_database
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from chatui.tui.comparing.access import LaneRuns
from chatui.tui.kept.shelf import Shelf
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.screens.chat import ChatScreen
from chatui.tui.screens.compare import CompareScreen
from chatui.tui.screens.compare_form import CompareFormScreen
from chatui.tui.turn import Phase
from chatui.tui.widgets.compare.lane_card import LaneCard
from chatui.tui.widgets.compare.lane_status import LaneStatus
from chatui.tui.widgets.compare.vote_bar import VoteBar
from tests.tui.comparing.talking import QUESTION
from tests.tui.conftest import app_of
from tests.tui.driving import ask, until
from tests.tui.library import launch_of
from tests.tui.waiting import wait_until


def planned(variants: Sequence[Variant], wish: Wish) -> Plan | Misfit:
    """All lanes of a model at once, whatever there is of memory."""
    paths = dict.fromkeys(variant.launch.options.load.path for variant in variants)
    return Plan(tuple(ModelPlan(path, wish.lanes_each * len(variants), 4096) for path in paths))


def compare_app(
    *scripts: Script,
    sleep: Callable[[float], None] = lambda _: None,
    plan: Callable[[Sequence[Variant], Wish], Plan | Misfit] = planned,
) -> ChatApp:
    """Each comparison has an engine that plays one script for each batch, the last one again."""

    def open_engine() -> Engine:
        return ScriptedEngine(scripts, sleep=sleep)

    options = SessionOptions(LoadRequest("/models/tiny.gguf"), model_ref="tiny", seed=1)
    return app_of(
        session=StoredSession(ScriptedEngine([script_of("Hm.", "42.")]), options),
        runs=LaneRuns(launch_of, plan, open_engine),
        store=StoreChoice(lambda: open_database(database_path())),
    )


async def asked(pilot: Pilot[None], app: ChatApp, lanes: int, question: str = QUESTION) -> CompareFormScreen:
    """Open the form by the slash command."""
    await until(pilot, app, "ready")
    await wait_until(pilot, lambda: shelf(app).is_open, "the file of conversations")
    await ask(pilot, app, f"/compare {lanes} {question}")
    await wait_until(pilot, lambda: isinstance(app.screen, CompareFormScreen), "the form")
    assert isinstance(app.screen, CompareFormScreen)
    return app.screen


async def started(pilot: Pilot[None], app: ChatApp, lanes: int, question: str = QUESTION) -> CompareScreen:
    """Open the form, and start what it begins with."""
    await asked(pilot, app, lanes, question)
    await pilot.press("ctrl+s")
    return await shown(pilot, app)


async def shown(pilot: Pilot[None], app: ChatApp) -> CompareScreen:
    """Wait for the lanes' screen."""
    await wait_until(pilot, lambda: isinstance(app.screen, CompareScreen) and app.screen.is_mounted, "lanes")
    assert isinstance(app.screen, CompareScreen)
    return app.screen


async def ended(pilot: Pilot[None], screen: CompareScreen) -> None:
    """Wait until nothing runs any more."""
    await wait_until(pilot, lambda: not screen.source.is_running, status(screen))


def shelf(app: ChatApp) -> Shelf:
    """Where the app keeps what is said."""
    chat = app.get_default_screen()
    assert isinstance(chat, ChatScreen)
    return chat.kept.shelf


def kept(app: ChatApp) -> list[KeptComparison]:
    """All comparisons, the newest first."""
    database = shelf(app).database
    return [find(database, row.id) for row in list_comparisons(database)]


def status(screen: CompareScreen) -> str:
    """The line of figures."""
    return screen.query_one(LaneStatus).text


def vote(screen: CompareScreen) -> str:
    """How the vote stands."""
    return screen.query_one("#standing VoteBar", VoteBar).text.split("\n")[0].strip()


def cards(screen: CompareScreen) -> list[str]:
    """Title and answer of each box."""
    return [card.titles for card in screen.query(LaneCard)]


def phases(screen: CompareScreen) -> list[Phase]:
    """Where each lane stands."""
    return [lane.turn.phase for lane in screen.lanes]
