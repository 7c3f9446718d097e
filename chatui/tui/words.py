"""Finds the words of a search in a text that is drawn; pure."""

import re
from collections.abc import Sequence


def words_pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Finds any of the words, whatever their case."""
    return re.compile("|".join(re.escape(word) for word in words if word) or r"(?!)", re.IGNORECASE)
