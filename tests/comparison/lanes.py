"""Variants, plans and comparisons for the tests, on the bundled model or on a script."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from threading import Event as Signal

from chatui.chat.events import Finished, FinishReason
from chatui.chat.sampling import SamplingParams
from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import LaneSpec, Question, Variant, specs_of
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.events import ComparisonEvent, LaneEvent
from chatui.comparison.lane import Lane, LaneState
from chatui.comparison.plan import ModelPlan, Plan
from chatui.engine.base import Engine
from chatui.engine.requests import LoadRequest
from chatui.launch import Choices, prepare

QUESTION = Question("What is 47 + 85?")


def variant(
    label: str = "tiny",
    *,
    path: str | None = None,
    sampling: SamplingParams | None = None,
    think: bool | None = None,
    system: str = "",
) -> Variant:
    """The bundled model; another `path` makes it another model."""
    launch = prepare(Choices(model="tiny"), 0)
    load = launch.options.load if path is None else LoadRequest(path)
    options = replace(
        launch.options,
        load=load,
        sampling=sampling or launch.options.sampling,
        think=think,
        system=system,
    )
    return Variant(label, replace(launch, options=options))


def plan_of(
    variants: Iterable[Variant], *, at_once: int = 8, n_ctx: int | None = None, together: bool = False
) -> Plan:
    paths = dict.fromkeys(each.launch.options.load.path for each in variants)
    return Plan(tuple(ModelPlan(path, at_once, n_ctx) for path in paths), together)


def comparison_of(
    open_engine: Callable[[], Engine],
    variants: tuple[Variant, ...] | None = None,
    lanes_each: int = 1,
    *,
    seed: int = 0,
    at_once: int = 8,
    n_ctx: int | None = None,
    together: bool = False,
    early_stop: EarlyStop | None = None,
    logprobs: bool = False,
    question: Question = QUESTION,
    specs: list[LaneSpec] | None = None,
) -> Comparison:
    contestants = variants or (variant(),)
    return Comparison(
        question,
        specs or specs_of(contestants, lanes_each, seed),
        plan_of(contestants, at_once=at_once, n_ctx=n_ctx, together=together),
        open_engine,
        early_stop=early_stop,
        logprobs=logprobs,
    )


def ends(comparison: Comparison) -> list[FinishReason | None]:
    """Of all lanes in their order."""
    return [lane.finish_reason for lane in comparison.lanes]


def states(lanes: Iterable[Lane]) -> list[LaneState]:
    return [lane.state for lane in lanes]


def is_end(item: ComparisonEvent) -> bool:
    return isinstance(item, LaneEvent) and isinstance(item.event, Finished)


class Gate:
    """The `sleep` of a scripted engine: it waits at its `at`-th pause until it is opened."""

    def __init__(self, at: int) -> None:
        self.reached = Signal()
        self._left = at
        self._opened = Signal()

    def __call__(self, seconds: float) -> None:
        self._left -= 1
        if self._left == 0:
            self.reached.set()
            assert self._opened.wait(60)

    def open(self) -> None:
        """Let the engine go on."""
        self._opened.set()
