"""Writes a reply that is gone on with as the model would have written it; it knows tags, not tokens."""

from collections.abc import Collection
from dataclasses import dataclass

from chatui.engine.prompt.escape import SpecialTexts, new_mark, segments, without_surrogates
from chatui.engine.requests import Prefill
from chatui.thought.conventions import SplitState, TagConvention
from chatui.thought.tag_actions import Phase, scan_for


@dataclass(frozen=True, slots=True)
class RenderedReply:
    """A reply so far as text, to be tokenised segment by segment behind the prompt."""

    thought: tuple[str, ...]
    """With the tags that open and close it."""
    answer: tuple[str, ...]
    """With what stands between the closing tag and its text."""


class ReplyWriter:
    """One convention's way to write a reply. Text in it that looks like a special token stays text."""

    def __init__(
        self, convention: TagConvention, special: SpecialTexts, special_texts: Collection[str]
    ) -> None:
        self._convention = convention
        self._special = special
        self._special_texts = special_texts

    def reply(self, prefill: Prefill, state: SplitState) -> RenderedReply:
        """The reply behind a prompt that ends in `state`."""
        thought = self._whole(without_surrogates(prefill.thought), is_over=bool(prefill.answer))
        answer = without_surrogates(prefill.answer)
        mark = new_mark([thought, answer, *self._convention.tags])
        closing, before_answer = self._closing(prefill, state)
        return RenderedReply(
            segments(self._opening(prefill, state) + self._special.broken(thought, mark) + closing, mark),
            segments(before_answer + self._special.broken(answer, mark), mark),
        )

    def _whole(self, thought: str, *, is_over: bool) -> str:
        """The thought without a closing tag that it was cut off in: the model writes that again."""
        scan = scan_for(self._convention, Phase.TEXT, SplitState.THOUGHT)
        return thought if is_over else thought[: scan.partial(thought)]

    def _opening(self, prefill: Prefill, state: SplitState) -> str:
        is_needed = bool(prefill.thought) or self._must_close(state)
        return self._convention.open_text if is_needed and state is not SplitState.THOUGHT else ""

    def _closing(self, prefill: Prefill, state: SplitState) -> tuple[str, str]:
        """What closes the thought, and what then stands before the answer."""
        if not prefill.answer or not (prefill.thought or self._must_close(state)):
            return "", ""
        closing = self._convention.close_text
        ends = [closing.find(tag) + len(tag) for tag in self._convention.close_tags if tag in closing]
        end = max(ends, default=len(closing))
        return closing[:end], closing[end:] + self._wrapper()

    def _must_close(self, state: SplitState) -> bool:
        """An answer without a thought still stands behind a thought that is empty."""
        return state is SplitState.THOUGHT or (
            state is SplitState.START and self._convention.channels is not None
        )

    def _wrapper(self) -> str:
        """What begins an answer, where the convention wraps it and closing the thought does not yet."""
        convention = self._convention
        known = [
            tag for tag in convention.answer_open if not convention.control or tag in self._special_texts
        ]
        is_there = any(convention.close_text.endswith(tag) for tag in convention.answer_open)
        return known[0] if known and not is_there else ""
