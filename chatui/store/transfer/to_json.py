"""Writes documents as chatui's own JSON, which can be read again without a loss; it reads nothing.

The text is ASCII: whatever a model said, no control character reaches a terminal or a pipe.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict

from chatui.store.transfer.document import Document, Node
from chatui.store.values import ConversationSettings, Outcome, Provenance

SCHEMA = 1
KIND = "chatui-conversations"


def to_json(documents: Iterable[Document]) -> str:
    """The text of a file; fields may be added, and none changes its meaning under the same schema."""
    exported = [conversation_object(document) for document in documents]
    return json.dumps({"schema": SCHEMA, "kind": KIND, "conversations": exported}, indent=2) + "\n"


def conversation_object(document: Document) -> dict[str, object]:
    """One conversation; `leaf` and `parent` are indices into its messages."""
    return {
        "id": document.id,
        "title": document.title,
        "title_is_own": document.title_is_own,
        "created": document.created,
        "updated": document.updated,
        "settings": _settings(document.settings),
        "is_pinned": document.is_pinned,
        "draft": document.draft,
        "origin": document.origin,
        "leaf": document.leaf,
        "messages": [_message(node) for node in document.nodes],
    }


def _settings(settings: ConversationSettings) -> dict[str, object]:
    return {
        "model": settings.model_ref,
        "system": settings.system,
        "sampling": asdict(settings.sampling) if settings.sampling else None,
        "preset": settings.preset,
    }


def _message(node: Node) -> dict[str, object]:
    return {
        "parent": node.parent,
        "role": node.role.value,
        "text": node.text,
        "thought": node.thought,
        "created": node.created,
        "attachments": [asdict(file) for file in node.attachments],
        "final_answer": node.final_answer,
        **_provenance(node.provenance),
        **_outcome(node.outcome),
    }


def _provenance(provenance: Provenance) -> dict[str, object]:
    return {
        "model": {
            "ref": provenance.model_ref,
            "quantization": provenance.quantization,
            "sha256": provenance.model_sha256,
            "template_sha256": provenance.template_sha256,
        },
        "seed": provenance.seed,
        "sampling": asdict(provenance.sampling) if provenance.sampling else None,
    }


def _outcome(outcome: Outcome) -> dict[str, object]:
    return {
        "state": outcome.state.value,
        "finish_reason": outcome.finish_reason.value if outcome.finish_reason else None,
        "error": outcome.error,
        "usage": asdict(outcome.usage) if outcome.usage else None,
        "timings": asdict(outcome.timings) if outcome.timings else None,
        "thought_s": outcome.thought_s,
    }
