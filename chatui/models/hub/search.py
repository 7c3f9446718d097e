"""Searches a hub for repositories of GGUF files; what a person does with them is not known here."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from chatui.errors import HubError
from chatui.models.hub.names import is_repository
from chatui.models.hub.quantizations import gguf_models
from chatui.models.hub.questions import ask
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
    models = api.list_models(filter="gguf", search=words, sort="downloads", limit=most)
    return [
        FoundRepository(info.id, bool(info.gated), license_of(info.tags), info.downloads, None)
        for info in models
        if is_repository(info.id)
    ]


def license_of(tags: Sequence[str] | None) -> str | None:
    """The licence that a repository's tags name."""
    named = (tag.partition(":")[2] for tag in tags or () if tag.startswith("license:"))
    return next(named, None)
