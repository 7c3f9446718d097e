"""From a kept comparison back to what can be run: question, models, lanes and batches; it runs nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from chatui.chat.events import FinishReason
from chatui.comparison.contestants import LaneSpec, Question, Variant
from chatui.comparison.plan import ModelPlan, Plan
from chatui.engine.requests import KvType, LoadRequest
from chatui.errors import ModelError
from chatui.launch import Choices, Launch, prepare
from chatui.session import SessionOptions
from chatui.store.comparisons import values as kept
from chatui.store.comparisons.values import KeptComparison, KeptLane, Run


def question_of(comparison: KeptComparison) -> Question:
    """What every lane was asked."""
    return Question(comparison.question.text, comparison.question.attachments)


def variant_of(variant: kept.Variant, run: Run | None = None) -> Variant:
    """The variant with its model's file as it is on this disk now, loaded as in `run`, else as usual.

    Raises ModelError where it is not here any more.
    """
    launch = _launch(variant)
    path = str(launch.model.path.absolute())
    load = launch.options.load if run is None else _load(path, run)
    options = SessionOptions(
        load=replace(load, path=path),
        sampling=variant.sampling,
        system=variant.system,
        think=variant.think,
        model_ref=variant.model_ref,
    )
    return Variant(variant.label, replace(launch, options=options))


def variants_again(lanes: Iterable[KeptLane]) -> dict[int, Variant]:
    """The variant of each lane whose model was loaded, by the lane's number; raises as `variant_of`."""
    known: dict[object, Variant] = {}
    found: dict[int, Variant] = {}
    for lane in lanes:
        if lane.run is not None:
            key = lane.variant, replace(lane.run, batch=0)
            if key not in known:  # reading a model's header takes some time
                known[key] = variant_of(lane.variant, lane.run)
            found[lane.number] = known[key]
    return found


def batches_again(lanes: Iterable[KeptLane]) -> list[tuple[Run, list[KeptLane]]]:
    """The lanes that were decoded together, with what they ran on, in the order in which the batches ran."""
    batches: dict[int, tuple[Run, list[KeptLane]]] = {}
    for lane in lanes:
        if lane.run is not None:
            batches.setdefault(lane.run.batch, (lane.run, []))[1].append(lane)
    return [batches[number] for number in sorted(batches)]


def plan_again(batch: Sequence[LaneSpec], run: Run, is_together: bool) -> Plan:
    """How one batch is run as it was."""
    path = batch[0].variant.launch.options.load.path
    return Plan((ModelPlan(path, run.n_lanes, run.n_ctx),), is_together)


def spec_again(number: int, lane: KeptLane, variant: Variant) -> LaneSpec:
    """A lane that draws what it drew; one that was stopped draws one token more, which stops it there again.

    With that the lanes of its batch have as many neighbours at each step as they had.
    """
    drawn, seed = lane.drawn, lane.answer.provenance.seed or 0
    if drawn is None or lane.answer.outcome.finish_reason is not FinishReason.CANCELLED:
        return LaneSpec(number, variant, seed)
    launch = variant.launch
    sampling = replace(launch.options.sampling, max_tokens=len(drawn.token_ids) + 1)
    stopped = replace(launch, options=replace(launch.options, sampling=sampling))
    return LaneSpec(number, replace(variant, launch=stopped), seed)


def _launch(variant: kept.Variant) -> Launch:
    """The file where it was, else wherever the model's name leads now."""
    if variant.path and Path(variant.path).is_file():
        return prepare(Choices(variant.path), 0)
    if not variant.model_ref:
        raise ModelError(
            f"{variant.path} is not on this disk any more.", "Put it back, or run another model."
        )
    return prepare(Choices(variant.model_ref), 0)


def _load(path: str, run: Run) -> LoadRequest:
    return LoadRequest(
        path=path,
        n_ctx=run.n_ctx,
        n_lanes=run.n_lanes,
        n_threads=run.n_threads,
        gpu_layers=run.gpu_layers,
        kv_type=KvType(run.kv_type),
    )
