"""Says a plan and its cost in sentences, before it starts; it plans nothing."""

from collections.abc import Iterator, Sequence

from chatui.comparison.contestants import LaneSpec
from chatui.comparison.plan import ModelPlan, Plan, batches_of
from chatui.library.figures import bytes_text
from chatui.models.fit.values import Verdict


def plan_sentences(plan: Plan, specs: Sequence[LaneSpec]) -> list[str]:
    """How the lanes are run and what that takes; figures of memory and speed are estimates."""
    several = f"{len(plan.models)} models, {_order(plan)}." if len(plan.models) > 1 else ""
    return [*filter(None, [several]), *_models(plan, specs)]


def _order(plan: Plan) -> str:
    known = [model.memory.total_bytes for model in plan.models if model.memory]
    if not plan.is_together:
        return "one after the other"
    whole = bytes_text(sum(size or 0 for size in known))
    return f"loaded together, about {whole}" if len(known) == len(plan.models) else "loaded together"


def _models(plan: Plan, specs: Sequence[LaneSpec]) -> Iterator[str]:
    for model in plan.models:
        own = [spec for spec in specs if spec.variant.launch.options.load.path == model.path]
        if own:
            name = own[0].variant.launch.model.ref
            batches = len(batches_of(own, plan))
            yield f"{name}: {_lanes(len(own), batches)}; {_context(model)}, {_cost(model)}."


def _lanes(lanes: int, batches: int) -> str:
    count = "1 lane" if lanes == 1 else f"{lanes} lanes"
    if batches == 1:
        return count if lanes == 1 else f"{count} together"
    return f"{count} in {batches} batches, one after the other"


def _context(model: ModelPlan) -> str:
    if model.n_ctx is None:
        return "the engine chooses the context"
    shared = " that they share" if model.lanes_at_once > 1 else ""
    return f"{model.n_ctx:,} tokens of context{shared}"


def _cost(model: ModelPlan) -> str:
    fit = model.fit
    if fit.needed_bytes is None or fit.available_bytes is None:
        return "whose memory chatui can not estimate"
    tight = ", which is tight" if fit.verdict is Verdict.TIGHT else ""
    speed = fit.tokens_per_s_estimate
    pace = f", at about {speed:.2g} tokens/s for a lane alone" if speed else ""
    return (
        f"about {bytes_text(fit.needed_bytes)} of {bytes_text(fit.available_bytes)} free memory{tight}{pace}"
    )
