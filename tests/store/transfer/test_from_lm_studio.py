"""A conversation file of LM Studio."""

from pathlib import Path
from typing import Any

from tests.store.transfer.reading import imported


def lm_step(text: str, style: str = "") -> dict[str, Any]:
    block = {"type": "contentBlock", "content": [{"type": "text", "text": text}]}
    return {**block, "style": {"type": style}, "genInfo": {"identifier": "r1-7b"}}


def test_lm_studio(tmp_path: Path) -> None:
    question = {"type": "singleStep", "role": "user", "content": [{"type": "text", "text": "2 + 3?"}]}
    first = {
        "type": "multiStep",
        "role": "assistant",
        "steps": [lm_step("Hm.", "thinking"), lm_step("Four.")],
    }
    second = {
        "type": "multiStep",
        "role": "assistant",
        "steps": [
            lm_step("<think>Let me.</think>Five."),
            {"type": "debugInfoBlock"},
            {"type": "toolCallRequest"},
        ],
    }
    more = {"role": "user", "content": [{"type": "text", "text": "Sure?"}, {"type": "file"}]}
    data = {
        "name": "Sums",
        "pinned": True,
        "createdAt": 1_700_000_000_000,
        "systemPrompt": "",
        "perChatPredictionConfig": {"fields": [{"key": "llm.prediction.systemPrompt", "value": "Be brief."}]},
        "lastUsedModel": {"identifier": "r1-7b"},
        "messages": [
            {"versions": [question], "currentlySelected": 0},
            {"versions": [first, second], "currentlySelected": 1},
            {"versions": [more], "currentlySelected": 0},
        ],
    }
    reading = imported(tmp_path, data)
    assert reading.source == "LM Studio"
    document = reading.documents[0]
    assert [(n.text, n.thought, n.parent) for n in document.nodes] == [
        ("2 + 3?", "", None),
        ("Four.", "Hm.", 0),
        ("Five.", "Let me.", 0),
        ("Sure?", "", 2),
    ]
    assert (document.leaf, document.created, document.settings.system) == (3, 1.7e9, "Be brief.")
    assert document.nodes[1].provenance.model_ref == "r1-7b"
    assert set(reading.unread) == {
        "“Sums”: 1 step of the kind “toolCallRequest” left out.",
        "“Sums”: 1 file left out.",
    }
