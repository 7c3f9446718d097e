"""An engine that plays scripts, for tests, screenshots and benches; it knows no model and no process."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    Notice,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
    Timings,
    Usage,
)
from chatui.engine.requests import GenerateRequest, LoadRequest, ModelInfo, Prefill
from chatui.engine.script import SCRIPTED_MODEL, LoadScript, Piece, PieceKind, Script, script_of, words
from chatui.engine.turn import TURN_WAIT_S, Turn
from chatui.errors import EngineError


class ScriptedEngine:
    """Plays one script per generation, the last one again for every further one.

    Every time it reports is the sum of the script's pauses, so that the same script gives the same events
    whatever `sleep` does. A cancel takes effect after the pause that is under way.
    """

    def __init__(
        self,
        scripts: Sequence[Script],
        *,
        load: LoadScript | None = None,
        info: ModelInfo = SCRIPTED_MODEL,
        sleep: Callable[[float], None] = time.sleep,
        turn_wait_s: float = TURN_WAIT_S,
    ) -> None:
        if not scripts:
            raise ValueError("A scripted engine needs at least one script.")
        self.requests: list[GenerateRequest] = []
        """What was asked so far, the latest last."""
        self._scripts = list(scripts)
        self._load = load or LoadScript()
        self._info = info
        self._sleep = sleep
        self._loaded = False
        self._cancelled: set[int | None] = set()
        self._turn = Turn(turn_wait_s)

    @classmethod
    def from_text(
        cls,
        thought: str,
        answer: str,
        tokens_per_s: float = 0.0,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> "ScriptedEngine":
        """Think `thought` and say `answer` to everything; `tokens_per_s` 0 means without pauses."""
        return cls([script_of(thought, answer, tokens_per_s)], sleep=sleep)

    def load(self, request: LoadRequest, on_progress: Callable[[float], None] | None = None) -> ModelInfo:
        """Play the load script; see `Engine.load`."""
        with self._turn.taken():
            self._cancelled.clear()
            self._loaded = False
            for step in range(1, self._load.steps + 1):
                self._sleep(self._load.pause_s)
                if None in self._cancelled:
                    raise EngineError("Loading was stopped.", "Send a message to load the model again.")
                if on_progress:
                    on_progress(step / self._load.steps)
            if self._load.error:
                raise self._load.error
            self._loaded = True
            return replace(self._info, path=request.path, n_lanes=request.n_lanes)

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        """Play the next script; see `Engine.generate`."""
        if not self._loaded:
            raise EngineError("No model is loaded.", "Load a model first.")
        with self._turn.taken():
            self._cancelled.clear()
            script = self._scripts.pop(0) if len(self._scripts) > 1 else self._scripts[0]
            self.requests.append(request)
            yield from self._play(script, request)

    def cancel(self, lane: int | None = None) -> None:
        """End one lane, or all and a load, after the pause that is under way."""
        self._cancelled.add(lane)

    def close(self) -> None:
        """End what is under way and forget the model; may be called twice."""
        self.cancel()
        self._loaded = False

    def _play(self, script: Script, request: GenerateRequest) -> Iterator[Event]:
        begun = request.prefill or Prefill()
        lanes = [_Lane.begun(number, lane.seed, script, begun) for number, lane in enumerate(request.lanes)]
        yield from (Notice(text) for text in script.notices)
        now = 0.0
        for step in range(1, script.prompt_steps + 1):
            now += self._pause(script.prompt_pause_s)
            yield from self._end_cancelled(lanes, now)
            if not any(lane.is_open for lane in lanes):
                return
            yield PromptProgress(script.prompt_tokens * step // script.prompt_steps, script.prompt_tokens)
        last = _last_pieces(script, len(lanes))
        for place, piece in enumerate(script.pieces):
            speakers = [lane for lane in lanes if lane.is_open and piece.lane in (None, lane.number)]
            if not speakers:
                continue
            now += self._pause(piece.pause_s)
            yield from self._end_cancelled(lanes, now)
            for lane in speakers:
                yield from lane.say(piece, now, request.logprobs)
                if last.get(lane.number) == place:
                    yield from lane.finish(script.finish_reason, now)
        if script.error and any(lane.is_open for lane in lanes):
            raise script.error
        for lane in lanes:
            yield from lane.finish(script.finish_reason, now)

    def _pause(self, seconds: float) -> float:
        self._sleep(seconds)
        return seconds

    def _end_cancelled(self, lanes: "list[_Lane]", now: float) -> Iterator[Event]:
        for lane in lanes:
            if self._cancelled & {None, lane.number}:
                yield from lane.finish(FinishReason.CANCELLED, now)


def _last_pieces(script: Script, n_lanes: int) -> dict[int, int]:
    """The place of the piece that ends each lane; none with an error, which ends all lanes in its own way."""
    if script.error:
        return {}
    pieces = list(enumerate(script.pieces))
    return {lane: place for lane in range(n_lanes) for place, piece in pieces if piece.lane in (None, lane)}


@dataclass(slots=True)
class _Lane:
    """What one lane has said so far; times in seconds of script time."""

    number: int
    seed: int
    script: Script
    is_open: bool = True
    thought_tokens: int = 0
    answer_tokens: int = 0
    tokens_before: int = 0
    """Those of the prefill, a word each."""
    first_token_at: float = 0.0
    thought_ended_at: float | None = None

    @classmethod
    def begun(cls, number: int, seed: int, script: Script, prefill: Prefill) -> "_Lane":
        """A lane that goes on with what is there."""
        thought = len(tuple(words(prefill.thought, PieceKind.THOUGHT)))
        answer = len(tuple(words(prefill.answer, PieceKind.ANSWER)))
        lane = cls(number, seed, script, True, thought, answer, thought + answer)
        if prefill.answer:
            lane.thought_ended_at = 0.0
        return lane

    def say(self, piece: Piece, now: float, logprobs: bool) -> Iterator[Event]:
        """One piece of text, with the end of the thought before the first piece of an answer."""
        if not self.is_open:
            return
        if not self._tokens:
            self.first_token_at = now
        drawn = ((piece.logprob,), (len(piece.text),)) if logprobs else ((), ())
        if piece.kind is PieceKind.THOUGHT:
            self.thought_tokens += 1
            yield ThoughtDelta(self.number, piece.text, 1, *drawn)
            return
        yield from self._end_thought(ThoughtEnd.CLOSED, now)
        self.answer_tokens += 1
        yield AnswerDelta(self.number, piece.text, 1, *drawn)

    def finish(self, reason: FinishReason, now: float) -> Iterator[Event]:
        """The lane's last events; none when it is over already."""
        if not self.is_open:
            return
        self.is_open = False
        yield from self._end_thought(ThoughtEnd.CUT, now)
        usage = Usage(self.script.prompt_tokens, 0, self.thought_tokens, self.answer_tokens)
        yield Finished(self.number, reason, self.seed, usage, self._timings(now), tuple(range(self._tokens)))

    @property
    def _tokens(self) -> int:
        """Those of this run."""
        return self.thought_tokens + self.answer_tokens - self.tokens_before

    def _end_thought(self, reason: ThoughtEnd, now: float) -> Iterator[Event]:
        if self.thought_tokens and self.thought_ended_at is None:
            self.thought_ended_at = now
            yield ThoughtEnded(self.number, reason, self.thought_tokens, now - self.first_token_at)

    def _timings(self, now: float) -> Timings:
        evaluating = self.script.prompt_pause_s * self.script.prompt_steps
        decoding = now - self.first_token_at
        return Timings(
            ttft_s=self.first_token_at,
            prompt_tokens_per_s=self.script.prompt_tokens / evaluating if evaluating else 0.0,
            decode_tokens_per_s=(self._tokens - 1) / decoding if decoding and self._tokens else 0.0,
            thought_s=(self.thought_ended_at or self.first_token_at) - self.first_token_at,
            total_s=now,
        )
