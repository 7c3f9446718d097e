"""What of a kept branch a model is told again; it knows no store and no engine."""

from collections.abc import Iterable, Sequence

from chatui.chat.attached_files import with_files
from chatui.chat.messages import Message, Role
from chatui.store.values import Message as StoredMessage


def context_of(branch: Sequence[StoredMessage]) -> list[Message]:
    """Questions and answers in turn, as chat templates want them.

    A question without any answer is left out, as in the conversation in which it failed; neighbours of one
    role, which an import may bring, are joined; an answer that nothing was asked for is left out.
    """
    context: list[Message] = []
    for message in _answered(branch):
        spoken = Message(message.role, _spoken(message), message.thought)
        if context and context[-1].role is spoken.role:
            context[-1] = _joined(context[-1], spoken)
        elif context or spoken.role is Role.USER:
            context.append(spoken)
    return context


def _answered(branch: Sequence[StoredMessage]) -> Iterable[StoredMessage]:
    """The messages up to the last answer, without empty answers and the questions just before them."""
    kept: list[StoredMessage] = []
    for message in branch:
        if message.role is Role.USER or message.text or message.thought:
            kept.append(message)
        elif kept and kept[-1].role is Role.USER:
            kept.pop()
    while kept and kept[-1].role is Role.USER:
        kept.pop()
    return kept


def _spoken(message: StoredMessage) -> str:
    return with_files(message.text, ((file.name, file.text) for file in message.attachments))


def _joined(first: Message, second: Message) -> Message:
    parts = ((first.content, second.content), (first.thought, second.thought))
    content, thought = ("\n\n".join(text for text in pair if text) for pair in parts)
    return Message(first.role, content, thought)
