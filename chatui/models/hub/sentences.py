"""What a person is told when the hub cannot or will not answer; how it was asked is not known here."""

from dataclasses import dataclass

from chatui.chat.display_text import display_text
from chatui.errors import HubError, HubUnreachable
from chatui.models.hub.place import host, page_url

_TOKEN = "set HF_TOKEN or run `hf auth login`"
_MOST_QUOTED = 160
"""Characters of the hub's own words."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the hub was asked for."""

    endpoint: str
    repo_id: str | None = None
    """None: a search."""
    filename: str | None = None
    revision: str | None = None
    has_token: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """The hub's answer, where it is not what was asked for."""

    status: int
    code: str = ""
    """Its `X-Error-Code`."""
    words: str = ""
    """Its `X-Error-Message`."""
    retry_after_s: float | None = None

    @property
    def is_passing(self) -> bool:
        """Whether the same request may succeed later."""
        return self.status in (408, 425, 429) or self.status >= 500


def offline() -> HubUnreachable:
    """Sockets are forbidden."""
    hint = "Start without --offline, and with CHATUI_OFFLINE and HF_HUB_OFFLINE unset, to ask the hub."
    return HubUnreachable("chatui is offline.", hint)


def no_address() -> HubError:
    """The hub's address is none; it is not repeated, since it may hold a password."""
    return HubError("HF_ENDPOINT is no address of a hub.", "Write it as https://HOST, or unset it.")


def unreachable(endpoint: str, why: str) -> HubUnreachable:
    """Nobody answers, or not as a hub does; `why` is half a sentence."""
    hint = "Check the network; models on this disk work without it."
    return HubUnreachable(f"{host(endpoint)} cannot be reached: {why}.", hint)


def no_such_file(question: Question) -> HubError:
    """The repository is there, and the file is not."""
    what = display_text(f"{question.repo_id} on {host(question.endpoint)} has no file {question.filename}.")
    return HubError(what, f"Its files: {page_url(question.endpoint, question.repo_id or '')}/tree/main")


def refused(refusal: Refusal, question: Question) -> HubError:
    """The sentence for an answer that is none."""
    place = host(question.endpoint)
    what = display_text(question.repo_id or "the search")
    match refusal:
        case Refusal(code="RevisionNotFound"):
            error = HubError(
                display_text(f"{what} on {place} has no revision {question.revision}."), "Name another one."
            )
        case Refusal(code="EntryNotFound"):
            error = no_such_file(question)
        case Refusal(status=404, code="") if question.filename is not None:
            error = no_such_file(question)
        case Refusal(code="GatedRepo"):
            error = _gated(what, question)
        case Refusal(status=401, words="Invalid credentials in Authorization header"):
            error = _bad_token(place)
        case Refusal(code="RepoNotFound") | Refusal(status=404):
            hint = f"Check the name; if it is private, {_TOKEN}."
            error = HubError(f"{place} has no repository {what}, or hides it from you.", hint)
        case Refusal(status=401):
            error = _bad_token(place) if question.has_token else _gated(what, question)
        case Refusal(status=403):
            error = _gated(what, question)
        case Refusal(status=429):
            error = HubError(
                f"{place} takes no more requests from here for now.", "Try again in a few minutes."
            )
        case _:
            said = display_text(refusal.words)[:_MOST_QUOTED]
            error = HubError(
                f"{place} answered {refusal.status}{f' ({said})' if said else ''} when asked for {what}.",
                "Try again later." if refusal.is_passing else "",
            )
    return error


def _gated(what: str, question: Question) -> HubError:
    page = page_url(question.endpoint, question.repo_id or "")
    if question.has_token:
        hint = f"Accept the licence at {page} with your token's account, and let the token read it."
    else:
        hint = f"Accept the licence at {page}, then {_TOKEN}."
    return HubError(f"{what} needs access that you do not have yet.", hint)


def _bad_token(place: str) -> HubError:
    return HubError(f"{place} does not accept your token.", f"To give another one, {_TOKEN}, or unset it.")
