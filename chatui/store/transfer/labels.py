"""The few words that exports for people put beside texts; it knows no format."""

from chatui.chat.display_text import display_text
from chatui.chat.events import FinishReason
from chatui.chat.messages import Role
from chatui.store.days import local_time
from chatui.store.transfer.document import Document, Node
from chatui.store.values import MessageState, Outcome

_ENDS = {
    FinishReason.LENGTH: "cut off at the token limit",
    FinishReason.CONTEXT: "cut off: the context was full",
    FinishReason.BUDGET: "cut off at the thought budget",
    FinishReason.CANCELLED: "stopped",
    FinishReason.ERROR: "ended by an error",
}


def speaker(node: Node) -> str:
    """Who speaks: You, or the model."""
    if node.role is Role.USER:
        return "You"
    return display_text(node.provenance.model_ref) or "Model"


def subtitle(document: Document) -> str:
    """When the conversation was held, and with which model."""
    day = local_time(document.created).strftime("%Y-%m-%d %H:%M")
    model = display_text(document.settings.model_ref)
    return f"{day} · {model}" if model else day


def thought_label(node: Node) -> str:
    """The fold's line above a thought."""
    return thought_heading(node.outcome)


def thought_heading(outcome: Outcome) -> str:
    """The same, of an answer that is not a node."""
    seconds = outcome.thought_s
    return "Thought" if seconds is None else f"Thought · {seconds:.1f} s"


def ending(node: Node) -> str:
    """How an answer ended that did not end by itself; empty for one that did."""
    return ending_of(node.outcome)


def ending_of(outcome: Outcome) -> str:
    """The same, of an answer that is not a node."""
    if outcome.state is MessageState.ERROR:
        return display_text(outcome.error) or _ENDS[FinishReason.ERROR]
    if outcome.state is MessageState.INTERRUPTED:
        return "interrupted"
    return _ENDS.get(outcome.finish_reason, "") if outcome.finish_reason else ""
