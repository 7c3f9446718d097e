"""Decodes all lanes of one request in one batch over a shared prompt; it knows token ids, not templates."""

import hashlib
import struct
import time
from collections.abc import Callable, Iterator

from chatui.chat.context_memory import N_BATCH
from chatui.chat.events import Event, FinishReason, PromptProgress
from chatui.engine.llama.abort import AbortFlag
from chatui.engine.llama.context import Aborted, Context, ContextFull, Row
from chatui.engine.llama.lane import LaneRun, PromptCost
from chatui.engine.llama.logprob import token_logprob
from chatui.engine.llama.prefix import Prefix
from chatui.engine.llama.vocabulary import Vocabulary

LaneFactory = Callable[[PromptCost], list[LaneRun]]


class Generation:
    """One request on one context: evaluates the prompt, then steps every live lane by one token a batch."""

    def __init__(
        self,
        context: Context,
        prefix: Prefix,
        vocabulary: Vocabulary,
        abort: AbortFlag,
        *,
        longest: int,
        logprobs: bool,
    ) -> None:
        """`longest` is the most tokens that the prompt and one lane may have together."""
        self._context = context
        self._prefix = prefix
        self._vocabulary = vocabulary
        self._abort = abort
        self._longest = longest
        self._logprobs = logprobs
        self._live: list[LaneRun] = []
        self._prompt_length = 0

    def run(self, prompt: list[int], make_lanes: LaneFactory) -> Iterator[Event]:
        """Yield the events of all lanes until each has finished."""
        asked_at = time.perf_counter()
        self._prompt_length = len(prompt)
        reused = self._prefix.reuse(prompt)
        whole = True
        try:
            yield from self._evaluate(prompt, reused)
        except Aborted:
            whole = False
        cost = PromptCost(len(prompt), reused, asked_at, time.perf_counter(), _sha256(prompt))
        self._live = make_lanes(cost)
        try:
            if whole:
                yield from self._decode((len(prompt) - reused - 1) % N_BATCH)
            yield from self._finish(list(self._live), FinishReason.CANCELLED)
        finally:
            self._abandon()

    def _evaluate(self, prompt: list[int], reused: int) -> Iterator[Event]:
        yield PromptProgress(reused, len(prompt), reused)
        for start in range(reused, len(prompt), N_BATCH):
            chunk = prompt[start : start + N_BATCH]
            self._context.decode(
                Row(token, start + i, 0, start + i == len(prompt) - 1) for i, token in enumerate(chunk)
            )
            self._prefix.extend(chunk)
            yield PromptProgress(start + len(chunk), len(prompt), reused)

    def _decode(self, last_row: int) -> Iterator[Event]:
        for lane in self._live[1:]:
            self._context.fork(lane.number)
        rows = {lane.number: last_row for lane in self._live}
        try:
            while self._live:
                for lane in list(self._live):
                    yield from self._draw(lane, rows[lane.number])
                yield from self._make_room()
                yield from self._step()
                rows = {lane.number: row for row, lane in enumerate(self._live)}
        except Aborted:
            return

    def _draw(self, lane: LaneRun, row: int) -> Iterator[Event]:
        if lane.number in self._abort.lanes:
            yield from self._finish([lane], FinishReason.CANCELLED)
            return
        token = lane.forced_token()
        if token is not None:
            lane.sampler.accept(token)
        else:
            token = lane.sampler.sample(self._context.handle, row)
            if self._vocabulary.is_end(token):
                yield from self._finish([lane], FinishReason.STOP)
                return
        yield from lane.take(token, self._logprob(row, token))
        if lane.limit_reached():
            yield from self._finish([lane], FinishReason.LENGTH)

    def _logprob(self, row: int, token: int) -> float | None:
        if not self._logprobs:
            return None
        return token_logprob(self._context.logits(row), self._vocabulary.size, token)

    def _step(self) -> Iterator[Event]:
        """Evaluate the last token of every live lane; what the cache has no room for ends first."""
        while self._live:
            try:
                self._context.decode(
                    Row(lane.token_ids[-1], self._prompt_length + len(lane.token_ids) - 1, lane.number, True)
                    for lane in self._live
                )
            except ContextFull:
                # The cache counts cells differently from us, for instance with sliding windows; it is as it
                # was before the call.
                yield from self._free_cells()
                continue
            if self._live[0].number == 0:
                self._prefix.extend(self._live[0].token_ids[-1:])
            return

    def _make_room(self) -> Iterator[Event]:
        """End the longest lanes with CONTEXT until one more token of each live lane fits."""
        for lane in list(self._live):
            if self._prompt_length + len(lane.token_ids) > self._longest:
                yield from self._finish([lane], FinishReason.CONTEXT)
        while self._live and self._cells() > self._context.n_ctx:
            yield from self._free_cells()

    def _free_cells(self) -> Iterator[Event]:
        """Forget what is of least use: a finished lane 0, kept for the next turn only; else the longest lane.

        Of several as long, the last: lane 0 shall be what it is alone.
        """
        if self._prefix.length > self._prompt_length and self._live[0].number != 0:
            self._prefix.cut(self._prompt_length)
            return
        longest = max(self._live, key=lambda lane: (len(lane.token_ids), lane.number))
        yield from self._finish([longest], FinishReason.CONTEXT)

    def _cells(self) -> int:
        drawn = sum(len(lane.token_ids) for lane in self._live)
        kept = 0 if self._live[0].number == 0 else max(self._prefix.length - self._prompt_length, 0)
        return self._prompt_length + drawn + kept

    def _finish(self, lanes: list[LaneRun], reason: FinishReason) -> Iterator[Event]:
        for lane in lanes:
            self._live.remove(lane)
            if lane.number != 0:
                self._context.cut(lane.number, 0)
            yield from lane.finish(reason)

    def _abandon(self) -> None:
        """Free what an iterator that was closed early left behind."""
        for lane in self._live:
            lane.sampler.close()
            if lane.number != 0:
                self._context.cut(lane.number, 0)
        self._live = []


def _sha256(tokens: list[int]) -> str:
    return hashlib.sha256(struct.pack(f"<{len(tokens)}I", *tokens)).hexdigest()
