"""A line of the list that opens over the prompt; what list it is, is not known here."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Completion:
    """Something that what is being typed may become. All text in it is safe to show."""

    label: str
    complete: Callable[[], None]
    """Tab: write it out."""
    detail: str = ""
    take: Callable[[], None] | None = None
    """Enter, where that does more than to write it out."""
