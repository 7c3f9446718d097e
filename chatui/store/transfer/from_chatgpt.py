"""Reads the `conversations.json` of a ChatGPT export: a tree of nodes by id; it asks nobody.

System and tool messages, hidden ones and nodes without a message are passed over, and what is below them
hangs from the message above. A thought is a message of its own there; it is carried to the answer below it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from chatui.chat.messages import Role
from chatui.store.titles import UNTITLED, title_of
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.fields import flag_in, list_in, number_in, table_in, text_in, time_in
from chatui.store.transfer.reading import Reading, Unread, kept_nodes
from chatui.store.transfer.replies import split_tags
from chatui.store.values import ConversationSettings, Outcome, Provenance

SOURCE = "ChatGPT"
_ROLES = {"user": Role.USER, "assistant": Role.ASSISTANT}


def is_chatgpt(data: object) -> bool:
    """A list of conversations with a `mapping`, or one of them."""
    items = data if isinstance(data, list) else [data]
    return any(isinstance(item, dict) and isinstance(item.get("mapping"), dict) for item in items)


def read_chatgpt(data: object) -> Reading:
    """Every conversation of the file."""
    documents: list[Document] = []
    unread: list[str] = []
    for number, item in enumerate(data if isinstance(data, list) else [data], 1):
        title = title_of(text_in(item, "title")) if text_in(item, "title").strip() else UNTITLED
        tree = _Tree(table_in(item, "mapping"))
        nodes, leaf = tree.read(text_in(item, "current_node"))
        if nodes:
            documents.append(_document(item, title, nodes, leaf))
            unread += tree.unread.sentences(title)
        else:
            unread.append(f"Conversation {number}, “{title}”, was left out: it has no text.")
    return Reading(SOURCE, tuple(documents), tuple(unread))


def _document(item: object, title: str, nodes: tuple[Node, ...], leaf: int | None) -> Document:
    created = time_in(item, "create_time")
    identity = text_in(item, "conversation_id") or text_in(item, "id")
    return Document(
        title=title,
        nodes=nodes,
        leaf=leaf,
        title_is_own=title != UNTITLED,
        created=created,
        updated=time_in(item, "update_time") or created,
        settings=ConversationSettings(text_in(item, "default_model_slug")),
        origin=f"chatgpt:{identity}" if identity else "",
    )


@dataclass(frozen=True, slots=True)
class _Above:
    """What a node hangs from."""

    node: int | None = None
    """Index of the kept message above it."""
    thought: str = ""
    """A thought that waits for its answer."""
    thought_s: float | None = None
    is_only: bool = True
    """Nothing else hangs there, so that an answer may go on in the one above."""


@dataclass(slots=True)
class _Tree:
    mapping: dict[str, Any]
    unread: Unread = field(default_factory=Unread)
    nodes: list[Node] = field(default_factory=list)
    index_of: dict[str, int | None] = field(default_factory=dict)

    def read(self, current: str) -> tuple[tuple[Node, ...], int | None]:
        """The kept messages, parents first, and the one that the current node is or hangs from."""
        roots = [key for key, node in self.mapping.items() if text_in(node, "parent") not in self.mapping]
        waiting = [(key, _Above()) for key in reversed(roots)]
        while waiting:
            key, above = waiting.pop()
            if key in self.index_of:
                continue
            below = self._take(key, above)
            self.index_of[key] = below.node
            children = [child for child in self._children(key) if child not in self.index_of]
            below = replace(below, is_only=below.is_only and len(children) < 2)
            waiting += [(child, below) for child in reversed(children)]
        return kept_nodes(self.nodes, self.index_of.get(current))

    def _children(self, key: str) -> list[str]:
        children = list_in(self.mapping[key], "children")
        return [child for child in children if isinstance(child, str) and child in self.mapping]

    def _take(self, key: str, above: _Above) -> _Above:
        message = table_in(self.mapping[key], "message")
        role = _ROLES.get(text_in(table_in(message, "author"), "role"))
        metadata, content = table_in(message, "metadata"), table_in(message, "content")
        if role is None or flag_in(metadata, "is_visually_hidden_from_conversation"):
            if text_in(table_in(message, "author"), "role") == "tool":
                self.unread.add("tool result")
            return above
        match text_in(content, "content_type"):
            case "thoughts":
                return replace(above, thought=_joined(above.thought, *_thoughts(content)))
            case "reasoning_recap":
                return replace(above, thought_s=number_in(metadata, "finished_duration_sec"))
            case "text" | "multimodal_text":
                text = _joined(*self._parts(content))
                says_something = text.strip() or (above.thought and role is Role.ASSISTANT)
                return self._keep(role, text, message, above) if says_something else above
            case kind:
                self.unread.add("tool call" if kind == "code" else f"part of the kind “{kind or 'unnamed'}”")
                return above

    def _keep(self, role: Role, text: str, message: dict[str, Any], above: _Above) -> _Above:
        thought, answer = split_tags(text) if role is Role.ASSISTANT else ("", text)
        if above.thought and role is Role.USER:
            self.unread.add("thought without an answer")
        thought = _joined(above.thought, thought)
        last = None if above.node is None else self.nodes[above.node]
        if last and role is last.role is Role.ASSISTANT and above.is_only:
            merged = replace(last, text=_joined(last.text, answer), thought=_joined(last.thought, thought))
            self.nodes[above.node or 0] = merged
            return _Above(above.node)
        model = text_in(table_in(message, "metadata"), "model_slug")
        is_answer = role is Role.ASSISTANT
        self.nodes.append(
            Node(
                role=role,
                text=answer,
                parent=above.node,
                thought=thought if is_answer else "",
                created=time_in(message, "create_time"),
                provenance=Provenance(model) if is_answer else Provenance(),
                outcome=Outcome(thought_s=above.thought_s if is_answer and thought else None),
            )
        )
        return _Above(len(self.nodes) - 1)

    def _parts(self, content: dict[str, Any]) -> Iterator[str]:
        for part in list_in(content, "parts"):
            if isinstance(part, str):
                yield part
            elif text := text_in(part, "text"):
                yield text
            else:
                self.unread.add(
                    "image" if "image" in text_in(part, "content_type") else "part that is no text"
                )


def _thoughts(content: dict[str, Any]) -> Iterator[str]:
    for thought in list_in(content, "thoughts"):
        yield "\n".join(text for text in (text_in(thought, "summary"), text_in(thought, "content")) if text)


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)
