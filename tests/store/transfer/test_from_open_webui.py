"""The chat exports of Open WebUI, new and old."""

from pathlib import Path

from tests.store.transfer.reading import imported, spoken

DETAILS = (
    '<details type="reasoning" done="true" duration="3">\n<summary>Thought for 3 seconds</summary>\n'
    "&gt; Let me\n&gt; add &lt;2&gt;.\n</details>\nIt is 5."
)


def export() -> list[dict[str, object]]:
    """One chat with two answers, a system message in the middle, and files."""
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
    return [item]


def test_open_webui(tmp_path: Path) -> None:
    reading = imported(tmp_path, export())
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
