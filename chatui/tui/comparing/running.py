"""Plays a comparison in a thread and keeps its lanes up to date; it knows no widget, the screen polls it."""

from collections.abc import Iterable
from threading import Thread

from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import LaneSpec
from chatui.comparison.events import LanesFailed, StoppedEarly
from chatui.comparison.keeping import ComparisonRecorder
from chatui.errors import ChatuiError
from chatui.tui.comparing.keeping import Play, kept_by
from chatui.tui.comparing.lane_events import LaneEvents
from chatui.tui.comparing.shown_lane import ShownLane, shown_lanes
from chatui.tui.generation import GIVE_UP_S

READ_AT_ONCE = 3000
"""Characters of all thoughts together that are cut into steps at one look; about 18 ms."""


class RunningComparison:
    """The lanes as they come. All methods but `close` are called on one thread, the screen's."""

    def __init__(
        self,
        comparison: Comparison,
        recorder: ComparisonRecorder | None = None,
        reference: str | None = None,
    ) -> None:
        """`recorder` keeps it while it runs; None: it is not kept."""
        self.comparison = comparison
        self.recorder = recorder
        self.reference = reference
        self.by_hand: dict[int, str | None] = {}
        self.is_starred = False
        self.lanes: list[ShownLane] = []
        """By their numbers."""
        self.error: ChatuiError | None = None
        """What ended the whole, where something did."""
        self._play: Play = Comparison.play if recorder is None else kept_by(recorder)
        self._buffer = LaneEvents()
        self._thread: Thread | None = None
        self._take_new_lanes()

    @property
    def question(self) -> str:
        """What the lanes are asked."""
        return self.comparison.question.text

    @property
    def key(self) -> str | None:
        """The id under which it is kept; None: it is not kept, or not yet."""
        return self.recorder.comparison_id if self.recorder else None

    @property
    def mark(self) -> str:
        """Whether it is kept, where it is not."""
        return "not kept" if self.recorder is None or self.recorder.failure is not None else ""

    @property
    def is_running(self) -> bool:
        """Something runs, or was not taken yet."""
        return self._thread is not None

    def begin(self) -> None:
        """Run what waits."""
        if self._thread is None:
            # A daemon, so that an engine that hangs can not keep the app from ending.
            self._thread = Thread(target=self._run, name="comparing", daemon=True)
            self._thread.start()

    def take(self, now: float) -> set[int]:
        """Bring the lanes up to date, `now` in seconds of any one clock; which of them changed."""
        has_ended = self._thread is not None and not self._thread.is_alive()
        events, others = self._buffer.drain()
        for number, said in events.items():
            for event in said:
                self.lanes[number].turn.apply(event, now)
        changed = set(events)
        for other in others:
            changed |= self._take_other(other, now)
        changed |= self._read_on()
        if has_ended:
            self._thread = None
            if self.comparison.has_more and self.error is None:
                self.begin()  # lanes that were added while the thread was at its end
            else:
                changed |= self._close_open_lanes(now)
        return changed

    def stop(self, numbers: Iterable[int] | None = None) -> None:
        """End these lanes, or all (None); the others go on."""
        self.comparison.stop(numbers)

    def add(self, specs: Iterable[LaneSpec]) -> None:
        """Run more lanes."""
        self.comparison.add(specs)
        self._take_new_lanes()
        self.begin()

    def rerun(self, number: int) -> int:
        """Run a lane again with its seed; the number of the new one."""
        again = self.comparison.rerun(number).number
        self._take_new_lanes()
        self.begin()
        return again

    def close(self) -> None:
        """Stop what runs, wait for that for a moment, and end the engines; blocks, on any thread."""
        thread = self._thread
        self.comparison.stop()
        if thread is not None:
            thread.join(GIVE_UP_S)
        self.comparison.close()
        if thread is not None:
            thread.join(GIVE_UP_S)

    def _run(self) -> None:
        try:
            for event in self._play(self.comparison):
                self._buffer.add(event)
        except ChatuiError as error:
            self._fail(error)
        except Exception as error:
            # The thread's boundary: an error lost here would leave the lanes "thinking" for ever.
            self._fail(ChatuiError(f"Unexpected {type(error).__name__}: {error}", "Please report this."))

    def _fail(self, error: ChatuiError) -> None:
        self.error = error
        self.comparison.stop()

    def _take_new_lanes(self) -> None:
        self.lanes += shown_lanes(self.comparison.question.text, self.comparison.lanes, len(self.lanes))

    def _take_other(self, other: LanesFailed | StoppedEarly, now: float) -> set[int]:
        if isinstance(other, StoppedEarly):
            for number in other.lanes:
                self.lanes[number].stopped_because = other.why
        else:
            for number in other.lanes:
                self.lanes[number].turn.fail(other.error.message, other.error.hint, now)
        return set(other.lanes)

    def _read_on(self) -> set[int]:
        """Cut more of the thoughts into steps; the lanes of which more is read now."""
        read: set[int] = set()
        left = READ_AT_ONCE
        for lane in self.lanes:
            reading, before = lane.turn.reading, lane.turn.reading.length
            if reading.is_over or left <= 0:
                continue
            lane.turn.read_on(left)
            left -= reading.length - before
            if reading.length > before or reading.is_over:
                read.add(lane.number)
        return read

    def _close_open_lanes(self, now: float) -> set[int]:
        """What is open although nothing runs any more will not come."""
        still = [lane for lane in self.lanes if not lane.is_over]
        for lane in still:
            if self.error is not None:
                lane.turn.fail(self.error.message, self.error.hint, now)
            else:
                lane.turn.stop(now)
        return {lane.number for lane in still}
