"""What of a kept branch a model is told."""

from chatui.chat.messages import Message, Role
from chatui.store.context import context_of
from chatui.store.values import Message as StoredMessage
from chatui.store.values import Outcome


def message(role: Role, text: str, thought: str = "") -> StoredMessage:
    return StoredMessage(1, None, role, text, thought, outcome=Outcome())


def test_the_context_alternates_whatever_was_kept() -> None:
    user, assistant = Role.USER, Role.ASSISTANT
    branch = [
        message(assistant, "Welcome."),
        message(user, "lost"),
        message(assistant, ""),
        message(user, "a"),
        message(user, "b"),
        message(assistant, "c", "t"),
        message(assistant, "d"),
        message(user, "unanswered"),
    ]
    assert context_of(branch) == [Message(user, "a\n\nb"), Message(assistant, "c\n\nd", "t")]
    assert context_of([]) == []
