"""Searches a hub for repositories of GGUF files; what a person does with them is not known here."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING, Any

from chatui.errors import HubError
from chatui.models.hub.names import is_repository
from chatui.models.hub.quantizations import gguf_models
from chatui.models.hub.questions import PATIENCE_S, ask
from chatui.models.hub.sentences import Question
from chatui.models.hub.values import FoundRepository, Repository

if TYPE_CHECKING:
    from huggingface_hub import HfApi

WITH_SIZES = 10
"""Repositories that are asked for their files; each is a request."""


def search(
    endpoint: str,
    words: str,
    most: int,
    repository: Callable[[str, str, Event | None], Repository],
    stop: Event | None,
    *,
    is_offline: bool,
) -> Sequence[FoundRepository]:
    """At most `most` repositories, the most downloaded first; raises `Passing`, HubError and `Stopped`."""
    found = ask(Question(endpoint), lambda api: _listed(api, words, most), stop, is_offline=is_offline)

    def with_models(one: FoundRepository) -> FoundRepository:
        try:
            return replace(one, models=gguf_models(repository(one.repo_id, "main", stop)))
        except HubError:  # the others are worth showing without it
            return one

    with ThreadPoolExecutor(WITH_SIZES, thread_name_prefix="hub search") as threads:
        first = list(threads.map(with_models, found[:WITH_SIZES]))
    return [*first, *found[WITH_SIZES:]]


def _listed(api: "HfApi", words: str, most: int) -> list[FoundRepository]:
    # By hand: `HfApi.list_models` asks a hub that is down six times, for longer than anybody waits.
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    response = get_session().get(
        f"{api.endpoint}/api/models",
        params={"filter": "gguf", "search": words, "sort": "downloads", "limit": most},
        headers=build_hf_headers(token=api.token, library_name=api.library_name),
        timeout=PATIENCE_S,
    )
    hf_raise_for_status(response)
    return [_found(one) for one in response.json() if is_repository(one["id"])][:most]


def _found(one: dict[str, Any]) -> FoundRepository:
    downloads = one.get("downloads")
    return FoundRepository(
        one["id"],
        bool(one.get("gated")),
        license_of(one.get("tags")),
        downloads if isinstance(downloads, int) else None,
        None,
    )


def license_of(tags: Sequence[str] | None) -> str | None:
    """The licence that a repository's tags name."""
    named = (tag.partition(":")[2] for tag in tags or () if tag.startswith("license:"))
    return next(named, None)
