"""Reads chatui's own JSON; a conversation that breaks its rules is refused by name, not repaired."""

from typing import Any

from chatui.chat.events import FinishReason, Timings, Usage
from chatui.chat.messages import Role
from chatui.chat.sampling import SamplingParams
from chatui.errors import StoreError
from chatui.store.rows import record_from
from chatui.store.titles import UNTITLED
from chatui.store.transfer.document import Document, Node
from chatui.store.transfer.fields import (
    flag_in,
    index_in,
    list_in,
    number_in,
    table_in,
    text_in,
    time_in,
)
from chatui.store.transfer.reading import Reading
from chatui.store.transfer.to_json import KIND, SCHEMA
from chatui.store.values import Attachment, ConversationSettings, MessageState, Outcome, Provenance

SOURCE = "chatui"
_ENDED = {state.value for state in MessageState if state is not MessageState.STREAMING}


def is_chatui(data: object) -> bool:
    """The file says that chatui wrote it."""
    return text_in(data, "kind") == KIND


def read_chatui(data: object) -> Reading:
    """Every conversation of the file; StoreError for a file of a newer chatui."""
    if number_in(data, "schema") != SCHEMA:
        raise StoreError("The file was written by a newer chatui.", "Update chatui; nothing was imported.")
    documents: list[Document] = []
    unread: list[str] = []
    for number, item in enumerate(list_in(data, "conversations"), 1):
        try:
            documents.append(_document(item))
        except ValueError as error:
            title = text_in(item, "title", f"Conversation {number}")
            unread.append(f"“{title}” was left out: {error}.")
    return Reading(SOURCE, tuple(documents), tuple(unread))


def _document(item: object) -> Document:
    messages = list_in(item, "messages")
    return Document(
        title=text_in(item, "title", UNTITLED),
        nodes=tuple(_node(message, index) for index, message in enumerate(messages)),
        leaf=index_in(item, "leaf", len(messages)),
        id=_id(text_in(item, "id")),
        title_is_own=flag_in(item, "title_is_own"),
        created=time_in(item, "created"),
        updated=time_in(item, "updated"),
        settings=_settings(table_in(item, "settings")),
        is_pinned=flag_in(item, "is_pinned"),
        draft=text_in(item, "draft"),
        origin=text_in(item, "origin"),
    )


def _id(text: str) -> str:
    return text if len(text) == 12 and set(text) <= set("0123456789abcdef") else ""


def _settings(values: dict[str, Any]) -> ConversationSettings:
    return ConversationSettings(
        model_ref=text_in(values, "model"),
        system=text_in(values, "system"),
        sampling=record_from(SamplingParams, values.get("sampling")),
        preset=text_in(values, "preset"),
    )


def _node(values: object, index: int) -> Node:
    parent = values.get("parent") if isinstance(values, dict) else None
    if parent is not None and index_in(values, "parent", index) is None:
        raise ValueError(f"message {index} stands below {parent!r}, which is not before it")
    if text_in(values, "role") not in (Role.USER, Role.ASSISTANT):
        raise ValueError(f"message {index} is neither a question nor an answer")
    files = (
        Attachment(text_in(file, "name"), text_in(file, "text")) for file in list_in(values, "attachments")
    )
    return Node(
        role=Role(text_in(values, "role")),
        text=text_in(values, "text"),
        parent=parent,
        thought=text_in(values, "thought"),
        created=time_in(values, "created"),
        attachments=tuple(files),
        provenance=_provenance(values),
        outcome=_outcome(values),
        final_answer=text_in(values, "final_answer") or None,
    )


def _provenance(values: object) -> Provenance:
    model = table_in(values, "model")
    seed = number_in(values, "seed")
    return Provenance(
        model_ref=text_in(model, "ref"),
        quantization=text_in(model, "quantization"),
        model_sha256=text_in(model, "sha256"),
        template_sha256=text_in(model, "template_sha256"),
        seed=None if seed is None else int(seed) % 2**32,
        sampling=record_from(SamplingParams, table_in(values, "sampling") or None),
    )


def _outcome(values: object) -> Outcome:
    state, reason = text_in(values, "state"), text_in(values, "finish_reason")
    return Outcome(
        state=MessageState(state) if state in _ENDED else MessageState.INTERRUPTED,
        finish_reason=FinishReason(reason) if reason in set(FinishReason) else None,
        error=text_in(values, "error"),
        usage=record_from(Usage, table_in(values, "usage") or None),
        timings=record_from(Timings, table_in(values, "timings") or None),
        thought_s=number_in(values, "thought_s"),
    )
