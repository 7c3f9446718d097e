"""What a model's chat template tells of its thought, by rendering a small prompt; it loads no model."""

from dataclasses import dataclass

from chatui.chat.messages import Message, Role
from chatui.engine.prompt.render import PromptRenderer
from chatui.engine.prompt.switches import VARIABLES
from chatui.engine.prompt.template import ChatTemplate
from chatui.errors import PromptError
from chatui.thought.conventions import SplitState

_CTX = 4096
"""Tokens; it bounds what a template may write."""


@dataclass(frozen=True, slots=True)
class ThoughtFacts:
    """How a model marks its thought, as far as its template tells."""

    tags: str | None = None
    """Name of the tag convention; None: the template has no tags that chatui knows."""
    opened_by: str | None = None
    """`prompt` or `model`."""
    switches: tuple[str, ...] = ()


def thought_facts(template: str, architecture: str) -> ThoughtFacts:
    """What the template tells; nothing for one that is missing, refuses a question or cannot be compiled.

    It runs in the same sandbox and within the same limits as when a model is asked.
    """
    if not template.strip():
        return ThoughtFacts()
    try:
        renderer = PromptRenderer(template, "", "", (), architecture, _CTX)
        if not renderer.thinks:
            return ThoughtFacts()
        state = renderer.render([Message(Role.USER, "Hi")], None).state
        present = [variable.name for variable in VARIABLES if variable.is_in(ChatTemplate(template))]
    except PromptError:
        return ThoughtFacts()
    opened_by = "prompt" if state is SplitState.THOUGHT else "model"
    switches = tuple(dict.fromkeys(present)) if renderer.can_switch_thinking else ()
    return ThoughtFacts(renderer.convention.name, opened_by, switches)
