"""Lanes that say different things, on a scripted engine; a test lets them go on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from chatui.comparison.comparison import Comparison
from chatui.comparison.contestants import Question, Variant, specs_of
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.plan import ModelPlan, Plan
from chatui.engine.script import Piece, PieceKind, Script, words
from chatui.engine.scripted import ScriptedEngine
from tests.tui.library import launch_of

THOUGHT = (
    "First, I add the ones: 2 + 0 = 2.\n\n"
    "Then the tens: 1 + 3 = 4.\n\n"
    "Wait, let me double-check the tens.\n\n"
    "Therefore, the answer is {answer}.\n\n"
)
QUESTION = "What is 12 + 30?"


def said(lane: int, answer: str, times: int = 1) -> list[Piece]:
    """A thought of so many rounds and an answer."""
    thought = (THOUGHT * times).format(answer=answer)
    return [
        *words(thought, PieceKind.THOUGHT, lane=lane),
        *words(f"So it is \\boxed{{{answer}}}.", PieceKind.ANSWER, lane=lane),
    ]


def together(*lanes: Sequence[Piece], pause_s: float = 0.0) -> Script:
    """Lanes that take turns, one token each after a pause, as those of a batch do."""
    return Script(tuple(_in_turns(lanes, pause_s)))


def _in_turns(lanes: Sequence[Sequence[Piece]], pause_s: float) -> Iterator[Piece]:
    for row in zip_longest(*lanes):
        pause = pause_s
        for piece in row:
            if piece is not None:
                yield replace(piece, pause_s=max(pause, piece.pause_s))
                pause = 0.0


def comparison_of(
    script: Script,
    lanes: int,
    *,
    sleep: Callable[[float], None] = lambda _: None,
    early_stop: EarlyStop | None = None,
    labels: Sequence[str] = ("tiny",),
    further: Sequence[Script] = (),
) -> Comparison:
    """Of so many lanes for each label, the first batch of which plays `script`, and later ones `further`."""
    launch = launch_of("tiny")
    variants = tuple(Variant(label, launch) for label in labels)
    plan = Plan((ModelPlan(launch.options.load.path, lanes * len(labels)),))
    return Comparison(
        Question(QUESTION),
        specs_of(variants, lanes, 1),
        plan,
        lambda: ScriptedEngine([script, *further], sleep=sleep),
        early_stop=early_stop,
    )
