"""Where the lanes of a request begin, and what of the reply is there already; it knows no batch."""

from dataclasses import dataclass
from functools import cached_property

from chatui.engine.llama.vocabulary import Vocabulary
from chatui.engine.prompt.render import RenderedPrompt
from chatui.engine.requests import Prefill
from chatui.thought.conventions import SplitState, TagConvention
from chatui.thought.splitter import ThoughtSplitter


@dataclass(frozen=True)
class ReplyStart:
    """The same for every lane; without a prefill there are no tokens."""

    state: SplitState
    """Where the prompt ends, without what is there of the reply."""
    prefill: Prefill | None = None
    thought_tokens: tuple[int, ...] = ()
    """Up to and with those that close the thought."""
    answer_tokens: tuple[int, ...] = ()

    @classmethod
    def of(cls, prompt: RenderedPrompt, prefill: Prefill | None, vocabulary: Vocabulary) -> "ReplyStart":
        """The start behind a prompt, which was rendered with the same prefill."""
        if prompt.reply is None:
            return cls(prompt.state)
        thought, answer = map(vocabulary.tokenize_more, (prompt.reply.thought, prompt.reply.answer))
        return cls(prompt.state, prefill, tuple(thought), tuple(answer))

    @cached_property
    def tokens(self) -> tuple[int, ...]:
        """What stands behind the prompt's tokens."""
        return self.thought_tokens + self.answer_tokens

    @property
    def is_thought_over(self) -> bool:
        """The reply goes on in the answer."""
        return self.prefill is not None and bool(self.prefill.answer)

    def splitter(self, convention: TagConvention | None) -> ThoughtSplitter:
        """One in the right state, for one lane."""
        if self.prefill is None:
            return ThoughtSplitter(convention, self.state)
        return ThoughtSplitter.behind(convention, self.prefill.thought, self.prefill.answer)
