"""Reads the chat export of Open WebUI: a tree of messages by id, thoughts in `<details>`; it asks nobody."""

from collections.abc import Iterator
from typing import Any

from chatui.chat.messages import Role
from chatui.store.titles import UNTITLED, title_of
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.fields import flag_in, list_in, table_in, text_in, time_in
from chatui.store.transfer.reading import Reading, Unread, kept_nodes
from chatui.store.transfer.replies import split_details, split_tags
from chatui.store.values import Attachment, ConversationSettings, Outcome, Provenance

SOURCE = "Open WebUI"


def is_open_webui(data: object) -> bool:
    """A list of records with a `chat` that has a history or messages, or one of them."""
    items = data if isinstance(data, list) else [data]
    return any({"history", "messages"} & set(table_in(item, "chat")) for item in items)


def read_open_webui(data: object) -> Reading:
    """Every chat of the file."""
    documents: list[Document] = []
    unread: list[str] = []
    for number, item in enumerate(data if isinstance(data, list) else [data], 1):
        chat = table_in(item, "chat")
        title = title_of(text_in(item, "title") or text_in(chat, "title"))
        left_out = Unread()
        nodes, leaf = _nodes(chat, left_out)
        if nodes:
            documents.append(_document(item, chat, title, nodes, leaf))
            unread += left_out.sentences(title)
        else:
            unread.append(f"Chat {number}, “{title}”, was left out: it has no text.")
    return Reading(SOURCE, tuple(documents), tuple(unread))


def _document(
    item: object, chat: dict[str, Any], title: str, nodes: tuple[Node, ...], leaf: int | None
) -> Document:
    identity = text_in(item, "id") or text_in(chat, "id")
    models = [model for model in list_in(chat, "models") if isinstance(model, str)]
    created = time_in(item, "created_at") or time_in(chat, "timestamp")
    return Document(
        title=title,
        nodes=nodes,
        leaf=leaf,
        title_is_own=title != UNTITLED,
        created=created,
        updated=time_in(item, "updated_at") or created,
        settings=ConversationSettings(
            model_ref=models[0] if models else "",
            system=text_in(chat, "system") or text_in(table_in(chat, "params"), "system"),
        ),
        is_pinned=flag_in(item, "pinned"),
        origin=f"open-webui:{identity}" if identity else "",
    )


def _nodes(chat: dict[str, Any], unread: Unread) -> tuple[tuple[Node, ...], int | None]:
    history = table_in(chat, "history")
    messages = table_in(history, "messages") or _chained(list_in(chat, "messages"))
    nodes: list[Node] = []
    index_of: dict[str, int | None] = {}
    for key in _parents_first(messages):
        message = messages[key]
        parent = index_of.get(text_in(message, "parentId"))
        role = text_in(message, "role")
        if role not in (Role.USER, Role.ASSISTANT):
            unread.add(f"message of the role “{role or 'unnamed'}”")
            index_of[key] = parent
            continue
        nodes.append(_node(message, Role(role), parent, unread))
        index_of[key] = len(nodes) - 1
    return kept_nodes(nodes, index_of.get(text_in(history, "currentId")))


def _chained(messages: list[Any]) -> dict[str, Any]:
    """A plain list of messages, as old exports have it, as a tree without branches."""
    return {
        str(index): {**message, "parentId": str(index - 1)}
        for index, message in enumerate(messages)
        if isinstance(message, dict)
    }


def _parents_first(messages: dict[str, Any]) -> Iterator[str]:
    """Every message after the one above it, siblings in the order of the file; one in a ring is left out."""
    children: dict[str, list[str]] = {}
    roots: list[str] = []
    for key, message in messages.items():
        parent = text_in(message, "parentId")
        (children.setdefault(parent, []) if parent in messages else roots).append(key)
    waiting = roots[::-1]
    while waiting:
        key = waiting.pop()
        yield key
        waiting += reversed(children.get(key, []))


def _node(message: object, role: Role, parent: int | None, unread: Unread) -> Node:
    content = text_in(message, "content")
    files = tuple(_files(message, unread))
    if role is Role.USER:
        return Node(role, content, parent, created=time_in(message, "timestamp"), attachments=files)
    folded, rest, seconds = split_details(content)
    tagged, answer = split_tags(rest)
    own = text_in(message, "reasoning_content") or text_in(message, "reasoning")
    return Node(
        role=role,
        text=answer,
        parent=parent,
        thought="\n\n".join(thought for thought in (own, folded, tagged) if thought),
        created=time_in(message, "timestamp"),
        attachments=files,
        provenance=Provenance(text_in(message, "model")),
        outcome=Outcome(thought_s=seconds),
    )


def _files(message: object, unread: Unread) -> Iterator[Attachment]:
    for item in list_in(message, "files"):
        file = table_in(item, "file")
        content = text_in(table_in(file, "data"), "content")
        if content:
            yield Attachment(text_in(item, "name") or text_in(file, "filename"), content)
        else:
            unread.add("image" if text_in(item, "type") == "image" else "file")
