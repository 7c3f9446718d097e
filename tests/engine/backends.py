"""Backends that the tests run in a real engine process; each is named `tests.engine.backends:Class`."""

import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

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
from chatui.engine.requests import EngineReport, GenerateRequest, LoadRequest, ModelInfo, ProbeResult
from chatui.engine.script import SCRIPTED_MODEL
from chatui.errors import EngineError, ModelError, PromptError
from tests.engine.stoppable import Stoppable

LONG = "long"
"""A question that begins so has an answer that ends only by a cancel; a path, a load."""


class Echo(Stoppable):
    """Thinks "thinking" and answers with the question, lane by lane; a `LONG` question has no end."""

    def load(self, request: LoadRequest, on_progress: Callable[[float], None]) -> ModelInfo:
        self.phase("load")
        for step in (1, 2):
            on_progress(step / 2)
            if self.is_cancelled(None):
                raise EngineError("Loading was stopped.", "Load again.")
        if request.path == "missing":
            raise ModelError("There is no model at missing.", "Give another path.")
        if request.path == LONG:
            self.wait_for_a_cancel()
            raise EngineError("Loading was stopped.", "Load again.")
        return replace(SCRIPTED_MODEL, path=request.path)

    def generate(self, request: GenerateRequest) -> Iterator[Event]:
        question = request.messages[-1].content
        self.phase("prompt")
        yield PromptProgress(4, 4)
        if question == "refused":
            raise PromptError("The prompt is refused.", "Ask otherwise.")
        if question == "bug":
            raise ZeroDivisionError("by nothing")
        for lane in range(len(request.lanes)):
            yield ThoughtDelta(lane, "thinking", 1)
            yield ThoughtEnded(lane, ThoughtEnd.CLOSED, 1, 0.0)
        for token in self.tokens(question):
            for lane in range(len(request.lanes)):
                if not self.is_cancelled(lane):
                    yield AnswerDelta(lane, token, 1)
            if all(self.is_cancelled(lane) for lane in range(len(request.lanes))):
                self.phase("stop")
                break
        for lane in range(len(request.lanes)):
            reason = FinishReason.CANCELLED if self.is_cancelled(lane) else FinishReason.STOP
            yield Finished(lane, reason)

    def tokens(self, question: str) -> Iterator[str]:
        """The question in pieces; a `LONG` one is repeated every millisecond."""
        is_long = question.startswith(LONG) or question.endswith("@stop")
        pieces = iter(lambda: question, "") if is_long else question.split(" ")
        for number, piece in enumerate(pieces, 1):
            if number == 10:
                self.phase("token")
            yield piece
            if is_long:
                time.sleep(0.001)

    def close(self) -> None:
        print("closed", flush=True)

    def phase(self, name: str) -> None:
        """Where a fault may strike; nothing happens here."""


class Unmakable(Echo):
    """Cannot even be made."""

    def __init__(self) -> None:
        raise ImportError("libllama: wrong ELF class")


class Witness(Echo):
    """Reports what it sees of its surroundings."""

    def report(self) -> EngineReport:
        oom, limits = Path("/proc/self/oom_score_adj"), Path("/proc/self/limits")
        core = re.search(r"^Max core file size +(\S+)", limits.read_text(), re.M) if limits.exists() else None
        return EngineReport(
            llama_cpp_python=os.getcwd(),
            build=oom.read_text() if oom.exists() else "",
            devices=(),
            profile=core.group(1) if core else "",
            probe=tuple(ProbeResult(name, True, value) for name, value in os.environ.items()),
            log_path="",
        )
