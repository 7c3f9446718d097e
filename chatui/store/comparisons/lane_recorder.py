"""Keeps a lane while it streams: its answer as any other, with what it ran on and its tokens beside it."""

from chatui.chat.events import Event, Finished, ThoughtDelta
from chatui.store.comparisons.values import Drawn, Run
from chatui.store.comparisons.writing import describe_lane, keep_tokens
from chatui.store.database import Database
from chatui.store.recorder import Recorder, Turn


class LaneRecorder(Recorder):
    """As `Recorder`, for a turn whose question and answer are kept already."""

    def __init__(self, database: Database, turn: Turn) -> None:
        super().__init__(database, turn)
        self.run: Run | None = None
        """May be set until the lane is over."""
        self._drawn: Drawn | None = None
        self._logprobs: list[float] = []
        self._token_ends: list[int] = []
        self._length = 0
        self._kept: tuple[Run | None, Drawn | None] = None, None

    def take(self, event: Event) -> None:
        """As in `Recorder`."""
        super().take(event)
        match event:
            case ThoughtDelta(text=text, logprobs=logprobs, token_ends=ends):
                self._logprobs += logprobs
                self._token_ends += (self._length + end for end in ends)
                self._length += len(text)
            case Finished(token_ids=token_ids, prompt_sha256=prompt):
                self._drawn = Drawn(token_ids, prompt, tuple(self._logprobs), tuple(self._token_ends))
            case _:
                pass

    def _write(self) -> tuple[str, int, int]:
        key, question_id, answer_id = super()._write()
        run, drawn = self._kept
        if self.run is not None and self.run != run:
            describe_lane(self._database, answer_id, self.run)
        if self._drawn is not None and self._drawn != drawn:
            keep_tokens(self._database, answer_id, self._drawn)
        return key, question_id, answer_id

    def _settle(self, key: str, question_id: int, answer_id: int) -> None:
        super()._settle(key, question_id, answer_id)
        self._kept = self.run, self._drawn
