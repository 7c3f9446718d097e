"""Renders a conversation into one model's prompt; it knows the model's template and tags, not its tokens."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from chatui.chat.messages import Message, Role
from chatui.engine.prompt.escape import SpecialTexts, new_mark, segments, without_surrogates
from chatui.engine.prompt.families import family_for
from chatui.engine.prompt.prefill import RenderedReply, ReplyWriter
from chatui.engine.prompt.switches import find_switch
from chatui.engine.prompt.template import ChatTemplate
from chatui.engine.prompt.writer import TurnWriter
from chatui.engine.requests import Prefill
from chatui.errors import PromptError
from chatui.thought.conventions import THINK, SplitState, TagConvention, convention_for, state_at_end

_R1_ASSISTANT = "<｜Assistant｜>"
_MOST_CHARS_PER_TOKEN = 64
_MOST_CHARS_AT_LEAST = 64 * 1024
_SYSTEM_MERGED = (
    "This model's chat template has no system prompt, so yours was put in front of the first question."
)


@dataclass(frozen=True, slots=True)
class RenderedPrompt:
    """A prompt as text. Tokenise each segment on its own, with special tokens on."""

    segments: tuple[str, ...]
    """One, unless a message contains the text of a special token; the cut keeps it from becoming one."""
    state: SplitState
    """Where the reply begins, without `reply`."""
    starts_with_bos: bool
    """False: add BOS if the vocabulary wants one."""
    notices: tuple[str, ...] = ()
    reply: RenderedReply | None = None
    """What of the reply is there and gone on with."""

    @property
    def text(self) -> str:
        """The whole prompt."""
        return "".join(self.segments)


class PromptRenderer:
    """One model's way to write a conversation; raises PromptError for a template that cannot be used.

    `special_texts` are the texts of the control and user-defined tokens, `n_ctx` is in tokens.
    """

    def __init__(
        self,
        template: str | None,
        bos: str,
        eos: str,
        special_texts: Collection[str],
        architecture: str,
        n_ctx: int,
    ) -> None:
        self._notices: tuple[str, ...] = ()
        if template is None or not template.strip():
            family = family_for(architecture, special_texts)
            template = family.template
            self._notices = (_supplied(family.name),)
        self._template = ChatTemplate(template)
        self._bos, self._n_ctx = bos, n_ctx
        announced = convention_for(template, special_texts)
        self.thinks = announced is not None
        """Whether the template or the vocabulary has thought tags that chatui knows."""
        self.convention: TagConvention = announced or THINK
        """Without known tags it is the commonest one: a reply that begins with `<think>` is a thought."""
        self._special = SpecialTexts([*special_texts, bos, eos, *self.convention.tags])
        self._replies = ReplyWriter(self.convention, self._special, special_texts)
        self._writer = TurnWriter(self._template, bos, eos, n_ctx)
        self._switch = find_switch(self._template, self._writer, self._opens_thought)

    @property
    def can_switch_thinking(self) -> bool:
        """Whether the template writes another prompt when the thought is switched off."""
        return self._switch.off is not None

    def render(
        self, messages: Sequence[Message], think: bool | None, prefill: Prefill | None = None
    ) -> RenderedPrompt:
        """The prompt for the next assistant message; the thoughts of earlier ones are left out.

        Raises PromptError when there is no question, when the model cannot do as `think` says, and when
        the template refuses or fails.
        """
        self._check_question(messages)
        if prefill is not None and prefill.thought and think is False:
            think = None
        self._check_thought(think)
        notices = self._notices
        if messages[0].role is Role.SYSTEM and not self._takes_system:
            messages, notices = _system_merged(messages), (*notices, _SYSTEM_MERGED)
        contents = [without_surrogates(message.content) for message in messages]
        mark = new_mark([self._template.source, *contents])
        turns = [
            replace(message, content=self._special.broken(content, mark))
            for message, content in zip(messages, contents, strict=True)
        ]
        rendered = self._with_open_thought(self._writer.text(turns, self._switch.variables(think)))
        if not self._writer.works:
            raise PromptError(
                "This model's chat template drops the question.",
                "Use another file of this model, or another model.",
            )
        state = state_at_end(self.convention, rendered)
        return RenderedPrompt(
            segments=segments(rendered, mark),
            state=state,
            starts_with_bos=bool(self._bos) and rendered.startswith(self._bos),
            notices=notices,
            reply=self._replies.reply(prefill, state) if prefill else None,
        )

    def _check_question(self, messages: Sequence[Message]) -> None:
        if not messages or messages[-1].role is not Role.USER or not messages[-1].content.strip():
            raise PromptError("The prompt is empty.", "Type a question.")
        size = sum(len(message.content) for message in messages)
        if size > max(self._n_ctx * _MOST_CHARS_PER_TOKEN, _MOST_CHARS_AT_LEAST):
            raise PromptError(
                f"The prompt has {size:,} characters, far more than {self._n_ctx:,} tokens of context hold.",
                "Shorten it, start a new conversation, or ask for a larger context with --ctx.",
            )

    def _check_thought(self, think: bool | None) -> None:
        if think is True and not self.thinks:
            raise PromptError(
                "This model has no thought to switch on: its template and vocabulary have no thought tags.",
                "Leave --think out, or use a reasoning model.",
            )
        if think is False and self.thinks and not self.can_switch_thinking:
            kind = "An R1-style model" if _R1_ASSISTANT in self._template.source else "This model"
            raise PromptError(
                f"{kind} cannot switch its thought off: its chat template has no variable for that.",
                "Leave --no-think out, or keep the thought short with --budget.",
            )

    def _with_open_thought(self, rendered: str) -> str:
        """The prompt with `<think>` opened where an older R1 template leaves that to the model.

        Left to itself the model sometimes does not think (DeepSeek-R1 README, "Usage Recommendations").
        """
        is_r1 = self.convention is THINK and "think>" in self._template.source
        return rendered + THINK.open_text if is_r1 and rendered.endswith(_R1_ASSISTANT) else rendered

    def _opens_thought(self, rendered: str) -> bool:
        return state_at_end(self.convention, self._with_open_thought(rendered)) is SplitState.THOUGHT

    @cached_property
    def _takes_system(self) -> bool:
        return self._writer.keeps((Role.SYSTEM, Role.USER), self._switch.default)


def _supplied(family: str) -> str:
    return f"The model file has no chat template; chatui supplied its own for {family}."


def _system_merged(messages: Sequence[Message]) -> Sequence[Message]:
    """The system message in front of the first question, where it is read as part of it."""
    system, first, *rest = messages
    return [replace(first, content=f"{system.content}\n\n{first.content}"), *rest]
