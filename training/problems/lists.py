"""The lists of words and phrasings beside this module, one entry a line."""

from pathlib import Path

_DATA = Path(__file__).parent / "data"


def listed(name: str) -> tuple[str, ...]:
    """The entries of a list, in their order: draws from a seed depend on it."""
    return tuple((_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines())
