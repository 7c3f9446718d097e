"""A whole conversation apart from any store: every branch, as a value; it knows no format."""

from dataclasses import dataclass, field

from chatui.chat.messages import Role
from chatui.store.values import (
    Attachment,
    Conversation,
    ConversationSettings,
    Message,
    MessageState,
    Outcome,
    Provenance,
)


@dataclass(frozen=True, slots=True)
class Node:
    """One message; `parent` is the index of the node above it, which stands before it."""

    role: Role
    text: str
    parent: int | None = None
    thought: str = ""
    created: float = 0.0
    attachments: tuple[Attachment, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)
    outcome: Outcome = field(default_factory=Outcome)
    final_answer: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A conversation with all its messages."""

    title: str
    nodes: tuple[Node, ...]
    leaf: int | None = None
    """Index of the node that the branch in view ends with."""
    id: str = ""
    """Empty: it gets one when it is kept."""
    title_is_own: bool = False
    created: float = 0.0
    updated: float = 0.0
    settings: ConversationSettings = field(default_factory=ConversationSettings)
    is_pinned: bool = False
    draft: str = ""
    origin: str = ""
    """Where it was imported from, as `source:id`; empty: it comes from a chatui."""

    def branch(self) -> list[Node]:
        """The nodes of the branch in view, from the first question on."""
        nodes: list[Node] = []
        index = self.leaf
        while index is not None:
            nodes.append(self.nodes[index])
            index = self.nodes[index].parent
        return nodes[::-1]


def document_of(conversation: Conversation, messages: list[Message]) -> Document:
    """A kept conversation as a document; an answer that is being written counts as interrupted there."""
    index_of = {message.id: index for index, message in enumerate(messages)}
    return Document(
        title=conversation.title,
        nodes=tuple(_node(message, index_of) for message in messages),
        leaf=None if conversation.leaf_id is None else index_of[conversation.leaf_id],
        id=conversation.id,
        title_is_own=conversation.title_is_own,
        created=conversation.created,
        updated=conversation.updated,
        settings=conversation.settings,
        is_pinned=conversation.is_pinned,
        draft=conversation.draft,
        origin=conversation.origin,
    )


def _node(message: Message, index_of: dict[int, int]) -> Node:
    is_streaming = message.outcome.state is MessageState.STREAMING
    return Node(
        role=message.role,
        text=message.text,
        parent=None if message.parent_id is None else index_of[message.parent_id],
        thought=message.thought,
        created=message.created,
        attachments=message.attachments,
        provenance=message.provenance,
        outcome=Outcome(MessageState.INTERRUPTED) if is_streaming else message.outcome,
        final_answer=message.final_answer,
    )
