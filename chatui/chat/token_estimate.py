"""About how many tokens a text takes, before any model has read it; it knows no vocabulary."""

_PER_ASCII = 0.3
_PER_OTHER = 0.6
"""DeepSeek's rule of thumb for a character of English and of Chinese (API docs, "Token & Token Usage")."""


def estimated_tokens(text: str) -> int:
    """A rough number of tokens, 0 only for an empty text; code and figures take more than prose."""
    ascii_characters = len(text.encode("ascii", "ignore"))
    others = len(text) - ascii_characters
    return -(-int(10 * (_PER_ASCII * ascii_characters + _PER_OTHER * others)) // 10) if text else 0
