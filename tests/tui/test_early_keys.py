"""What is typed while a screen is being made."""

import asyncio
from typing import ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from chatui.tui.early_keys import EarlyKeys
from tests.tui.waiting import wait_until


class SlowScreen(Screen[None]):
    """There only when its gate is open."""

    def __init__(self, gate: asyncio.Event) -> None:
        super().__init__()
        self.gate = gate

    def compose(self) -> ComposeResult:
        yield Input()

    async def on_mount(self) -> None:
        await self.gate.wait()
        self.query_one(Input).focus()


class EarlyHost(App[None]):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "open", priority=True)]

    def __init__(self) -> None:
        super().__init__()
        self.early = EarlyKeys(self, super().on_event)
        self.gate = asyncio.Event()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.Paste) and self.early.is_too_early:
            self.early.keep(event)
            return
        await super().on_event(event)

    def action_open(self) -> None:
        self.push_screen(SlowScreen(self.gate))

    def type(self, text: str) -> None:
        for character in text:
            self.post_message(events.Key(character, character))

    @property
    def typed(self) -> str:
        found = self.screen.query(Input)
        return found.first().value if found else ""


async def test_what_is_typed_early_comes_in_its_order_before_what_is_typed_later() -> None:
    app = EarlyHost()
    async with app.run_test() as pilot:
        app.push_screen(SlowScreen(app.gate))
        app.type("What is ")
        app.post_message(events.Paste("12 + "))
        await asyncio.sleep(0)
        assert app.typed == ""
        app.gate.set()
        app.type("30?")
        await wait_until(pilot, lambda: app.typed == "What is 12 + 30?", app.typed)


async def test_a_key_that_opens_a_screen_leaves_the_rest_to_that_screen() -> None:
    app = EarlyHost()
    async with app.run_test() as pilot:
        app.push_screen(SlowScreen(app.gate))
        app.type("one")
        app.post_message(events.Key("f10", None))
        app.type("two")
        app.gate.set()
        await wait_until(pilot, lambda: len(app.screen_stack) == 3 and app.typed == "two")
        assert app.screen_stack[1].query_one(Input).value == "one"


async def test_where_the_screen_is_there_nothing_is_kept() -> None:
    app = EarlyHost()
    async with app.run_test() as pilot:
        app.gate.set()
        app.push_screen(SlowScreen(app.gate))
        await wait_until(pilot, lambda: app.screen.is_mounted and bool(app.screen.query(Input)))
        await wait_until(pilot, lambda: app.screen.query_one(Input).has_focus)
        assert not app.early.is_too_early
        await pilot.press("a", "b")
        assert app.typed == "ab"
