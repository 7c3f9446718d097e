"""Finds words in comparisons, with the lane of each hit; how words are found is not known here."""

from dataclasses import dataclass

from chatui.store.database import Database
from chatui.store.search import Hit, search

_OF_COMPARISONS = """(
    messages.id IN (SELECT question_id FROM comparisons) OR messages.id IN (SELECT answer_id FROM lanes)
)"""


@dataclass(frozen=True, slots=True)
class ComparisonHit:
    """A place where the words stand."""

    hit: Hit
    lane: int | None
    """None: they stand in the question."""


def search_comparisons(database: Database, words: str, limit: int = 50) -> list[ComparisonHit]:
    """As `chatui.store.search.search`, in comparisons only."""
    hits = search(database, words, limit, _OF_COMPARISONS)
    with database.reading() as connection:
        query = "SELECT number FROM lanes WHERE answer_id = ?"
        rows = [connection.execute(query, (hit.message_id,)).fetchone() for hit in hits]
    return [
        ComparisonHit(hit, None if row is None else row["number"])
        for hit, row in zip(hits, rows, strict=True)
    ]
