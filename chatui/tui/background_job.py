"""One call in a thread whose outcome is polled; what it calls is not known here."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

from chatui.errors import ChatuiError

Result = TypeVar("Result")


class BackgroundJob(Generic[Result]):
    """Runs from its making on. Its methods are called on the thread that made it."""

    def __init__(self, name: str, call: Callable[[], Result]) -> None:
        self._call = call
        self._outcomes: list[Result | ChatuiError] = []
        # A daemon, so that a disk that hangs can not keep the app from ending.
        self._thread = Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """It has an outcome."""
        return not self._thread.is_alive()

    @property
    def outcome(self) -> Result | ChatuiError:
        """What the call returned or raised; only once `is_over`."""
        return self._outcomes[0]

    def wait(self, seconds: float) -> None:
        """Wait for its end, this long at most."""
        self._thread.join(seconds)

    def _run(self) -> None:
        try:
            self._outcomes.append(self._call())
        except ChatuiError as error:
            self._outcomes.append(error)
        except Exception as error:
            # The thread's boundary: an error lost here would leave its owner waiting for ever.
            what = f"Unexpected {type(error).__name__}: {error}"
            self._outcomes.append(ChatuiError(what, "Please report this."))
