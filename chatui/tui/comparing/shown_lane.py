"""One lane of a comparison as a screen shows it, live or kept; it knows no thread and no widget."""

from collections.abc import Iterable
from dataclasses import dataclass

from chatui.chat.display_text import display_text
from chatui.comparison.lane import Lane
from chatui.comparison.tally import Tally
from chatui.thought.comparison.ballots import Ballot
from chatui.thought.latex import plain
from chatui.tui.turn import Turn

_RATE_AFTER_S = 0.3
"""Below this a rate is mostly the noise of the flush interval."""


@dataclass(slots=True, eq=False)
class ShownLane:
    """The text in `turn`, `label` and `final_answer` is safe to show; that in `lane` is not."""

    lane: Lane
    """As the thread that plays it sees it, so perhaps ahead of `turn`."""
    turn: Turn
    label: str = ""
    """What tells its variant from the others; empty where there is one variant only."""
    stopped_because: str = ""
    """Why a rule stopped it before its end; empty: none did."""
    group: str = ""
    """The mark of the group that it voted for; empty: it is in none, or not yet."""
    is_minority: bool = False
    """Another answer has won the vote, or leads it."""
    _ballot: Ballot | None = None

    @property
    def number(self) -> int:
        """From 0."""
        return self.lane.number

    @property
    def repeats(self) -> int | None:
        """The lane that this one runs again."""
        return self.lane.spec.repeats

    @property
    def is_over(self) -> bool:
        """Nothing more will come."""
        return self.turn.phase.is_over

    @property
    def final_answer(self) -> str:
        """In one line for people; empty while it runs, and where it has none."""
        answer = self._cast.answer if self._cast else None
        return " ".join(plain(display_text(answer)).split()) if answer else ""

    @property
    def differs_from_thought(self) -> bool:
        """Its thought seems to have concluded something else than its reply says; a heuristic."""
        return self._cast is not None and self._cast.differs_from_thought

    @property
    def tokens(self) -> int:
        """Of thought and answer, so far."""
        return self.turn.thought.tokens + self.turn.answer.tokens

    def seconds(self, now: float) -> float:
        """From the first token on; once it is over, all of it as the engine measured it."""
        if self.is_over and self.turn.total_s:
            return self.turn.total_s
        return self.turn.thought.elapsed(now) + self.turn.answer.elapsed(now)

    def tokens_per_s(self, now: float) -> float:
        """Of this lane alone; 0 while that would be noise."""
        if self.turn.tokens_per_s:
            return self.turn.tokens_per_s
        seconds = self.seconds(now)
        return self.tokens / seconds if seconds >= _RATE_AFTER_S else 0.0

    @property
    def _cast(self) -> Ballot | None:
        if self._ballot is None and self.is_over and self.lane.state.is_over:
            self._ballot = self.lane.ballot
        return self._ballot


def shown_lanes(question: str, lanes: list[Lane], shown: int = 0) -> list[ShownLane]:
    """The lanes behind the first `shown`, in which nothing has come yet."""
    has_labels = len({lane.spec.variant.label for lane in lanes}) > 1
    asked = display_text(question)
    return [
        ShownLane(lane, Turn(asked), display_text(lane.spec.variant.label) if has_labels else "")
        for lane in lanes[shown:]
    ]


def mark_groups(lanes: Iterable[ShownLane], tally: Tally) -> None:
    """Say of each lane in which group it is, and whether others lead."""
    for lane in lanes:
        group = tally.group_of(lane.number)
        lane.group = group.mark if group else ""
        lane.is_minority = group is not None and not group.leads
