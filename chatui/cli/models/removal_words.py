"""What is said before and after a model is removed, as plain sentences; nothing is removed here."""

from collections.abc import Iterator

from chatui.chat.display_text import one_line
from chatui.cli.models.words import size_words
from chatui.library.values import Origin, Removal

_OWNERS = {
    Origin.HUB: "another of the Hugging Face tools",
    Origin.FOLDER: "you",
    Origin.IMPORTED: "you",
}


def opening_lines(removal: Removal) -> Iterator[str]:
    """The files that would go, and who has them in use."""
    for path in removal.paths:
        yield one_line(str(path))
    if removal.in_use_by:
        yield f"In use by {', '.join(map(one_line, removal.in_use_by))}, which keeps it until it ends."


def question(removal: Removal) -> str:
    """The first question."""
    ref = one_line(removal.ref)
    if not removal.paths:
        return f"Take {ref} off the list? Its file stays."
    return f"Remove {ref} and free {size_words(removal.freed_bytes)}?"


def second_question(removal: Removal) -> str:
    """The question about files that chatui did not put there."""
    return f"The file was put there by {owner_words(removal)}. Remove it all the same?"


def done_sentence(removal: Removal) -> str:
    """What was done."""
    ref = one_line(removal.ref)
    if not removal.paths:
        return f"{ref} is off the list; its file stays."
    return f"{ref} is removed; that freed {size_words(removal.freed_bytes)}."


def owner_words(removal: Removal) -> str:
    """Who put the files there."""
    return _OWNERS.get(removal.owner, removal.owner.value)
