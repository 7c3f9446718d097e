"""Finds catalogue entries by typed words; it shows nothing and reads no file."""

from collections.abc import Mapping

from chatui.models.catalogue.entry import CatalogueEntry


def search_catalogue(models: Mapping[str, CatalogueEntry], typed: str) -> dict[str, CatalogueEntry]:
    """The entries in which every typed word occurs, in the catalogue's order; all of them for no word.

    A word may stand anywhere in the alias, title, licence or architecture; upper and lower case are the same.
    """
    words = typed.casefold().split()
    return {
        alias: entry
        for alias, entry in models.items()
        if all(word in text for text in (_searched(alias, entry),) for word in words)
    }


def _searched(alias: str, entry: CatalogueEntry) -> str:
    # Newlines keep a word from matching across two fields: it holds no white space.
    return "\n".join((alias, entry.title, entry.license or "", entry.architecture or "")).casefold()
