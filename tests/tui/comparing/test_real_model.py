"""Comparisons of the bundled model in its real process: run, killed, quit; what was said stays."""

import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import psutil
import pytest
from textual.pilot import Pilot

from chatui.chat.events import FinishReason
from chatui.comparison.planning_here import plan_here
from chatui.config.paths import database_path
from chatui.engine.base import Engine
from chatui.engine.client import EngineClient
from chatui.launch import Choices, Launcher, open_engine
from chatui.store.comparisons.reading import find, list_comparisons
from chatui.store.comparisons.values import KeptComparison
from chatui.store.opening import open_database
from chatui.store.values import MessageState
from chatui.stored_session import StoredSession
from chatui.tui.app import ChatApp
from chatui.tui.comparing.access import LaneRuns
from chatui.tui.comparing.shown_lane import ShownLane
from chatui.tui.kept_chats import StoreChoice
from chatui.tui.screens.compare import CompareScreen
from chatui.tui.turn import Phase
from chatui.tui.widgets.setting_field import ValueInput
from tests.engine.held_engine import held_engine
from tests.tui.comparing.app import asked, phases, shown, started, vote
from tests.tui.comparing.talking import QUESTION
from tests.tui.library import library_of
from tests.tui.waiting import wait_until


@dataclass
class Engines:
    """Those that comparisons were given; on a backend that waits where one is named."""

    held: str = ""
    opened: list[EngineClient] = field(default_factory=list)

    def open(self) -> Engine:
        """One more."""
        self.opened.append(held_engine(self.held) if self.held else open_engine())
        return self.opened[-1]

    @property
    def pid(self) -> int:
        """Of the last one's process."""
        pid = self.opened[-1].pid
        assert pid is not None
        return pid


@asynccontextmanager
async def real_app(engines: Engines, temperature: float) -> AsyncIterator[tuple[ChatApp, Pilot[None]]]:
    """The app as the command line opens it."""
    launcher = Launcher(Choices(model="tiny", temperature=temperature), 1)
    session = StoredSession(open_engine(), launcher.latest.options)
    app = ChatApp(
        session,
        library_of(),
        launcher.open,
        model_title="tiny",
        is_demo=True,
        runs=LaneRuns(launcher.look, plan_here, engines.open),
        store=StoreChoice(lambda: open_database(database_path())),
    )
    try:
        async with app.run_test(size=(140, 40)) as pilot:
            yield app, pilot
    finally:
        session.close()
        if session.database is not None:
            session.database.close()


def kept() -> KeptComparison:
    """The one comparison of the file, as the next start finds it."""
    database = open_database(database_path()).database
    try:
        [row] = list_comparisons(database)
        return find(database, row.id)
    finally:
        database.close()


def speaking(screen: CompareScreen) -> list[ShownLane]:
    """The lanes that say something now."""
    return [lane for lane in screen.lanes if lane.tokens and not lane.is_over]


async def spoken(pilot: Pilot[None], screen: CompareScreen) -> None:
    """Wait until a lane says something."""
    await wait_until(pilot, lambda: bool(speaking(screen)), "a lane that speaks")


@pytest.mark.usefixtures("measured_machine")
async def test_four_lanes_of_the_bundled_model() -> None:
    async with real_app(Engines(), 1.0) as (app, pilot):
        screen = await started(pilot, app, 4, QUESTION)
        await wait_until(pilot, lambda: not screen.source.is_running, "the end of all lanes")
        assert phases(screen) == [Phase.DONE] * 4
        assert vote(screen).startswith(("3 of 4", "4 of 4"))
        assert "42" in vote(screen)
        lanes = kept().lanes
        assert [lane.answer.provenance.seed for lane in lanes] == [1, 2, 3, 4]
        assert all(lane.run is not None and lane.run.n_lanes == 4 for lane in lanes)
        assert all(lane.answer.provenance.model_sha256 for lane in lanes)


@pytest.mark.usefixtures("measured_machine")
async def test_an_engine_that_is_killed_takes_its_batch_and_the_rest_goes_on() -> None:
    engines = Engines("SecondHeldSpeaking")
    async with real_app(engines, 1.0) as (app, pilot):
        form = await asked(pilot, app, 3, QUESTION)
        form.query_one("#setting-at-once ValueInput", ValueInput).value = "1"
        await pilot.press("ctrl+s")
        screen = await shown(pilot, app)
        await wait_until(pilot, lambda: bool(screen.lanes[1].tokens), "the second lane")
        os.kill(engines.pid, signal.SIGKILL)
        await wait_until(pilot, lambda: not screen.source.is_running, "the end of all lanes")
        assert phases(screen) == [Phase.DONE, Phase.INTERRUPTED, Phase.DONE]
        assert "SIGKILL" in screen.lanes[1].turn.error
    lanes = kept().lanes
    states = [lane.answer.outcome.state for lane in lanes]
    assert states == [MessageState.DONE, MessageState.ERROR, MessageState.DONE]
    assert all(lane.answer.thought for lane in lanes)


@pytest.mark.usefixtures("measured_machine")
async def test_quitting_keeps_what_lanes_had_said_and_ends_their_engine() -> None:
    engines = Engines("HeldSpeaking")
    async with real_app(engines, 1.0) as (app, pilot):
        screen = await started(pilot, app, 4, QUESTION)
        await spoken(pilot, screen)
        pid = engines.pid
        await pilot.press("ctrl+q")
    lanes = kept().lanes
    assert {lane.answer.outcome.finish_reason for lane in lanes} == {FinishReason.CANCELLED}
    assert all(lane.answer.thought for lane in lanes)
    assert not psutil.pid_exists(pid)
