"""Backends that the tests run in a real engine process; each is named `tests.comparison.backends:Class`."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    PromptProgress,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
)
from chatui.engine.requests import GenerateRequest, LoadRequest, ModelInfo
from chatui.engine.script import SCRIPTED_MODEL
from tests.engine.stoppable import Stoppable

FINISHED_LANES = 5


class FiveOfEight(Stoppable):
    """The first five lanes answer, the others think until they are told to stop."""

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        on_progress(1.0)
        return replace(SCRIPTED_MODEL, path=request.path, n_lanes=request.n_lanes)

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        yield PromptProgress(4, 4)
        lanes = range(len(request.lanes))
        for lane in lanes:
            yield ThoughtDelta(lane, "Let me think.", 3)
        for lane in lanes[:FINISHED_LANES]:
            yield ThoughtEnded(lane, ThoughtEnd.CLOSED, 3, 0.0)
            yield AnswerDelta(lane, "\\boxed{5}", 1)
            yield Finished(lane, FinishReason.STOP)
        thinking = lanes[FINISHED_LANES:]
        while not all(map(self.is_cancelled, thinking)):
            for lane in thinking:
                yield ThoughtDelta(lane, " Hmm.", 1)
            time.sleep(0.002)
        for lane in thinking:
            yield Finished(lane, FinishReason.CANCELLED)


class LongPrompt(FiveOfEight):
    """Evaluates a quarter of the prompt and waits there until it is told to stop."""

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        yield PromptProgress(256, 1024)
        self.wait_for_a_cancel()
        for lane in range(len(request.lanes)):
            yield Finished(lane, FinishReason.CANCELLED)


class SlowLoad(FiveOfEight):
    """Loads until it is told to stop."""

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        on_progress(0.5)
        self.wait_for_a_cancel()
        return super().load(request, on_progress)
