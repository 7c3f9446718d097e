"""Reads one thought as it grows: its text, steps, counts and loop; who shows them is not known here."""

from collections import Counter
from collections.abc import Sequence

from chatui.thought.loops import Loop, LoopDetector
from chatui.thought.steps.splitter import StepSplitter
from chatui.thought.steps.step import Role, Step


class ThoughtReading:
    """Positions are in characters of the thought. Reading on costs the same however long the thought is."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        """Those that are complete."""
        self.open_step: Step | None = None
        """The one that is being written: role and gist may change, up to 48 characters are missing."""
        self.length = 0
        self.is_over = False
        self._pieces: list[str] = []
        self._splitter = StepSplitter()
        self._loops = LoopDetector()
        self._roles: Counter[Role] = Counter()
        self._next_piece = self._next_character = 0

    @property
    def text(self) -> str:
        """All that is read."""
        self._pieces = ["".join(self._pieces)]
        return self._pieces[0]

    @property
    def loop(self) -> Loop | None:
        """The loop in which the thought ends so far."""
        return self._loops.loop

    @property
    def n_steps(self) -> int:
        """Steps, the open one included."""
        return len(self.steps) + (self.open_step is not None)

    def step(self, index: int) -> Step | None:
        """A step by its number from 0; None where there is none."""
        if index == len(self.steps):
            return self.open_step
        return self.steps[index] if 0 <= index < len(self.steps) else None

    def count(self, role: Role) -> int:
        """Steps of a role, the open one included; as good as the heuristic that gives the roles."""
        return self._roles[role] + (self.open_step is not None and self.open_step.role is role)

    def text_from(self, position: int) -> str:
        """The text from `position` to the end; costs what it is long."""
        missing, found = self.length - position, list[str]()
        for piece in reversed(self._pieces):
            if missing <= 0:
                break
            found.append(piece[-missing:])
            missing -= len(piece)
        return "".join(reversed(found))

    def feed(self, text: str) -> None:
        """Read on."""
        if text:
            self._pieces.append(text)
            self.length += len(text)
            self._take(self._splitter.feed(text))
            self._loops.feed(text)
            self.open_step = self._splitter.open_step

    def finish(self) -> None:
        """The thought is over; may be called again."""
        if not self.is_over:
            self.is_over = True
            self._take(self._splitter.finish())
            self.open_step = None

    def catch_up(self, pieces: Sequence[str], limit: int) -> bool:
        """Read on in pieces that only grow, at most `limit` characters at once; whether all of them is read.

        Reading takes about 6 microseconds a character (two cores of 2.5 GHz).
        """
        read: list[str] = []
        while limit > 0 and self._next_piece < len(pieces):
            piece = pieces[self._next_piece]
            part = piece[self._next_character : self._next_character + limit]
            read.append(part)
            limit -= len(part)
            self._next_character += len(part)
            if self._next_character == len(piece):
                self._next_piece, self._next_character = self._next_piece + 1, 0
        self.feed("".join(read))
        return self._next_piece == len(pieces)

    def _take(self, steps: list[Step]) -> None:
        self.steps += steps
        self._roles.update(step.role for step in steps)
