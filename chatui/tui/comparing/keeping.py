"""Plays a comparison so that it is kept while it runs; what keeps it is the recorder's affair."""

from collections.abc import Callable, Iterator

from chatui.comparison.comparison import Comparison
from chatui.comparison.events import ComparisonEvent
from chatui.comparison.keeping import ComparisonRecorder

Play = Callable[[Comparison], Iterator[ComparisonEvent]]


def kept_by(recorder: ComparisonRecorder) -> Play:
    """The comparison's events, each kept before it is yielded; may be played again for lanes added later."""

    def play(comparison: Comparison) -> Iterator[ComparisonEvent]:
        try:
            yield from recorder.recorded(comparison.play())
        finally:
            if comparison.has_more:
                recorder.save()  # lanes were added at the last moment, and are played next
            else:
                recorder.close()

    return play
