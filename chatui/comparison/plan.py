"""How a comparison is run: how many lanes at once, in how much context; what fits is decided elsewhere."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from chatui.comparison.contestants import LaneSpec, Variant
from chatui.comparison.track import Batch
from chatui.engine.requests import LoadRequest
from chatui.models.fit.values import Fit, Memory


@dataclass(frozen=True, slots=True)
class ModelPlan:
    """How one model is run."""

    path: str
    lanes_at_once: int
    """Decoded in one batch; further lanes wait. At least 1."""
    n_ctx: int | None = None
    """Tokens that the lanes of a batch share; None: what the engine finds room for."""
    memory: Memory | None = None
    """What it takes; None: not known of this model."""
    fit: Fit = field(default_factory=Fit.unknown)


@dataclass(frozen=True, slots=True)
class Plan:
    """How all of a comparison is run."""

    models: tuple[ModelPlan, ...]
    is_together: bool = False
    """Several models are loaded at once; else one is loaded when the one before is done."""

    def load(self, variant: Variant) -> LoadRequest:
        """How a variant's model is loaded: alike for all variants of one model, so that it is loaded once.

        ValueError for a model that nothing was planned for.
        """
        wanted = variant.launch.options.load
        planned = next((model for model in self.models if model.path == wanted.path), None)
        if planned is None:
            raise ValueError(f"nothing was planned for {wanted.path}")
        return replace(wanted, n_lanes=planned.lanes_at_once, n_ctx=planned.n_ctx)


def batches_of(specs: Iterable[LaneSpec], plan: Plan) -> list[Batch]:
    """The lanes in batches that share a model and a prompt, in the order of their first lanes."""
    alike: dict[tuple[object, ...], list[LaneSpec]] = {}
    for spec in specs:
        options = spec.variant.launch.options
        alike.setdefault((options.load, options.think, options.system), []).append(spec)
    return [
        Batch(load, part)
        for group in alike.values()
        for load in [plan.load(group[0].variant)]
        for part in _parts(group, load.n_lanes)
    ]


def _parts(specs: Sequence[LaneSpec], size: int) -> Iterator[tuple[LaneSpec, ...]]:
    for start in range(0, len(specs), size):
        yield tuple(specs[start : start + size])
