"""Eight lanes with figures for tests and pictures: most agree, one still runs, one was cut off."""

import math

from chatui.chat.events import FinishReason
from chatui.comparison.lane import Lane
from tests.comparison.spoken_lanes import boxed, lane_of
from tests.tui.widgets.compare_host import LEFT, RIGHT


def sure(*probabilities: float) -> tuple[float, ...]:
    """Log-probabilities, one for each token of a thought."""
    return tuple(math.log(probability) for probability in probabilities for _ in range(20))


def eight_lanes() -> list[Lane]:
    """845 is right."""
    return [
        lane_of(0, boxed("845"), LEFT, logprobs=sure(0.9, 0.95, 0.9, 0.99, 0.7, 0.9)),
        lane_of(1, boxed("845"), LEFT + LEFT, logprobs=sure(0.8, 0.85, 0.9, 0.4, 0.7, 0.9, 0.8, 0.9)),
        lane_of(2, boxed("835"), RIGHT, logprobs=sure(0.9, 0.85, 0.3, 0.9, 0.2, 0.6)),
        lane_of(3, boxed("845"), LEFT, logprobs=sure(0.9, 0.9, 0.9, 0.9, 0.8)),
        lane_of(4, boxed("845"), LEFT, logprobs=sure(0.9, 0.95, 0.9, 0.99, 0.7, 0.9, 0.9)),
        lane_of(5, "It depends on how you look at it, and on what you count as one.", RIGHT, tokens=150),
        lane_of(6, "", RIGHT, tokens=310, reason=FinishReason.LENGTH),
        lane_of(7, "", RIGHT, tokens=80, reason=None),
    ]
