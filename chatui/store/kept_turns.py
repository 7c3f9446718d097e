"""Keeps the turns of one conversation as they are played; it knows neither the engine nor who asked.

What the store refuses waits here, in order, and every turn tries again to keep what is missing.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress

from chatui.chat.attached_files import Attachment
from chatui.chat.events import Event, Notice
from chatui.errors import ChatuiError, StoreError
from chatui.store.recorder import Place, Recorder, Turn
from chatui.store.values import MessageState


class KeptTurns:
    """The conversation that is held: where it is kept, where the next turn goes, and what is not kept yet."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.leaf_id: int | None = None
        """The kept message that the branch in view ends with; None: there is none."""
        self.latest: Turn | None = None
        """The turn that was asked last, kept or not."""
        self.failure: StoreError | None = None
        """Why something is not kept; None: all of it is."""
        self._unkept: list[Recorder] = []
        self._has_told = False

    @property
    def is_saved(self) -> bool:
        """Every turn is over, and all of it is kept."""
        return not self._unkept

    def next_turn(self, text: str, attachments: Sequence[Attachment] = ()) -> Turn:
        """A question below the last message, be that kept yet or not."""
        after = self._unkept[-1].turn if self._unkept else None
        return Turn(self.place, text, tuple(attachments), self.leaf_id, after)

    def record(
        self, recorder: Recorder, events: Iterator[Event], describe: Callable[[Turn], None]
    ) -> Iterator[Event]:
        """Keep a turn while its events pass; a Notice among them says once that something is not kept.

        `describe` is called before each event is taken in, and may change the turn's provenance.
        """
        self._unkept.append(recorder)
        self._try_to_save()
        state, error = MessageState.INTERRUPTED, ""
        try:
            for event in events:
                describe(recorder.turn)
                self._take(recorder, event)
                yield from self._news()
                yield event
            state = MessageState.DONE
        except ChatuiError as failure:
            state, error = MessageState.ERROR, str(failure)
            raise
        finally:
            if isinstance(events, Generator):
                events.close()
            recorder.end(state, error)
            self._try_to_save()
        yield from self._news()

    def save(self) -> None:
        """Keep what could not be kept; raises StoreError as long as it cannot."""
        try:
            while self._unkept:
                self._unkept[0].save()
                self.leaf_id = self._unkept[0].turn.answer_id
                if not self._unkept[0].is_kept:
                    break  # the turn that is under way
                del self._unkept[0]
        except StoreError as error:
            self.failure = error
            raise
        self.failure = None

    def _try_to_save(self) -> None:
        with suppress(StoreError):
            self.save()

    def _take(self, recorder: Recorder, event: Event) -> None:
        try:
            recorder.add(event)
        except StoreError as failure:
            self.failure = failure

    def _news(self) -> Iterator[Notice]:
        if self.failure is not None and not self._has_told:
            self._has_told = True
            yield Notice(f"This conversation is not being kept. {self.failure}")
