"""What the list of kept comparisons reads and changes; every method blocks, and none knows a widget."""

from dataclasses import dataclass

from chatui.store import conversations
from chatui.store.comparisons import changes
from chatui.store.comparisons.reading import ListFilter, Summary, find, list_comparisons
from chatui.store.comparisons.search import ComparisonHit, search_comparisons
from chatui.tui.comparing.kept_lanes import KeptLanes
from chatui.tui.kept.shelf import Shelf

_MOST_ROWS = 200
_MOST_HITS = 100


@dataclass(frozen=True, slots=True)
class KeptPage:
    """What the list shows."""

    rows: tuple[Summary, ...]
    """The newest first."""
    hits: tuple[ComparisonHit, ...]
    """Where the words stand in questions, thoughts and answers of other comparisons."""


class ComparisonShelf:
    """The comparisons of a shelf. Raises StoreError."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def page(self, words: str = "", *, is_starred: bool = False) -> KeptPage:
        """Those with all the words in their title or note, then those with them in what was said."""
        chosen = ListFilter(words, is_starred=True if is_starred else None)
        rows = list_comparisons(self._shelf.database, chosen, _MOST_ROWS)
        listed = {row.id for row in rows}
        found = search_comparisons(self._shelf.database, words, _MOST_HITS) if words.strip() else []
        hits = [] if is_starred else [hit for hit in found if hit.hit.conversation_id not in listed]
        return KeptPage(tuple(rows), tuple(hits))

    def open(self, key: str) -> KeptLanes:
        """One as lanes."""
        return KeptLanes(find(self._shelf.database, key))

    def rename(self, key: str, title: str) -> None:
        """Give a title, an empty one for that of the question."""
        conversations.rename(self._shelf.database, key, title)

    def note(self, key: str, text: str) -> None:
        """Write a note beside it; empty: none."""
        changes.note(self._shelf.database, key, text)

    def star(self, key: str, is_starred: bool) -> None:
        """Star it, or not any more."""
        changes.star(self._shelf.database, key, is_starred)

    def group(self, key: str, lane: int, answer: str | None) -> None:
        """Put a lane into the group of an answer; None: into no group."""
        changes.group_by_hand(self._shelf.database, key, lane, answer)

    def ungroup(self, key: str, lane: int) -> None:
        """Let a lane's own answer decide again."""
        changes.group_by_itself(self._shelf.database, key, lane)

    def delete(self, key: str) -> None:
        """Take it away; `restore` brings it back."""
        conversations.delete(self._shelf.database, key)

    def restore(self, key: str) -> None:
        """Bring it back."""
        conversations.restore(self._shelf.database, key)
