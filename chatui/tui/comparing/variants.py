"""From what a person chose to the variants that are compared; which models there are is not known here."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from chatui.comparison.contestants import Variant
from chatui.launch import Launch
from chatui.session import SessionOptions
from chatui.tui.comparing.choice import CompareChoice

_THINK = {None: "thinks as the model does", True: "thinks", False: "no thought"}


def variants_of(choice: CompareChoice, launches: Sequence[Launch]) -> tuple[Variant, ...]:
    """One for each combination; `launches` are the chosen models, in their order."""
    return tuple(
        _variant(choice, launch, temperature, think, budget)
        for launch, temperature, think, budget in product(
            launches, choice.temperatures, choice.think, choice.budgets
        )
    )


def _variant(
    choice: CompareChoice, launch: Launch, temperature: float, think: bool | None, budget: int | None
) -> Variant:
    options = _options(choice, launch)
    sampling = replace(options.sampling, temperature=temperature, thought_budget=budget)
    ref = launch.model.ref
    said = [
        ref if len(choice.models) > 1 else "",
        f"temperature {temperature:g}" if len(choice.temperatures) > 1 else "",
        _THINK[think] if len(choice.think) > 1 else "",
        ("no budget" if budget is None else f"budget {budget:,}") if len(choice.budgets) > 1 else "",
    ]
    label = " · ".join(filter(None, said)) or ref
    changed = replace(options, sampling=sampling, think=think)
    return Variant(label, replace(launch, options=changed))


def _options(choice: CompareChoice, launch: Launch) -> SessionOptions:
    """The model's own options, or those of the conversation where it is the conversation's model."""
    own, base = launch.options, choice.base
    if base is None or base.load.path != own.load.path:
        return own
    return replace(own, sampling=base.sampling, system=base.system)
