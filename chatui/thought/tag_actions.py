"""What each tag of a convention does, and where it is looked for; the text of a reply is not known here."""

from enum import Enum, auto
from functools import cache

from chatui.thought.conventions import SplitState, TagConvention
from chatui.thought.tag_scan import TagScan


class Action(Enum):
    """What a tag does."""

    OPEN = auto()
    CLOSE = auto()
    WRAP = auto()
    UNWRAP = auto()
    LABEL = auto()
    HEAD = auto()
    BODY = auto()
    END = auto()


class Phase(Enum):
    """What the next character may be."""

    LEAD = auto()
    """Behind a tag or at the very start: white space and more tags."""
    TEXT = auto()
    HEADER = auto()
    """Part of the header of a channel grammar."""
    ENDED = auto()
    """Behind the tag that ends an answer's wrapper; more text would make that tag text."""


_CHANNEL = {Action.HEAD, Action.BODY, Action.END}
_LOOKED_FOR: dict[tuple[Phase, SplitState], set[Action]] = {
    (Phase.LEAD, SplitState.START): {Action.OPEN, Action.CLOSE, Action.WRAP} | _CHANNEL,
    (Phase.LEAD, SplitState.THOUGHT): {Action.OPEN, Action.CLOSE, Action.LABEL} | _CHANNEL,
    (Phase.LEAD, SplitState.ANSWER): {Action.OPEN, Action.CLOSE, Action.WRAP} | _CHANNEL,
    (Phase.TEXT, SplitState.THOUGHT): {Action.CLOSE} | _CHANNEL,
    (Phase.TEXT, SplitState.ANSWER): {Action.UNWRAP},
    (Phase.HEADER, SplitState.START): _CHANNEL,
    (Phase.HEADER, SplitState.THOUGHT): _CHANNEL,
    (Phase.HEADER, SplitState.ANSWER): _CHANNEL,
}


@cache
def actions_of(convention: TagConvention) -> dict[str, Action]:
    """What each tag does."""
    grammar = convention.channels
    kinds: list[tuple[Action, tuple[str, ...]]] = [
        (Action.OPEN, convention.open_tags),
        (Action.CLOSE, convention.close_tags),
        (Action.WRAP, convention.answer_open),
        (Action.UNWRAP, convention.answer_close),
        (Action.LABEL, (convention.label,) if convention.label else ()),
    ]
    if grammar is not None:
        kinds += [(Action.HEAD, grammar.heads), (Action.BODY, (grammar.body,)), (Action.END, grammar.ends)]
    return {tag: action for action, tags in kinds for tag in tags}


@cache
def scan_for(convention: TagConvention, phase: Phase, state: SplitState) -> TagScan:
    """What to look for in text; of a convention of control tokens, only the label is text."""
    looked_for = _LOOKED_FOR.get((phase, state), set())
    if convention.control:
        looked_for = looked_for & {Action.LABEL}
    return TagScan(tag for tag, action in actions_of(convention).items() if action in looked_for)
