"""Asks many questions, each in several lanes, and keeps what came of each; it knows no reader of it."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from chatui.chat.events import AnswerDelta, Event, Finished, FinishReason, ThoughtDelta
from chatui.chat.sampling import SEED_LIMIT
from chatui.comparison.contestants import Question
from chatui.comparison.evaluation_file import ResultsFile
from chatui.comparison.evaluation_questions import ReferenceQuestion
from chatui.comparison.evaluation_results import QuestionResult, SampleResult
from chatui.comparison.evaluation_settings import EvaluationSettings
from chatui.engine.base import Engine
from chatui.engine.requests import GenerateRequest, Lane, LoadRequest
from chatui.errors import EngineError, PromptError
from chatui.thought.final_answer import final_answer


@dataclass(frozen=True, slots=True)
class Loading:
    """The model is being loaded; 0 to 1."""

    fraction: float


@dataclass(frozen=True, slots=True)
class Asking:
    """How far the question is that is asked now."""

    number: int
    """From 0."""
    lanes: int
    lanes_over: int
    tokens: int
    """Drawn so far, of all its lanes."""


@dataclass(frozen=True, slots=True)
class QuestionOver:
    """A question is over, and kept."""

    result: QuestionResult


EvaluationEvent: TypeAlias = Loading | Asking | QuestionOver


class EvaluationRun:
    """`play` from one thread, `stop` from any; one model stays loaded over all questions."""

    def __init__(
        self,
        engine: Engine,
        load: LoadRequest,
        settings: EvaluationSettings,
        questions: Sequence[ReferenceQuestion],
        file: ResultsFile,
    ) -> None:
        """`load` says where the model is and how it is computed; `settings` what decides its tokens."""
        self.results: list[QuestionResult] = list(file.kept.results) if file.kept else []
        """Those of earlier runs too."""
        self.settings = settings
        self.has_loaded = False
        """The model could be loaded, in this run."""
        self._engine = engine
        self._load = replace(load, n_ctx=settings.n_ctx, n_lanes=settings.lanes_at_once)
        self._questions = questions
        self._file = file
        self._is_stopped = False

    def play(self, tell: Callable[[EvaluationEvent], None]) -> None:
        """Ask every question that has no result yet, until all have one or `stop`.

        Raises what an engine raises, and StoreError; the results so far are kept. A question that cannot be
        asked gets a result with the reason; where it is the very first, the reason is raised, since it is
        most likely one for all.
        """
        known = {result.number for result in self.results}
        waiting = [number for number in range(len(self._questions)) if number not in known]
        if not waiting:
            return
        try:
            info = self._engine.load(self._load, lambda fraction: tell(Loading(fraction)))
            self.has_loaded = True
            self._file.begin(replace(self.settings, n_ctx=info.n_ctx))
            for result in self._asked(waiting, tell):
                self._file.add(result)
                self.results.append(result)
                tell(QuestionOver(result))
        except EngineError:
            if not self._is_stopped:  # else it failed because it was told to end
                raise

    def stop(self) -> None:
        """End as soon as possible; the question that is being asked is lost.

        One that comes before the engine has begun with a question goes unheard: repeat it.
        """
        self._is_stopped = True
        self._engine.cancel()

    def _asked(
        self, numbers: Sequence[int], tell: Callable[[EvaluationEvent], None]
    ) -> Iterator[QuestionResult]:
        for number in numbers:
            result = None if self._is_stopped else self._ask(number, tell)
            if result is None:
                return
            yield result

    def _ask(self, number: int, tell: Callable[[EvaluationEvent], None]) -> QuestionResult | None:
        """The result of one question; None where it was stopped."""
        question, began = self._questions[number], time.monotonic()
        lanes = [_Lane(seed) for seed in self._seeds(number)]
        error = ""
        try:
            for _ in self._events(question, lanes):
                over = sum(lane.finished is not None for lane in lanes)
                tell(Asking(number, len(lanes), over, sum(lane.tokens for lane in lanes)))
        except PromptError as fault:
            if not self.results:
                raise
            error = str(fault)
        if self._is_stopped and not all(lane.is_whole for lane in lanes):
            return None
        seconds = time.monotonic() - began
        samples = tuple(lane.result() for lane in lanes)
        return QuestionResult(number, question.id, question.reference, seconds, samples, error)

    def _seeds(self, number: int) -> list[int]:
        """Distinct for every lane of all questions, so that no two draw by the same numbers."""
        first = self.settings.seed + number * self.settings.lanes
        return [(first + lane) % SEED_LIMIT for lane in range(self.settings.lanes)]

    def _events(self, question: ReferenceQuestion, lanes: "Sequence[_Lane]") -> Iterator[Event]:
        settings = self.settings
        messages = Question(question.text).messages(settings.system)
        for start in range(0, len(lanes), settings.lanes_at_once):
            if self._is_stopped:
                return
            batch = lanes[start : start + settings.lanes_at_once]
            wanted = tuple(Lane(lane.seed, settings.sampling) for lane in batch)
            for event in self._engine.generate(GenerateRequest(messages, wanted, settings.think)):
                if isinstance(event, AnswerDelta | ThoughtDelta | Finished):
                    batch[event.lane].add(event)
                yield event


@dataclass(slots=True)
class _Lane:
    seed: int
    pieces: list[str] = field(default_factory=list)
    tokens: int = 0
    finished: Finished | None = None

    @property
    def is_whole(self) -> bool:
        return self.finished is not None and self.finished.finish_reason is not FinishReason.CANCELLED

    def add(self, event: AnswerDelta | ThoughtDelta | Finished) -> None:
        if isinstance(event, Finished):
            self.finished = event
            return
        self.tokens += event.tokens
        if isinstance(event, AnswerDelta):
            self.pieces.append(event.text)

    def result(self) -> SampleResult:
        answer = "".join(self.pieces)
        if self.finished is None:
            return SampleResult(self.seed, FinishReason.ERROR, 0, 0)
        reason, usage = self.finished.finish_reason, self.finished.usage
        return SampleResult(
            self.seed, reason, usage.thought_tokens, usage.answer_tokens, answer, final_answer(answer)
        )
