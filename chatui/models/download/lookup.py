"""Finds out from the hub exactly which bytes a request means; how they come here is not known here."""

from collections.abc import Callable
from threading import Event

from chatui.chat.display_text import display_text
from chatui.errors import HubError
from chatui.models.download.patience import Patience
from chatui.models.download.request import Cancelled, PullRequest, WantedFile
from chatui.models.hub.hub import Hub
from chatui.models.hub.names import is_file
from chatui.models.hub.questions import Passing
from chatui.models.hub.sentences import Question, no_such_file
from chatui.models.hub.values import HubFile, Repository

_TRIES = 2
"""A person who is not online wants to know it soon."""
_MOST_SHOWN = 80
"""Characters of a name that is none."""


def find_repository(
    hub: Hub, request: PullRequest, patience: Patience, say: Callable[[str], None], stop: Event
) -> Repository:
    """The repository at one commit; raises HubError, `Cancelled` and `Stopped`, and says why it waits."""
    if not is_file(request.revision):
        raise HubError(
            f"{display_text(request.revision)[:_MOST_SHOWN]!r} is no revision.", "Name another one."
        )
    for tries_left in reversed(range(_TRIES)):
        try:
            return hub.repository_now(request.repo_id, request.revision, stop)
        except Passing as passing:
            if not tries_left:
                raise passing.error from None
            seconds = patience.wait_s(1, passing.retry_after_s)
            say(f"{passing.error.message} Again in {seconds:.0f} s.")
            if stop.wait(seconds):
                raise Cancelled from None
    raise AssertionError("the last try returns or raises")


def published_file(hub: Hub, repository: Repository, wanted: WantedFile) -> HubFile:
    """What the hub publishes of a file; HubError where it has none, or another than the one that is known."""
    name = display_text(wanted.filename)[:_MOST_SHOWN]
    if not is_file(wanted.filename):
        raise HubError(f"{name!r} is no name for a file here.", "Choose another one.")
    file = repository.file(wanted.filename)
    if file is None:
        raise no_such_file(Question(hub.endpoint, repository.repo_id, name))
    if wanted.sha256 is not None and file.sha256 != wanted.sha256:
        what = f"The hub has another {name} of {repository.repo_id} now than the one that is known."
        raise HubError(what, f"Name it as {repository.repo_id}/{name} to take the new one.")
    return file
