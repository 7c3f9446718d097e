"""Cuts a thought into steps while it streams; how a step is shown is not known here.

`starts` tells where a step begins and `roles` what it does; both are heuristics. However the text arrives,
the steps are the same, and joined they are the text. Each character is looked at a fixed number of times, and
at most HEAD_CHARS of the text wait for the decision whose step they are.
"""

from chatui.thought.steps.blocks import BlockTracker, is_row
from chatui.thought.steps.cues import INTERJECTION_CHARS
from chatui.thought.steps.gist import gist
from chatui.thought.steps.roles import role_of
from chatui.thought.steps.segments import Segment, Segmenter
from chatui.thought.steps.starts import Before, starts_step
from chatui.thought.steps.step import Step
from chatui.thought.steps.widths import weight


class StepSplitter:
    """Splits one thought."""

    def __init__(self) -> None:
        self._segmenter = Segmenter()
        self._blocks = BlockTracker()
        self._index = self._start = self._length = self._weight = 0
        self._parts: list[str] = []
        self._opening = ""
        self._last = ""
        self._is_behind_row = False
        self._is_blank = True

    def feed(self, text: str) -> list[Step]:
        """The steps that `text` completes."""
        return [step for segment in self._segmenter.feed(text) for step in self._take(segment)]

    def finish(self) -> list[Step]:
        """The steps that were still open; call it once, when the thought is over."""
        steps = [step for segment in self._segmenter.finish() for step in self._take(segment)]
        return steps + self._close()

    @property
    def open_step(self) -> Step | None:
        """The step that is being written; its role and gist may change until it is complete.

        Up to HEAD_CHARS of the text may be missing from its end. None before the first character is placed.
        """
        if not self._parts:
            return None
        self._parts = ["".join(self._parts)]
        return self._step()

    def _take(self, segment: Segment) -> list[Step]:
        # White space before the first words belongs to the first step.
        begins = not self._is_blank and starts_step(segment, self._before())
        steps = self._close() if begins else []
        self._add(segment)
        return steps

    def _before(self) -> Before:
        return Before(self._opening, self._weight, self._last, self._blocks.is_inside, self._is_behind_row)

    def _add(self, segment: Segment) -> None:
        self._blocks.take(segment)
        self._parts.append(segment.text)
        self._length += len(segment.text)
        self._weight += weight(segment.text)
        self._opening += segment.text[: INTERJECTION_CHARS + 1 - len(self._opening)]
        self._is_blank = self._is_blank and segment.is_blank
        if segment.place.starts_line:
            self._is_behind_row = is_row(segment.text)
        if not segment.is_blank:
            self._last = segment.text.rstrip()[-1]

    def _close(self) -> list[Step]:
        if not self._parts:
            return []
        step = self._step()
        self._index += 1
        self._start += self._length
        self._parts.clear()
        self._length = self._weight = 0
        self._opening = ""
        return [step]

    def _step(self) -> Step:
        text = "".join(self._parts)
        return Step(self._index, self._start, text, role_of(text), gist(text))


def steps_of(thought: str) -> list[Step]:
    """The steps of a whole thought."""
    splitter = StepSplitter()
    return splitter.feed(thought) + splitter.finish()
