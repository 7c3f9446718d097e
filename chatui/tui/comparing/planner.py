"""From a choice to what can be run: models found, variants made, memory checked; it shows nothing."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from chatui.comparison.contestants import Variant
from chatui.comparison.plan import Plan
from chatui.comparison.plan_words import plan_sentences
from chatui.comparison.planning import Misfit, Wish
from chatui.engine.requests import KvType
from chatui.launch import Launch
from chatui.tui.comparing.choice import CompareChoice
from chatui.tui.comparing.plan_text import offer_text, with_offer
from chatui.tui.comparing.planned import Planned, Planner, specs_for
from chatui.tui.comparing.variants import variants_of

PrepareModel: TypeAlias = Callable[[str, int | None, KvType | None], Launch]
"""Finds and checks a model, as the app's own does, but without using it from then on."""

PlanLanes: TypeAlias = Callable[[Sequence[Variant], Wish], Plan | Misfit]


def planner_of(prepare: PrepareModel, plan_lanes: PlanLanes) -> Planner:
    """Blocks when called, and raises what `prepare` raises."""

    def plan(choice: CompareChoice) -> Planned:
        launches = [prepare(ref, choice.n_ctx, choice.kv_type) for ref in choice.models]
        variants = variants_of(choice, launches)
        found = plan_lanes(variants, Wish(choice.lanes_each, choice.at_once, choice.is_together))
        if isinstance(found, Misfit):
            return _misfit(choice, variants, found)
        cost = " ".join(plan_sentences(found, specs_for(choice, variants)))
        return Planned(choice, variants, found, cost)

    return plan


def _misfit(choice: CompareChoice, variants: tuple[Variant, ...], misfit: Misfit) -> Planned:
    offer = misfit.offers[0] if misfit.offers else None
    why = misfit.what if offer is None else f"{misfit.what} {offer_text(offer)}"
    return Planned(
        choice, variants, None, refusal=why, offer=None if offer is None else with_offer(choice, offer)
    )
