"""Driving the models screen like a person, and reading what it shows."""

from threading import Event, Semaphore

from textual.pilot import Pilot
from textual.widgets import Input, Static

from chatui.tui.app import ChatApp
from chatui.tui.models.listing import Heading
from chatui.tui.screens.models import ModelsScreen
from chatui.tui.widgets.models.browser import Browser
from chatui.tui.widgets.models.model_line import heading, row_content
from chatui.tui.widgets.models.model_list import ModelList
from chatui.tui.widgets.models.notice import Notice
from tests.tui.waiting import wait_until


class Hold:
    """A `before` for the scripted library: the methods named wait until they are let go."""

    def __init__(self, *methods: str) -> None:
        self._methods = methods
        self._passes = Semaphore(0)
        self.reached = Event()

    def __call__(self, method: str, about: str) -> None:
        if method in self._methods or f"{method} {about}" in self._methods:
            self.reached.set()
            assert self._passes.acquire(timeout=30)

    def let_go(self, times: int = 1) -> None:
        """Let as many calls go on."""
        self._passes.release(times)


async def open_models(pilot: Pilot[None], app: ChatApp) -> None:
    await pilot.press("f2")
    await wait_until(pilot, lambda: isinstance(app.screen, ModelsScreen))
    await wait_until(pilot, lambda: bool(lines(app)), "a list")


def models(app: ChatApp) -> ModelList:
    return app.screen.query_one("#models", ModelList)


def lines(app: ChatApp, width: int = 120) -> list[str]:
    """The list as text, headings included."""
    shown = app.screen.query_one("#models", ModelList)._lines_shown
    return [
        str(heading(line, width) if isinstance(line, Heading) else row_content(line, width)).rstrip()
        for line in shown
    ]


def line_of(app: ChatApp, title: str) -> str:
    found = [line for line in lines(app) if title in line]
    assert found, f"{title} is not in {lines(app)}"
    return found[0]


def chosen(app: ChatApp) -> str:
    line = app.screen.query_one(Browser).line
    return line.ref if line else ""


async def choose(pilot: Pilot[None], app: ChatApp, ref: str) -> None:
    """Move the cursor to a model, key by key, and wait for its details."""
    models(app).focus()
    await pilot.press("home")
    for _ in range(len(lines(app))):
        if chosen(app) == ref:
            break
        await pilot.press("j")
    assert chosen(app) == ref
    await wait_until(pilot, lambda: ref in details(app), f"details of {ref}")


def details(app: ChatApp) -> str:
    parts = app.screen.query("DetailsPanel Static").results(Static)
    return "\n".join(str(part.render()) for part in parts if not part.has_class("-absent"))


def notice(app: ChatApp) -> str:
    shown = [str(strip.render()) for strip in app.screen.query(Notice) if strip.display]
    return "\n".join(shown)


def typed(app: ChatApp) -> str:
    return app.screen.query_one("#filter", Input).value


def question(app: ChatApp) -> str:
    return "\n".join(str(part.render()) for part in app.screen.query("#question Static").results(Static))
