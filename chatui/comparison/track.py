"""One engine and the batches that wait for it, in a thread of its own; it knows neither votes nor screens."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock, Thread

from chatui.chat.events import (
    AnswerDelta,
    Event,
    Finished,
    FinishReason,
    LoadProgress,
    ThoughtDelta,
    ThoughtEnded,
)
from chatui.comparison.contestants import LaneSpec, Question
from chatui.comparison.events import ComparisonEvent, LaneEvent, LanesFailed, ModelLoaded
from chatui.engine import requests
from chatui.engine.base import Engine
from chatui.engine.requests import GenerateRequest, LoadRequest, ModelInfo
from chatui.errors import ChatuiError, EngineCrashed


@dataclass(slots=True)
class Batch:
    """Lanes that share a model and a prompt, and so are decoded together."""

    load: LoadRequest
    lanes: tuple[LaneSpec, ...]
    is_stopped: set[int] = field(default_factory=set)
    """Numbers of the lanes that were told to stop."""
    is_over: set[int] = field(default_factory=set)

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of the lanes that are not over."""
        return tuple(spec.number for spec in self.lanes if spec.number not in self.is_over)


class Track:
    """Runs one batch after the other. `add`, `stop` and `close` may be called from any thread."""

    def __init__(
        self,
        question: Question,
        open_engine: Callable[[], Engine],
        put: Callable[[ComparisonEvent], None],
        on_idle: Callable[[], None],
        *,
        logprobs: bool,
    ) -> None:
        """`put` gets every event, and `on_idle` is called when nothing is left to run; both in the thread."""
        self._question = question
        self._engine = open_engine()
        self._put = put
        self._on_idle = on_idle
        self._logprobs = logprobs
        self._lock = Lock()
        self._waiting: deque[Batch] = deque()
        self._running: Batch | None = None
        self._thread: Thread | None = None
        self._loaded: LoadRequest | None = None
        self._info: ModelInfo | None = None
        self._is_closed = False

    def add(self, batches: Sequence[Batch]) -> bool:
        """Run these behind what waits; whether a thread began for it, whose end `on_idle` tells."""
        with self._lock:
            self._waiting.extend(batches)
            if self._thread is not None or not batches:
                return False
            # A daemon, so that an engine that hangs can not keep the program from ending.
            self._thread = Thread(target=self._run, name="comparison", daemon=True)
        self._thread.start()
        return True

    def stop(self, numbers: Sequence[int]) -> None:
        """End these lanes as soon as possible, those that wait too."""
        with self._lock:
            running = [self._running] if self._running else []
            for batch in (*self._waiting, *running):
                batch.is_stopped.update(set(numbers) & {spec.number for spec in batch.lanes})
            for batch in running:
                self._pass_on_stops(batch)

    def close(self) -> None:
        """End the engine; what runs and what waits is over as cancelled."""
        with self._lock:
            self._is_closed = True
            batches = [*self._waiting, *([self._running] if self._running else [])]
            for batch in batches:
                batch.is_stopped.update(batch.numbers)
        self._engine.close()

    def _run(self) -> None:
        while (batch := self._next()) is not None:
            try:
                self._play(batch)
            except ChatuiError as error:
                self._end(batch, error)
            except Exception as error:
                # The thread's boundary: an error lost here would leave lanes "thinking" for ever.
                self._end(
                    batch, ChatuiError(f"Unexpected {type(error).__name__}: {error}", "Please report this.")
                )
        self._on_idle()

    def _next(self) -> Batch | None:
        with self._lock:
            self._running = self._waiting.popleft() if self._waiting else None
            if self._running is None:
                self._thread = None
            return self._running

    def _play(self, batch: Batch) -> None:
        if not self._is_wanted(batch):
            self._end(batch, None)
            return
        self._load(batch)
        self._put(ModelLoaded(batch.numbers, self._require_info()))
        if not self._is_wanted(batch):
            self._end(batch, None)
            return
        request = self._request(batch)
        has_begun = False
        for event in self._engine.generate(request):
            if not has_begun:
                has_begun = True
                self._repeat_stops(batch)
            self._tell(batch, event)

    def _is_wanted(self, batch: Batch) -> bool:
        return not self._is_closed and not batch.is_stopped.issuperset(batch.numbers)

    def _load(self, batch: Batch) -> None:
        if self._loaded == batch.load:
            return
        self._loaded = None
        self._put(LaneEvent(batch.numbers, LoadProgress(0.0)))

        def on_progress(fraction: float) -> None:
            self._put(LaneEvent(batch.numbers, LoadProgress(fraction)))
            self._repeat_stops(batch)

        self._info = self._engine.load(batch.load, on_progress)
        self._loaded = batch.load

    def _request(self, batch: Batch) -> GenerateRequest:
        options = batch.lanes[0].variant.launch.options
        lanes = tuple(requests.Lane(spec.seed, spec.variant.launch.options.sampling) for spec in batch.lanes)
        messages = self._question.messages(options.system)
        return GenerateRequest(messages, lanes, think=options.think, logprobs=self._logprobs)

    def _tell(self, batch: Batch, event: Event) -> None:
        match event:
            case (
                ThoughtDelta(lane=lane)
                | AnswerDelta(lane=lane)
                | ThoughtEnded(lane=lane)
                | Finished(lane=lane)
            ):
                number = batch.lanes[lane].number
                if isinstance(event, Finished):
                    batch.is_over.add(number)
                self._put(LaneEvent((number,), event))
            case _:
                self._put(LaneEvent(batch.numbers, event))

    def _repeat_stops(self, batch: Batch) -> None:
        """Pass on the stops that came before the engine had begun: those went unheard."""
        with self._lock:
            self._pass_on_stops(batch)

    def _pass_on_stops(self, batch: Batch) -> None:
        """With the lock held: else the engine may have gone on to the next batch, and lose lanes of that."""
        if batch.numbers and batch.is_stopped.issuperset(batch.numbers):
            self._engine.cancel()
            return
        for place, spec in enumerate(batch.lanes):
            if spec.number in batch.is_stopped and spec.number not in batch.is_over:
                self._engine.cancel(place)

    def _end(self, batch: Batch, error: ChatuiError | None) -> None:
        """End what is left of a batch. What fails because it was told to stop has not failed."""
        if isinstance(error, EngineCrashed):
            self._loaded = None
        for place, spec in enumerate(batch.lanes):
            if spec.number in batch.is_over:
                continue
            if error is None or spec.number in batch.is_stopped:
                self._tell(batch, Finished(place, FinishReason.CANCELLED, spec.seed))
        if batch.numbers and error is not None:
            self._put(LanesFailed(batch.numbers, error))
            batch.is_over.update(batch.numbers)

    def _require_info(self) -> ModelInfo:
        if self._info is None:
            raise RuntimeError("no model is loaded")
        return self._info
