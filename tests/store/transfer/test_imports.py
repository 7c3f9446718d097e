"""Exports of other programs, in the forms in which they are met."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store.transfer.files import read_file
from chatui.store.transfer.from_chatgpt import read_chatgpt
from chatui.store.transfer.from_chatui import read_chatui
from chatui.store.transfer.from_lm_studio import read_lm_studio
from chatui.store.transfer.from_open_webui import read_open_webui
from chatui.store.transfer.reading import Reading
from chatui.store.transfer.replies import split_details, split_tags


def imported(tmp_path: Path, data: object) -> Reading:
    (tmp_path / "in.json").write_text(json.dumps(data))
    return read_file(tmp_path / "in.json")


def spoken(reading: Reading) -> list[tuple[str, str, str]]:
    return [(node.role.value, node.thought, node.text) for node in reading.documents[0].branch()]


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


DETAILS = (
    '<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds</summary>\n'
    "&gt; Let me\n&gt; add &lt;2&gt;.\n</details>\nIt is 5."
)


def test_open_webui(tmp_path: Path) -> None:
    messages = {
        "u": {"id": "u", "parentId": None, "role": "user", "content": "2 + 3?", "timestamp": 1700000000},
        "a": {"id": "a", "parentId": "u", "role": "assistant", "content": DETAILS, "model": "r1:7b"},
        "b": {"id": "b", "parentId": "u", "role": "assistant", "content": "<think>\nHm.\n</think>\n\nFive."},
        "s": {"id": "s", "parentId": "a", "role": "system", "content": "x"},
        "v": {
            "id": "v",
            "parentId": "s",
            "role": "user",
            "content": "More?",
            "files": [
                {"type": "file", "name": "a.txt", "file": {"data": {"content": "one"}}},
                {"type": "image", "url": "data:"},
            ],
        },
    }
    chat = {
        "title": "Sums",
        "models": ["r1:7b"],
        "system": "Be brief.",
        "history": {"messages": messages, "currentId": "v"},
    }
    item = {
        "id": "7",
        "title": "Sums",
        "chat": chat,
        "created_at": 1.7e9,
        "updated_at": 1.7e9,
        "pinned": True,
    }
    reading = imported(tmp_path, [item])
    assert reading.source == "Open WebUI"
    document = reading.documents[0]
    assert [(n.text, n.thought, n.parent) for n in document.nodes] == [
        ("2 + 3?", "", None),
        ("It is 5.", "Let me\nadd <2>.", 0),
        ("More?", "", 1),
        ("Five.", "Hm.", 0),
    ]
    assert document.leaf == 2
    assert document.nodes[1].outcome.thought_s == 3
    assert document.nodes[1].provenance.model_ref == "r1:7b"
    assert document.nodes[2].attachments[0].text == "one"
    assert (document.settings.system, document.is_pinned, document.origin) == (
        "Be brief.",
        True,
        "open-webui:7",
    )
    assert sorted(reading.unread) == [
        "“Sums”: 1 image left out.",
        "“Sums”: 1 message of the role “system” left out.",
    ]


def test_an_old_open_webui_export_is_a_list(tmp_path: Path) -> None:
    messages = [
        {"role": "user", "content": "Hi?"},
        {"role": "assistant", "content": "Hello.", "reasoning": "Hm"},
    ]
    reading = imported(tmp_path, {"id": "1", "chat": {"title": "T", "messages": messages}})
    assert spoken(reading) == [("user", "", "Hi?"), ("assistant", "Hm", "Hello.")]


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


def test_replies_are_split() -> None:
    assert split_tags("<think>\na</think>\n\nb") == ("a", "b")
    assert split_tags("[THINK]a[/THINK]b") == ("a", "b")
    assert split_tags("<think>never closed") == ("never closed", "")
    assert split_tags("It says <think>.") == ("", "It says <think>.")
    assert split_details("plain > text") == ("", "plain > text", None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "title",
                    "mapping",
                    "message",
                    "author",
                    "role",
                    "content",
                    "content_type",
                    "parts",
                    "children",
                    "parent",
                    "chat",
                    "history",
                    "messages",
                    "parentId",
                    "versions",
                    "steps",
                    "type",
                    "text",
                    "name",
                    "style",
                    "currentlySelected",
                    "id",
                    "schema",
                    "kind",
                    "conversations",
                ]
            )
            | st.text(max_size=3),
            inner,
            max_size=5,
        )
    ),
    max_leaves=40,
)


@given(JSON)
@pytest.mark.parametrize("read", [read_chatgpt, read_open_webui, read_lm_studio, read_chatui])
def test_whatever_stands_in_a_file_is_read_or_refused(
    read: Callable[[object], Reading], data: object
) -> None:
    if read is read_chatui:
        data = {"kind": "chatui-conversations", "schema": 1, "conversations": [data]}
    try:
        reading = read(data)
    except StoreError:
        return
    for document in reading.documents:
        assert document.branch() or document.leaf is None
        assert all(node.parent is None or node.parent < i for i, node in enumerate(document.nodes))
        assert {node.role for node in document.nodes} <= {Role.USER, Role.ASSISTANT}
