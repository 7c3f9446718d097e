"""Asks for metadata and turns every failure into a sentence; it does not know what the answers are for."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from chatui.errors import HubError
from chatui.models.hub.answers import answer_within
from chatui.models.hub.library import api, prepare, token
from chatui.models.hub.place import is_address
from chatui.models.hub.sentences import Question, Refusal, no_address, offline, refused, unreachable

if TYPE_CHECKING:
    from huggingface_hub import HfApi
    from huggingface_hub.errors import HfHubHTTPError

T = TypeVar("T")
PATIENCE_S = 10.0
"""Seconds that the hub may take to answer a question about metadata."""


class Passing(Exception):
    """The hub cannot answer now and may later; `error` is what to say when it is given up."""

    def __init__(self, error: HubError, retry_after_s: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.retry_after_s = retry_after_s


def ask(
    question: Question, call: Callable[["HfApi"], T], stop: Event | None = None, *, is_offline: bool
) -> T:
    """The answer to `call`; `Passing` where it may come later, else HubError, and `Stopped`."""
    if is_offline:
        raise offline()
    if not is_address(question.endpoint):
        raise no_address()
    prepare()
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, OfflineModeIsEnabled
    from huggingface_hub.utils import httpx

    place = question.endpoint
    try:
        return answer_within(PATIENCE_S, lambda: call(api(place)), stop)
    except (TimeoutError, httpx.TimeoutException):
        # Not to be asked again: a person would wait as long once more.
        raise unreachable(place, f"no answer in {PATIENCE_S:.0f} seconds") from None
    except OfflineModeIsEnabled:
        raise offline() from None
    except HFValidationError:
        raise HubError(
            f"{question.repo_id!r} is not the name of a repository.", "Write owner/name."
        ) from None
    except HfHubHTTPError as error:
        raise _answered(error, question) from None
    except httpx.TransportError as error:
        raise Passing(unreachable(place, reason(error))) from None
    except (ValueError, TypeError, KeyError, AttributeError, httpx.HTTPError, httpx.InvalidURL):
        # A page to log in at, or another program on that port: JSON of another shape, or none.
        raise unreachable(
            place, "what answers is not a hub; a network may want you to log in first"
        ) from None


def _answered(error: "HfHubHTTPError", question: Question) -> Exception:
    headers = error.response.headers
    refusal = Refusal(
        error.response.status_code,
        headers.get("X-Error-Code", ""),
        headers.get("X-Error-Message", ""),
        retry_after_s(headers),
    )
    said = refused(refusal, _with_token(question))
    return Passing(said, refusal.retry_after_s) if refusal.is_passing else said


def _with_token(question: Question) -> Question:
    return replace(question, has_token=token() is not None)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds that `Retry-After` asks for, a date by the server's own clock; None where it is absent."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isdecimal() and asked.isascii():
        return float(asked)
    until, now = _date(asked), _date(headers.get("Date", "")) or datetime.now(UTC)
    return None if until is None else max((until - now).total_seconds(), 0.0)


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found.replace(tzinfo=found.tzinfo or UTC)


def reason(error: Exception) -> str:
    """Half a sentence on why a connection failed; never an address, which may carry a signature."""
    kind = type(error).__name__
    if "Timeout" in kind:
        return "no answer in time"
    if kind == "ConnectError":
        text = str(error).lower()
        if "certificate" in text or "ssl" in text:
            return "its certificate is not accepted here"
        names = ("name or service", "getaddrinfo", "nodename", "name resolution", "not known")
        return (
            "its name is not known here" if any(name in text for name in names) else "it refuses connections"
        )
    return "the connection broke"
