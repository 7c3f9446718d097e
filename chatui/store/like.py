"""Conditions that find words by comparing text, without an index; it knows no table."""


def contains(column: str) -> str:
    """A condition that a column holds the text that is bound to it, whatever the case of ASCII letters.

    `instr` rather than LIKE: nothing in a person's words is then a wildcard.
    """
    return f"instr(lower({column}), lower(?)) > 0"
