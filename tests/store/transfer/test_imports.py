"""Whatever stands in a file is read or refused, and thoughts are told from answers."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.messages import Role
from chatui.errors import StoreError
from chatui.store.transfer.from_chatgpt import read_chatgpt
from chatui.store.transfer.from_chatui import read_chatui
from chatui.store.transfer.from_lm_studio import read_lm_studio
from chatui.store.transfer.from_open_webui import read_open_webui
from chatui.store.transfer.reading import Reading
from chatui.store.transfer.replies import split_details, split_tags


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
