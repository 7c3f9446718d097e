"""Reads a conversation file of LM Studio: a list of messages, each in versions of steps; it asks nobody.

The versions of a message become siblings, and what follows hangs from the one that was selected.
"""

from collections.abc import Iterator
from typing import Any

from chatui.chat.messages import Role
from chatui.store.titles import UNTITLED, title_of
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.fields import flag_in, index_in, list_in, table_in, text_in, time_in
from chatui.store.transfer.reading import Reading, Unread
from chatui.store.transfer.replies import split_tags
from chatui.store.values import ConversationSettings, Provenance

SOURCE = "LM Studio"
_SYSTEM_KEY = "llm.prediction.systemPrompt"
_SILENT_STEPS = ("debugInfoBlock", "")
"""Steps that say nothing to a person."""


def is_lm_studio(data: object) -> bool:
    """A conversation whose messages have versions."""
    return any(list_in(message, "versions") for message in list_in(data, "messages"))


def read_lm_studio(data: object) -> Reading:
    """The one conversation of the file."""
    title = title_of(text_in(data, "name"))
    unread = Unread()
    nodes, leaf = _nodes(list_in(data, "messages"), unread)
    if not nodes:
        return Reading(SOURCE, (), (f"“{title}” was left out: it has no text.",))
    created = time_in(data, "createdAt")
    document = Document(
        title=title,
        nodes=tuple(nodes),
        leaf=leaf,
        title_is_own=title != UNTITLED,
        created=created,
        updated=max(created, time_in(data, "userLastMessagedAt"), time_in(data, "assistantLastMessagedAt")),
        settings=ConversationSettings(_model(data), _system(data)),
        is_pinned=flag_in(data, "pinned"),
        origin=f"lm-studio:{int(created * 1000)}" if created else "",
    )
    return Reading(SOURCE, (document,), tuple(unread.sentences(title)))


def _model(data: object) -> str:
    used = table_in(data, "lastUsedModel")
    return text_in(used, "identifier") or text_in(used, "indexedModelIdentifier")


def _system(data: object) -> str:
    if system := text_in(data, "systemPrompt"):
        return system
    fields = list_in(table_in(data, "perChatPredictionConfig"), "fields")
    return next((text_in(item, "value") for item in fields if text_in(item, "key") == _SYSTEM_KEY), "")


def _nodes(messages: list[Any], unread: Unread) -> tuple[list[Node], int | None]:
    nodes: list[Node] = []
    leaf: int | None = None
    for message in messages:
        versions = list_in(message, "versions")
        selected = index_in(message, "currentlySelected", len(versions)) or 0
        parent = leaf
        for index, version in enumerate(versions):
            if not isinstance(version, dict):
                continue
            role = text_in(version, "role")
            if role not in (Role.USER, Role.ASSISTANT):
                unread.add(f"message of the role “{role or 'unnamed'}”")
                continue
            nodes.append(_node(version, Role(role), parent, unread))
            if index == selected or leaf == parent:
                leaf = len(nodes) - 1
    return nodes, leaf


def _node(version: dict[str, Any], role: Role, parent: int | None, unread: Unread) -> Node:
    if role is Role.USER:
        return Node(role, "\n\n".join(_texts(version, unread)), parent)
    thoughts: list[str] = []
    answers: list[str] = []
    model = ""
    for step in list_in(version, "steps") or [{"type": "contentBlock", **version}]:
        if text_in(step, "type") != "contentBlock":
            if text_in(step, "type") not in _SILENT_STEPS:
                unread.add(f"step of the kind “{text_in(step, 'type')}”")
            continue
        is_thought = text_in(table_in(step, "style"), "type") == "thinking"
        (thoughts if is_thought else answers).extend(_texts(step, unread))
        info = table_in(step, "genInfo")
        model = text_in(info, "identifier") or text_in(info, "indexedModelIdentifier") or model
    tagged, answer = split_tags("\n\n".join(answers))
    thought = "\n\n".join(text for text in (*thoughts, tagged) if text)
    return Node(role, answer, parent, thought, provenance=Provenance(model))


def _texts(step: object, unread: Unread) -> Iterator[str]:
    content = step.get("content") if isinstance(step, dict) else None
    if isinstance(content, str):
        yield content
    for part in list_in(step, "content"):
        match text_in(part, "type"):
            case "text":
                yield text_in(part, "text")
            case kind:
                unread.add(kind or "part that is no text")
