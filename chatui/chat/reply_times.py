"""Adds up the times of a reply that was gone on with, event by event; it knows no session."""

from dataclasses import dataclass, replace

from chatui.chat.events import Event, Finished, ThoughtEnded


@dataclass(frozen=True, slots=True)
class ReplyTimes:
    """What a reply had taken before it was gone on with, in seconds."""

    thought_s: float = 0.0
    total_s: float = 0.0

    def added_to(self, event: Event) -> Event:
        """The event as that of the whole reply; rates are those of what is new."""
        match event:
            case ThoughtEnded(seconds=seconds):
                return replace(event, seconds=self.thought_s + seconds)
            case Finished(timings=timings):
                thought_s, total_s = self.thought_s + timings.thought_s, self.total_s + timings.total_s
                return replace(event, timings=replace(timings, thought_s=thought_s, total_s=total_s))
            case _:
                return event
