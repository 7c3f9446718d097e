"""Runs a comparison's lanes, together or one model after another; who shows or keeps them is unknown."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from queue import SimpleQueue
from threading import RLock

from chatui.chat.events import AnswerDelta, Finished, ThoughtEnded
from chatui.comparison.contestants import LaneSpec, Question
from chatui.comparison.early_stop import EarlyStop, enough
from chatui.comparison.events import ComparisonEvent, LaneEvent, LanesFailed, ModelLoaded, StoppedEarly
from chatui.comparison.lane import Lane
from chatui.comparison.plan import Plan, batches_of
from chatui.comparison.track import Batch, Track
from chatui.engine.base import Engine


class _Idle:
    """A track has nothing left to run."""


class _StopAll:
    """Somebody who may take no lock wants all lanes to stop."""


class Comparison:
    """All lanes of one question. `play` from one thread at a time, everything else from any."""

    def __init__(
        self,
        question: Question,
        specs: Iterable[LaneSpec],
        plan: Plan,
        open_engine: Callable[[], Engine],
        *,
        early_stop: EarlyStop | None = None,
        logprobs: bool = False,
    ) -> None:
        self.question = question
        self.early_stop = early_stop or EarlyStop()
        self.plan = plan
        self.lanes: list[Lane] = []
        """By their numbers; they are brought up to date by `play`, before it yields an event."""
        self._open_engine = open_engine
        self._logprobs = logprobs
        self._lock = RLock()
        self._queue: SimpleQueue[ComparisonEvent | _Idle | _StopAll] = SimpleQueue()
        self._tracks: dict[str, Track] = {}
        self._working = 0
        self._is_closed = False
        self._stopped_early: set[int] = set()
        self.add(specs)

    @property
    def next_number(self) -> int:
        """The number of the lane that is added next."""
        return len(self.lanes)

    @property
    def stopped_early(self) -> frozenset[int]:
        """The numbers of the lanes that a rule for stopping early told to stop."""
        return frozenset(self._stopped_early)

    @property
    def has_more(self) -> bool:
        """Something runs or waits whose events `play` has not yielded yet."""
        with self._lock:
            return self._working > 0 or not self._queue.empty()

    def play(self) -> Iterator[ComparisonEvent]:
        """Yield what happens until nothing is left to run; call it again for lanes that were added later.

        Closing the iterator early stops nothing: `stop` and `close` do.
        """
        while self.has_more:
            item = self._queue.get()
            if isinstance(item, _Idle):
                with self._lock:
                    self._working -= 1
                continue
            if isinstance(item, _StopAll):
                self.stop()
                continue
            self._take(item)
            yield item
            if self._may_decide(item):
                yield from self._stop_early()

    def add(self, specs: Iterable[LaneSpec]) -> None:
        """Run more lanes, behind those that wait already.

        Their numbers go on from `next_number`, and their models are of the plan; ValueError else.
        """
        wanted = list(specs)
        with self._lock:
            last = self.next_number + len(wanted)
            if [spec.number for spec in wanted] != list(range(self.next_number, last)):
                raise ValueError(f"the numbers of new lanes go on from {self.next_number}")
            parts = {name: batches_of(specs, self.plan) for name, specs in self._by_track(wanted).items()}
            self.lanes += map(Lane, wanted)
            for name, batches in parts.items():
                self._start(name, batches)

    def rerun(self, number: int) -> Lane:
        """Run a lane once more, with its seed; the new one has no vote of its own."""
        spec = self.lanes[number].spec
        again = spec.repeats if spec.repeats is not None else number
        with self._lock:
            self.add([LaneSpec(self.next_number, spec.variant, spec.seed, again)])
            return self.lanes[-1]

    def stop(self, numbers: Iterable[int] | None = None) -> None:
        """End these lanes, or all (None), as soon as possible; the others go on."""
        with self._lock:
            chosen = [lane.number for lane in self.lanes] if numbers is None else list(numbers)
            for track in self._tracks.values():
                track.stop(chosen)

    def stop_from_signal(self) -> None:
        """Let `play` stop all lanes; the only method that a signal handler may call."""
        self._queue.put(_StopAll())

    def close(self) -> None:
        """End every engine; what is not over ends as cancelled, and so does what is added later."""
        with self._lock:
            self._is_closed = True
            tracks = list(self._tracks.values())
        for track in tracks:
            track.close()

    def _start(self, name: str, batches: Sequence[Batch]) -> None:
        if name not in self._tracks:
            self._tracks[name] = Track(
                self.question,
                self._open_engine,
                self._queue.put,
                lambda: self._queue.put(_Idle()),
                logprobs=self._logprobs,
            )
            if self._is_closed:
                self._tracks[name].close()
        if self._tracks[name].add(batches):
            self._working += 1

    def _by_track(self, specs: Sequence[LaneSpec]) -> dict[str, list[LaneSpec]]:
        """With models one after the other there is one track; together, each model has its own."""
        parts: dict[str, list[LaneSpec]] = {}
        for spec in specs:
            name = spec.variant.launch.options.load.path if self.plan.is_together else ""
            parts.setdefault(name, []).append(spec)
        return parts

    def _take(self, item: ComparisonEvent) -> None:
        match item:
            case LaneEvent(lanes=numbers, event=event):
                for number in numbers:
                    self.lanes[number].add(event)
            case ModelLoaded(lanes=numbers, info=info):
                for number in numbers:
                    self.lanes[number].info = info
            case LanesFailed(lanes=numbers, error=error):
                for number in numbers:
                    self.lanes[number].fail(error)
            case StoppedEarly():
                pass

    def _may_decide(self, item: ComparisonEvent) -> bool:
        """Whether a rule for stopping early may be met now and was not before; most deltas decide nothing."""
        match item:
            case LaneEvent(event=ThoughtEnded() | Finished()) | LanesFailed():
                return True
            case LaneEvent(lanes=(number,), event=AnswerDelta()):
                return len(self.lanes[number].answer_pieces) == 1
            case _:
                return False

    def _stop_early(self) -> Iterator[StoppedEarly]:
        found = enough(self.early_stop, self.lanes)
        fresh = tuple(number for number in found.lanes if number not in self._stopped_early) if found else ()
        if found and fresh:
            self._stopped_early.update(fresh)
            self.stop(fresh)
            yield StoppedEarly(fresh, found.why)
