"""One download in a thread of its own, for front ends to look at; how it is shown is not known here."""

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from chatui.errors import ChatuiError
from chatui.models.download.patience import Patience
from chatui.models.download.progress import PullProgress, PullState
from chatui.models.download.pull import pull
from chatui.models.download.request import Cancelled, PullRequest
from chatui.models.hub.answers import Stopped
from chatui.models.hub.hub import Hub


class PullJob:
    """Begins at once; everything here returns at once, on any thread.

    Where only the hub knows which files a model has, `complete` gives the whole request, in the job's thread.
    """

    def __init__(
        self,
        request: PullRequest,
        hub: Hub,
        patience: Patience | None = None,
        complete: Callable[[Event], PullRequest] | None = None,
    ) -> None:
        self._request = request
        self._complete = complete
        self._hub = hub
        self._patience = patience
        self._stop = Event()
        self._over = Event()
        self._progress = PullProgress(PullState.CONNECTING)
        self._path: Path | None = None
        self._error: Exception | None = None
        Thread(target=self._run, name=f"pull {request.ref}", daemon=True).start()

    @property
    def ref(self) -> str:
        """What is downloaded."""
        return self._request.ref

    @property
    def progress(self) -> PullProgress:
        """The latest look at it."""
        return self._progress

    @property
    def is_over(self) -> bool:
        """It ended, well or not."""
        return self._over.is_set()

    @property
    def path(self) -> Path | None:
        """The file, once it is there and whole; of a split model the first part."""
        return self._path

    @property
    def error(self) -> Exception | None:
        """What ended it; None after a good end and after `cancel`."""
        return self._error

    @property
    def is_cancelled(self) -> bool:
        """`cancel` was called."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """End it within a second; what came is kept, and the next pull goes on from there."""
        self._stop.set()

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it is over, within so many seconds."""
        return self._over.wait(seconds)

    def _run(self) -> None:
        try:
            request = self._complete(self._stop) if self._complete else self._request
            self._path = pull(request, self._look, self._stop, self._hub, self._patience)
        except (Cancelled, Stopped):
            pass
        except Exception as error:  # the front end that looks shows it
            self._error = error if isinstance(error, ChatuiError) else _unexpected(error)
        finally:
            self._over.set()

    def _look(self, progress: PullProgress) -> None:
        self._progress = progress


def _unexpected(error: Exception) -> ChatuiError:
    wrapped = ChatuiError(f"The download ended unexpectedly: {type(error).__name__}.", "Try it again.")
    wrapped.__cause__ = error
    return wrapped
