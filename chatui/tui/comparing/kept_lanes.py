"""A kept comparison as lanes that can be shown; nothing of it runs, and nothing is read from a file here."""

from collections.abc import Iterable

from chatui.chat.context_memory import KvType
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.kept_lanes import error_of, events_of, spec_of
from chatui.comparison.lane import Lane
from chatui.errors import ChatuiError
from chatui.store.comparisons import values as kept
from chatui.tui.comparing.choice import CompareChoice
from chatui.tui.comparing.shown_lane import ShownLane, shown_lanes

_ENDED = ChatuiError("chatui ended before this lane did; what had come is here.")
_ELSEWHERE = ChatuiError(
    "Another chatui is running this lane.", "Open the comparison again to see more of it."
)


class KeptLanes:
    """Implements `LaneSource`."""

    is_running = False
    error: ChatuiError | None = None
    mark = "kept"

    def __init__(self, comparison: kept.KeptComparison) -> None:
        """Cuts all thoughts into steps, some 6 microseconds a character: make it in a thread."""
        self.comparison = comparison
        self.question = comparison.question.text
        self.key: str | None = comparison.id
        self.reference = comparison.setup.reference
        self.by_hand = dict(comparison.by_hand)
        self.is_starred = comparison.is_starred
        lanes = [Lane(spec_of(lane)) for lane in comparison.lanes]
        self.lanes: list[ShownLane] = shown_lanes(self.question, lanes)
        for shown, lane in zip(self.lanes, comparison.lanes, strict=True):
            _fill(shown, lane)

    def take(self, now: float) -> set[int]:
        """Nothing comes."""
        return set()

    def stop(self, numbers: Iterable[int] | None = None) -> None:
        """Nothing runs."""

    def close(self) -> None:
        """Nothing runs."""


def choice_of(comparison: kept.KeptComparison) -> CompareChoice:
    """What to begin with where the same is to be compared anew."""
    variants = list(dict.fromkeys(lane.variant for lane in comparison.lanes))
    own = [lane for lane in comparison.lanes if lane.repeats is None]
    setup = comparison.setup
    seed = own[0].answer.provenance.seed if own else None
    runs = [lane.run for lane in own if lane.run is not None]
    return CompareChoice(
        comparison.question.text,
        comparison.question.attachments,
        models=tuple(dict.fromkeys(variant.model_ref for variant in variants)),
        lanes_each=max(1, len(own) // max(1, len(variants))),
        temperatures=tuple(dict.fromkeys(variant.sampling.temperature for variant in variants)),
        think=tuple(dict.fromkeys(variant.think for variant in variants)),
        budgets=tuple(dict.fromkeys(variant.sampling.thought_budget for variant in variants)),
        seed=seed or 0,
        early_stop=EarlyStop(setup.enough_thoughts, setup.stops_when_decided),
        reference=setup.reference,
        kv_type=KvType(runs[0].kv_type) if runs else KvType.F16,
        is_together=setup.is_together,
    )


def _fill(shown: ShownLane, lane: kept.KeptLane) -> None:
    for event in events_of(lane):
        shown.lane.add(event)
        # No clock of this run saw it: what took time is told by the events.
        shown.turn.apply(event, 0.0)
    error = error_of(lane, _ENDED, _ELSEWHERE)
    if error is not None:
        shown.lane.fail(error)
        shown.turn.fail(error.message, error.hint, 0.0)
    shown.turn.read_on(max(1, shown.turn.thought.length))
