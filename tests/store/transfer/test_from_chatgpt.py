"""ChatGPT's conversations.json, in the forms in which it is met."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.store.transfer.reading import imported, spoken


def gpt(role: str, kind: str = "text", parts: Sequence[object] = (), **content: object) -> dict[str, Any]:
    metadata = content.pop("metadata", {})
    body = {"content_type": kind, **({"parts": list(parts)} if parts else {}), **content}
    return {"author": {"role": role}, "content": body, "create_time": 1.7e9, "metadata": metadata}


def chain(*messages: dict[str, Any] | None) -> dict[str, Any]:
    """A mapping in which each message hangs from the one before."""
    last = len(messages) - 1
    return {
        f"n{i}": {
            "id": f"n{i}",
            "message": message,
            "parent": f"n{i - 1}" if i else None,
            "children": [f"n{i + 1}"] if i < last else [],
        }
        for i, message in enumerate(messages)
    }


def gpt_chat(mapping: dict[str, Any], current: str) -> dict[str, Any]:
    return {
        "title": "A chat",
        "create_time": 1.7e9,
        "update_time": 1.7e9 + 60,
        "mapping": mapping,
        "current_node": current,
        "conversation_id": "abc",
        "default_model_slug": "gpt-5",
    }


def test_chatgpt(tmp_path: Path) -> None:
    thoughts = [{"summary": "Adding", "content": "2 and 3.", "chunks": [], "finished": True}]
    hidden = {"is_visually_hidden_from_conversation": True}
    mapping = chain(
        None,
        gpt("system", parts=[""], metadata=hidden),
        gpt("user", parts=["2 + 3?"]),
        gpt("assistant", "thoughts", thoughts=thoughts),
        gpt("assistant", "reasoning_recap", content="Thought for 8s", metadata={"finished_duration_sec": 8}),
        gpt("assistant", parts=["It is 5."], metadata={"model_slug": "gpt-5-thinking"}),
        gpt("user", "multimodal_text", [{"content_type": "image_asset_pointer"}, "And this?"]),
        gpt("assistant", "code", text="search()"),
        gpt("tool", parts=["result"]),
        gpt("assistant", parts=["A cat."]),
        gpt("assistant", parts=["A black one."]),
    )
    reading = imported(tmp_path, [gpt_chat(mapping, "n10")])
    assert reading.source == "ChatGPT"
    assert spoken(reading) == [
        ("user", "", "2 + 3?"),
        ("assistant", "Adding\n2 and 3.", "It is 5."),
        ("user", "", "And this?"),
        ("assistant", "", "A cat.\n\nA black one."),
    ]
    document = reading.documents[0]
    assert (document.title, document.created, document.updated) == ("A chat", 1.7e9, 1.7e9 + 60)
    assert (document.origin, document.settings.model_ref) == ("chatgpt:abc", "gpt-5")
    answer = document.nodes[1]
    assert (answer.outcome.thought_s, answer.provenance.model_ref) == (8, "gpt-5-thinking")
    assert set(reading.unread) == {
        "“A chat”: 1 image left out.",
        "“A chat”: 1 tool call left out.",
        "“A chat”: 1 tool result left out.",
    }


def test_chatgpt_branches(tmp_path: Path) -> None:
    mapping = chain(gpt("user", parts=["Hi?"]), gpt("assistant", parts=["One."]))
    mapping["n0"]["children"].append("other")
    mapping["other"] = {"message": gpt("assistant", parts=["Two."]), "parent": "n0", "children": []}
    document = imported(tmp_path, [gpt_chat(mapping, "n1")]).documents[0]
    assert [(node.text, node.parent) for node in document.nodes] == [("Hi?", None), ("One.", 0), ("Two.", 0)]
    assert document.leaf == 1


def test_a_branch_below_a_tool_stays_a_branch(tmp_path: Path) -> None:
    mapping = chain(gpt("user", parts=["Hi?"]), gpt("assistant", parts=["Look."]))
    for name in ("a", "b"):
        mapping["n1"]["children"].append(f"t{name}")
        mapping[f"t{name}"] = {"message": gpt("tool", parts=["x"]), "parent": "n1", "children": [name]}
        mapping[name] = {"message": gpt("assistant", parts=[name]), "parent": f"t{name}", "children": []}
    document = imported(tmp_path, [gpt_chat(mapping, "b")]).documents[0]
    assert [(node.text, node.parent) for node in document.nodes[1:]] == [("Look.", 0), ("a", 1), ("b", 1)]


def test_a_ring_of_nodes_ends(tmp_path: Path) -> None:
    mapping = chain(gpt("user", parts=["Hi?"]), gpt("assistant", parts=["One."]))
    mapping["n1"]["children"] = ["n0", "n1", 7, "absent"]
    assert len(imported(tmp_path, [gpt_chat(mapping, "n1")]).documents[0].nodes) == 2


def test_an_empty_chat_is_named(tmp_path: Path) -> None:
    reading = imported(
        tmp_path, [gpt_chat(chain(None), "n0"), gpt_chat(chain(gpt("user", parts=["Hi?"])), "")]
    )
    assert len(reading.documents) == 1
    assert reading.unread == ("Conversation 1, “A chat”, was left out: it has no text.",)
