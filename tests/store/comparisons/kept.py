"""Keeps small comparisons, without an engine."""

from collections.abc import Sequence
from dataclasses import dataclass

from chatui.chat.events import (
    AnswerDelta,
    Finished,
    FinishReason,
    ThoughtDelta,
    ThoughtEnd,
    ThoughtEnded,
    Usage,
)
from chatui.chat.sampling import SamplingParams
from chatui.store.comparisons.lane_recorder import LaneRecorder
from chatui.store.comparisons.values import NewLane, Run, Setup, Variant
from chatui.store.comparisons.writing import begin_comparison, begin_lanes
from chatui.store.database import Database
from chatui.store.owners import Owner, this_process
from chatui.store.recorder import Place, Turn, save_together
from chatui.store.values import ConversationSettings, Provenance

WARM = Variant("tiny", "tiny", "/models/tiny.gguf", "", None, SamplingParams(temperature=1.0))
COLD = Variant("tiny, cold", "tiny", "/models/tiny.gguf", "Be brief.", False, SamplingParams(temperature=0.0))
RUN = Run(0, 4096, 8, 2, 0, "f16", "as shipped", "llama.cpp 1", ("CPU: AMD",))


@dataclass(frozen=True, slots=True)
class Said:
    """What a lane says; None as reason: it is still running."""

    answer: str = "It is \\boxed{5}."
    thought: str = "Let me add. It is 5."
    reason: FinishReason | None = FinishReason.STOP
    variant: Variant = WARM
    repeats: int | None = None


def keep(
    database: Database,
    said: Sequence[Said],
    question: str = "2 + 3?",
    setup: Setup | None = None,
    owner: Owner | None = None,
) -> str:
    """Returns its id. Lane k has the seed k, the tokens 10 + k and 20 + k, and a log-probability for each.

    `owner` is whose lanes they are; None: this process's.
    """
    settings = ConversationSettings("tiny")
    key, question_id = begin_comparison(database, settings, question, (), setup or Setup())
    lanes = [
        NewLane(number, lane.variant, Provenance("tiny", "Q8_0", "ab", "cd", number), lane.repeats)
        for number, lane in enumerate(said)
    ]
    answers = begin_lanes(database, key, question_id, lanes, owner or this_process())
    recorders = []
    for number, (lane, answer_id) in enumerate(zip(said, answers, strict=True)):
        turn = Turn(Place(settings, key), question, question_id=question_id, answer_id=answer_id)
        turn.provenance = lanes[number].provenance
        recorders.append(_said(LaneRecorder(database, turn), number, lane))
    save_together(recorders)
    return key


def _said(recorder: LaneRecorder, number: int, lane: Said) -> LaneRecorder:
    recorder.run = RUN
    recorder.take(ThoughtDelta(0, lane.thought, 1, (-0.5,), (len(lane.thought),)))
    recorder.take(ThoughtEnded(0, ThoughtEnd.CLOSED, 1, 1.5))
    recorder.take(AnswerDelta(0, lane.answer, 1))
    if lane.reason is not None:
        tokens = (10 + number, 20 + number)
        recorder.take(
            Finished(0, lane.reason, number, Usage(9, 0, 1, 1), token_ids=tokens, prompt_sha256="ef")
        )
        recorder.end()
    return recorder
