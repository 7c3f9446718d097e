"""Lays out labelled values in lines for a terminal; what they say is not known here."""

import textwrap
from collections.abc import Iterator

_LABEL = 18


def labelled(label: str, value: str, width: int) -> Iterator[str]:
    """A label and its value, folded at blanks below itself."""
    first = f"  {label:<{_LABEL}}"
    # A long path is not cut: it would not be one any more.
    yield from textwrap.wrap(
        value,
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
