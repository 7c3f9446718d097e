"""What a look at the flow brings, and how it comes into a turn; it knows no session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chatui.chat.events import Event
from chatui.errors import ChatuiError
from chatui.tui.kept.moves import View
from chatui.tui.turn import Turn


@dataclass(frozen=True, slots=True)
class Update:
    """What changed since the last look."""

    turn: Turn | None = None
    """The turn that `thought` and `answer` were added to."""
    thought: str = ""
    answer: str = ""
    ended: Turn | None = None
    load_error: ChatuiError | None = None
    """Why the model could not be loaded while no question waited for it."""
    view: View | None = None
    """What a move brought into view."""
    move_error: ChatuiError | None = None
    """Why a move could not be made; what was in view stays."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn, and how its events are asked for."""

    turn: Turn
    ask: Callable[[], Iterator[Event]]


def apply_events(events: list[Event], turn: Turn, now: float) -> tuple[int, int]:
    """Give a turn its events; returns how many pieces its thought and its answer grew by."""
    thoughts, answers = len(turn.thought.pieces), len(turn.answer.pieces)
    for event in events:
        turn.apply(event, now)
    return len(turn.thought.pieces) - thoughts, len(turn.answer.pieces) - answers


def end_turn(turn: Turn, error: ChatuiError | None, stopped: bool, now: float) -> None:
    """End a turn whose events did not; without an error and unstopped, that is a fault of the engine."""
    if stopped:
        turn.stop(now)
    elif error is not None:
        turn.fail(error.message, error.hint, now)
    else:
        turn.fail("The engine ended the turn without saying why.", "Ask again.", now)
