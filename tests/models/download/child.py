"""A download to be killed or starved: `python -m tests.models.download.child URL [BYTES]`, BYTES being the
largest file that it may write. Prints each state once, then the path or the error."""

import resource
import sys
from threading import Event

from chatui.errors import ChatuiError
from chatui.models.download.progress import PullProgress
from chatui.models.download.pull import pull
from chatui.models.hub.hub import Hub
from tests.models.download.pulling import UNHURRIED, request

_seen: list[str] = []


def main() -> None:
    """Download the test's model."""
    url, *most = sys.argv[1:]
    if most:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most[0]), resource.RLIM_INFINITY))
    try:
        print(pull(request(), _say, Event(), Hub(url), UNHURRIED), flush=True)
    except ChatuiError as error:
        print(type(error).__name__, error, flush=True)


def _say(progress: PullProgress) -> None:
    if _seen[-1:] != [progress.state]:
        _seen.append(progress.state)
        print(f"state {progress.state}", flush=True)


if __name__ == "__main__":
    main()
