"""Opens the screens of comparisons, loaded when the first is asked for; what they show is not known here."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.app import App

from chatui.tui.comparing.access import CompareAccess
from chatui.tui.library_calls import CallEnded

if TYPE_CHECKING:
    from chatui.tui.screens.comparing import Comparing


class LateComparing:
    """It has a third of the app's modules, and the first frame need not wait for them."""

    def __init__(self, app: App[Any], access: CompareAccess, clock: Callable[[], float]) -> None:
        """The arguments are those of `Comparing`."""
        self._app = app
        self._access = access
        self._clock = clock
        self._desk: Comparing | None = None

    @property
    def desk(self) -> "Comparing":
        """It is made with the first call."""
        if self._desk is None:
            from chatui.tui.screens.comparing import Comparing

            self._desk = Comparing(self._app, self._access, self._clock)
        return self._desk

    @property
    def is_running(self) -> bool:
        """Lanes run."""
        return self._desk is not None and self._desk.is_running

    def take(self, message: CallEnded) -> None:
        """A call ended, perhaps one of its own."""
        if self._desk is not None:
            self._desk.calls.take(message)

    def close(self) -> None:
        """The app ends."""
        if self._desk is not None:
            self._desk.close()
