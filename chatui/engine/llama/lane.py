"""One lane while it runs: its tokens become thought and answer; it knows no batch and no KV cache."""

import codecs
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
    Timings,
    Usage,
)
from chatui.engine.llama.reply_start import ReplyStart
from chatui.engine.llama.sampler import Sampler
from chatui.engine.llama.vocabulary import Vocabulary
from chatui.engine.requests import Lane
from chatui.thought.conventions import TagConvention
from chatui.thought.splitter import Piece, PieceKind, SplitState


@dataclass(frozen=True, slots=True)
class PromptCost:
    """What evaluating the shared prompt took; the same for every lane. Times in seconds of one clock."""

    tokens: int
    reused: int
    asked_at: float
    evaluated_at: float
    sha256: str
    """Of the prompt's tokens; see `Finished.prompt_sha256`."""


class LaneRun:
    """Turns the tokens of one lane into events, and says when it must end or which token it must take."""

    def __init__(
        self,
        number: int,
        lane: Lane,
        vocabulary: Vocabulary,
        convention: TagConvention | None,
        start: ReplyStart,
        cost: PromptCost,
        clock: Callable[[], float],
    ) -> None:
        self.number = number
        self.token_ids: list[int] = []
        self.sampler = Sampler(lane.sampling, lane.seed, vocabulary.size)
        self._lane = lane
        self._vocabulary = vocabulary
        self._convention = convention
        self._start = start
        self._splitter = start.splitter(convention)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._forced: deque[int] = deque()
        self._cost = cost
        self._clock = clock
        self._first_token_at = 0.0
        self._thought_tokens = len(start.thought_tokens)
        self._thought_ended_at = cost.evaluated_at if start.is_thought_over else None
        self._end_reason = ThoughtEnd.CLOSED
        self._answered = start.is_thought_over
        self._pending_tokens = 0
        self._pending_logprobs: list[float] = []
        for token in start.tokens:
            self.sampler.accept(token)

    def forced_token(self) -> int | None:
        """The token to take next instead of drawing one: the thought's closing, at its budget."""
        if self._must_close():
            assert self._convention is not None
            self._end_reason = ThoughtEnd.BUDGET
            self._forced.extend(self._vocabulary.tokenize(self._convention.close_text))
        return self._forced.popleft() if self._forced else None

    def _must_close(self) -> bool:
        budget = self._lane.sampling.thought_budget
        return (
            budget is not None
            and self._convention is not None
            and self._end_reason is ThoughtEnd.CLOSED
            and self._splitter.state is SplitState.THOUGHT
            and self._thought_tokens >= budget
            and not self._decoder.getstate()[0]  # never cut a character in two
        )

    def take(self, token: int, logprob: float | None) -> Iterator[Event]:
        """Account for a token that was drawn or forced, and yield what it shows."""
        now = self._clock()
        if not self.token_ids:
            self._first_token_at = now
        self.token_ids.append(token)
        thinking = self._splitter.state is SplitState.THOUGHT
        pieces = self._pieces(token)
        if thinking or self._splitter.state is SplitState.THOUGHT:
            self._thought_tokens += 1
        self._pending_tokens += 1
        if logprob is not None:
            self._pending_logprobs.append(logprob)
        yield from self._events(pieces, now)

    def _pieces(self, token: int) -> list[Piece]:
        data = self._vocabulary.piece(token)
        if self._vocabulary.is_control(token):
            return self._splitter.feed(data.decode("utf-8", "replace"), control=True)
        return self._splitter.feed(self._decoder.decode(data))

    def _events(self, pieces: list[Piece], now: float) -> Iterator[Event]:
        for piece in pieces:
            if piece.kind is PieceKind.THOUGHT:
                yield ThoughtDelta(self.number, piece.text, *self._counts(piece.text))
                continue
            yield from self._thought_over(now, self._end_reason)
            self._answered = self._answered or bool(piece.text.strip())
            yield AnswerDelta(self.number, piece.text, *self._counts(piece.text))
        if self._splitter.state is SplitState.ANSWER:
            yield from self._thought_over(now, self._end_reason)
        if self._pending_tokens and self._splitter.state is not SplitState.START:
            delta = AnswerDelta if self._splitter.state is SplitState.ANSWER else ThoughtDelta
            yield delta(self.number, "", *self._counts(""))

    def _counts(self, text: str) -> tuple[int, tuple[float, ...], tuple[int, ...]]:
        """The tokens that `text` came from, one mostly; the first of several counts as all of it."""
        logprobs = tuple(self._pending_logprobs)
        counts = self._pending_tokens, logprobs, (len(text),) * len(logprobs)
        self._pending_tokens = 0
        self._pending_logprobs.clear()
        return counts

    def _thought_over(self, now: float, reason: ThoughtEnd) -> Iterator[Event]:
        if self._thought_ended_at is None:
            self._thought_ended_at = now
            if self._thought_tokens:
                seconds = now - self._cost.evaluated_at
                yield ThoughtEnded(self.number, reason, self._thought_tokens, seconds)

    def limit_reached(self) -> bool:
        """Whether max_tokens is used up; a reply that is gone on with has as many anew."""
        most = self._lane.sampling.max_tokens
        return most is not None and len(self.token_ids) >= most

    def finish(self, reason: FinishReason) -> Iterator[Event]:
        """Yield what was held back, the thought's end if it was cut, and `Finished`; frees the sampler."""
        now = self._clock()
        thinking = self._splitter.state is SplitState.THOUGHT
        yield from self._events(self._splitter.feed(self._decoder.decode(b"", True)), now)
        yield from self._events(self._splitter.finish(), now)
        if thinking:
            yield from self._thought_over(now, ThoughtEnd.CUT)
        if reason is FinishReason.STOP and self._end_reason is ThoughtEnd.BUDGET and not self._answered:
            reason = FinishReason.BUDGET
        self.sampler.close()
        drawn = tuple(self.token_ids)
        prompt = self._cost.sha256
        yield Finished(self.number, reason, self._lane.seed, self._usage(), self._timings(now), drawn, prompt)

    def _usage(self) -> Usage:
        before = len(self._start.tokens)
        answer_tokens = before + len(self.token_ids) - self._thought_tokens
        return Usage(self._cost.tokens - before, self._cost.reused, self._thought_tokens, answer_tokens)

    def _timings(self, now: float) -> Timings:
        cost, count = self._cost, len(self.token_ids)
        prompt_s = cost.evaluated_at - cost.asked_at
        decode_s = now - self._first_token_at if count > 1 else 0.0
        thought_end = self._thought_ended_at or now
        return Timings(
            ttft_s=self._first_token_at - cost.asked_at if count else 0.0,
            prompt_tokens_per_s=(cost.tokens - cost.reused) / prompt_s if prompt_s > 0 else 0.0,
            decode_tokens_per_s=(count - 1) / decode_s if decode_s > 0 else 0.0,
            thought_s=thought_end - cost.evaluated_at if self._thought_tokens else 0.0,
            total_s=now - cost.asked_at,
        )
