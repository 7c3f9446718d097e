"""What reading a file of conversations gives, whatever its format; it opens no file."""

from dataclasses import dataclass, field

from chatui.store.transfer.document import Document, Node


@dataclass(frozen=True, slots=True)
class Reading:
    """The conversations of a file, and what of it could not be read."""

    source: str
    """Whose format it is, as people call it."""
    documents: tuple[Document, ...]
    unread: tuple[str, ...] = ()
    """Sentences, one for each conversation and kind of content that was left out."""


@dataclass(slots=True)
class Unread:
    """Counts what is left out of one conversation, by kind."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str) -> None:
        """One more of a kind, such as "image"."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def sentences(self, title: str) -> list[str]:
        """One for each kind."""
        return [
            f"“{title}”: {count} {what}{'s' if count > 1 else ''} left out."
            for what, count in self.counts.items()
        ]


def kept_nodes(nodes: list[Node], leaf: int | None) -> tuple[tuple[Node, ...], int | None]:
    """The nodes with the one that the branch in view ends with: the last one where the file does not say."""
    return tuple(nodes), leaf if leaf is not None or not nodes else len(nodes) - 1
