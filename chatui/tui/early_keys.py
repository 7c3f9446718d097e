"""Keeps what is typed while a screen is still being made, and gives it to the screen; it knows no screen."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual.app import App

_LOOK_S = 0.02

Typed = events.Key | events.Paste


class EarlyKeys:
    """A key that comes before the widgets of a screen would be lost, or meet an action that needs them."""

    def __init__(self, app: App[Any], deliver: Callable[[Typed], Awaitable[None]]) -> None:
        """`deliver` is given, in their order, what could not be typed before."""
        self._app = app
        self._deliver = deliver
        self._kept: list[Typed] = []

    @property
    def is_too_early(self) -> bool:
        """There is no screen to type at, or others wait for it already."""
        return bool(self._kept) or not self._app.screen_stack or not self._app.screen.is_mounted

    def keep(self, event: Typed) -> None:
        """Deliver this when there is a screen to type at."""
        self._kept.append(event)
        if len(self._kept) == 1:
            self._app.set_timer(_LOOK_S, self._look)

    async def _look(self) -> None:
        if not self._app.screen_stack or not self._app.screen.is_mounted:
            self._app.set_timer(_LOOK_S, self._look)
            return
        while self._kept:
            # Still counted as kept while it is delivered, so that what comes meanwhile stays behind it.
            await self._deliver(self._kept[0])
            del self._kept[0]
            if not self._app.screen.is_mounted:  # it opened another screen
                break
        if self._kept:
            self._app.set_timer(_LOOK_S, self._look)
