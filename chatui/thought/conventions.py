"""How each model family marks its thought, as data; what splits a reply by it is not known here."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum


class SplitState(StrEnum):
    """Where in a reply the next text belongs."""

    START = "start"
    """Nothing was written yet: a thought may open."""
    THOUGHT = "thought"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class ChannelGrammar:
    """Messages with a header that names their channel: `head channel body text end`."""

    heads: tuple[str, ...]
    """Each begins a header, or begins it anew; the header's first word is the channel."""
    body: str
    """Ends the header."""
    ends: tuple[str, ...]
    """Each ends a message."""
    thought_channels: tuple[str, ...]
    """Every other channel is answer."""


@dataclass(frozen=True, slots=True)
class TagConvention:
    """How one family marks thought and answer. No tag may contain another of the same convention."""

    name: str
    announced_by: tuple[str, ...]
    """A chat template or a vocabulary that has all of these follows the convention."""
    open_tags: tuple[str, ...]
    close_tags: tuple[str, ...]
    open_text: str
    """What opens a thought in a prompt."""
    close_text: str
    """What closes a thought that the model did not close itself."""
    answer_open: tuple[str, ...] = ()
    """Wrapper that may begin the answer."""
    answer_close: tuple[str, ...] = ()
    """Wrapper that may end the answer."""
    label: str = ""
    """Text that belongs to the opening tag when it follows it."""
    control: bool = False
    """The tags are control tokens; the same characters typed as ordinary tokens are text."""
    start_only: bool = True
    """A thought opens at the start of a reply only; a later tag is a quote."""
    channels: ChannelGrammar | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """Every text that is a tag."""
        plain = (*self.open_tags, *self.close_tags, *self.answer_open, *self.answer_close)
        grammar = self.channels
        return plain if grammar is None else (*plain, *grammar.heads, grammar.body, *grammar.ends)


def _pair(name: str, opening: str, closing: str) -> TagConvention:
    return TagConvention(
        name=name,
        announced_by=(opening,),
        open_tags=(opening,),
        close_tags=(closing,),
        open_text=f"{opening}\n",
        close_text=f"\n{closing}\n\n",
    )


def _control_pair(name: str, opening: str, closing: str) -> TagConvention:
    pair = _pair(name, opening, closing)
    return replace(pair, open_text=opening, close_text=closing, control=True, start_only=False)


THINK = replace(_pair("think", "<think>", "</think>"), announced_by=("think>",))
"""DeepSeek R1 and its distills, Qwen3, QwQ, GLM, SmolLM3, Nemotron, LFM2.5 and most others."""

HARMONY = TagConvention(
    name="harmony",
    announced_by=("<|channel|>", "<|message|>"),
    open_tags=(),
    close_tags=(),
    open_text="<|channel|>analysis<|message|>",
    close_text="<|end|><|start|>assistant<|channel|>final<|message|>",
    control=True,
    start_only=False,
    channels=ChannelGrammar(
        heads=("<|start|>", "<|channel|>"),
        body="<|message|>",
        ends=("<|end|>", "<|return|>", "<|call|>"),
        thought_channels=("analysis", "commentary"),
    ),
)
"""gpt-oss. `commentary` is what the model notes while it works with tools; chatui gives it none."""

GEMMA = replace(
    _control_pair("gemma", "<|channel>", "<channel|>"), label="thought\n", open_text="<|channel>thought\n"
)
"""Gemma 4."""

COHERE = replace(
    _control_pair("cohere", "<|START_THINKING|>", "<|END_THINKING|>"),
    answer_open=("<|START_RESPONSE|>", "<|START_TEXT|>"),
    answer_close=("<|END_RESPONSE|>", "<|END_TEXT|>"),
)
"""Command R7B, Command A Reasoning."""

GRANITE = replace(
    THINK,
    name="granite",
    announced_by=("<think>", "<response>"),
    close_text="\n</think>\n<response>",
    answer_open=("<response>",),
    answer_close=("</response>",),
)
"""Granite 3.3."""

GRANITE_PHRASES = replace(
    _pair("granite-phrases", "Here is my thought process:", "Here is my response:"),
    close_text="\n\nHere is my response:\n",
)
"""Granite 3.2, which uses two sentences as tags."""

APRIEL = replace(
    _pair("apriel", "Here are my reasoning steps:", "[BEGIN FINAL RESPONSE]"),
    announced_by=("[BEGIN FINAL RESPONSE]",),
    close_text="\n[BEGIN FINAL RESPONSE]\n",
    answer_close=("[END FINAL RESPONSE]",),
)
"""Apriel 1.5 and 1.6, whose thought begins with a sentence."""

CONVENTIONS: tuple[TagConvention, ...] = (
    HARMONY,
    GEMMA,
    COHERE,
    _control_pair("mistral", "[THINK]", "[/THINK]"),
    _control_pair("apertus", "<|inner_prefix|>", "<|inner_suffix|>"),
    _pair("seed", "<seed:think>", "</seed:think>"),
    _pair("minimax", "<mm:think>", "</mm:think>"),
    _pair("kimi", "◁think▷", "◁/think▷"),
    APRIEL,
    GRANITE_PHRASES,
    GRANITE,
    _pair("thinking", "<thinking>", "</thinking>"),
    _pair("thought", "<thought>", "</thought>"),
    THINK,
)
"""In the order in which they are looked for: the rarer a convention's tags, the earlier it stands."""


def convention_for(template: str, special_texts: Collection[str]) -> TagConvention | None:
    """The convention that a chat template names, else the one that the vocabulary's special tokens name.

    `special_texts` are the texts of the control and user-defined tokens. A convention of control tokens
    that the vocabulary does not have is read as plain text.
    """
    found = _announced((template,)) or _announced(special_texts)
    if found is None or not found.control or _are_tokens(found, special_texts):
        return found
    return replace(found, control=False, start_only=True)


def _announced(texts: Collection[str]) -> TagConvention | None:
    def is_there(mark: str) -> bool:
        return any(mark in text for text in texts)

    return next((c for c in CONVENTIONS if all(map(is_there, c.announced_by))), None)


def _are_tokens(convention: TagConvention, special_texts: Collection[str]) -> bool:
    grammar = convention.channels
    wanted = convention.open_tags if grammar is None else (*grammar.heads, grammar.body)
    return all(tag in special_texts for tag in wanted)


def state_at_end(convention: TagConvention | None, rendered_prompt: str) -> SplitState:
    """The state in which a rendered prompt ends: inside a thought, behind one, or before any.

    Only its tail counts: a tag that a message quotes further up says nothing of the reply.
    """
    if convention is None:
        return SplitState.ANSWER
    tail = rendered_prompt[-512:].rstrip()
    grammar = convention.channels
    if grammar is not None:
        return _channel_state(grammar, tail)
    if tail.endswith((*convention.open_tags, convention.open_text.strip())):
        return SplitState.THOUGHT
    if tail.endswith((*convention.close_tags, *convention.answer_open)):
        return SplitState.ANSWER
    return SplitState.START


def _channel_state(grammar: ChannelGrammar, tail: str) -> SplitState:
    if not tail.endswith(grammar.body):
        return SplitState.START
    header = tail.removesuffix(grammar.body)
    begin = max((header.rfind(head) + len(head) for head in grammar.heads if head in header), default=0)
    return channel_state(grammar, header[begin:])


def channel_state(grammar: ChannelGrammar, header: str) -> SplitState:
    """Whether the channel that a header names is thought or answer."""
    words = header.split()
    return SplitState.THOUGHT if words and words[0] in grammar.thought_channels else SplitState.ANSWER
