"""With which settings an evaluation begins, or goes on from where it was left; it asks no question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chatui.comparison.contestants import Variant, specs_of
from chatui.comparison.evaluation_file import ResultsFile
from chatui.comparison.evaluation_questions import ReferenceQuestion, questions_sha256
from chatui.comparison.evaluation_results import ANOTHER_FILE, KeptResults
from chatui.comparison.evaluation_settings import EvaluationSettings, identity_of
from chatui.comparison.plan_words import plan_sentences
from chatui.comparison.planning import Misfit, Wish
from chatui.comparison.planning_here import plan_here
from chatui.errors import StoreError
from chatui.launch import Launch


@dataclass(frozen=True, slots=True)
class Beginning:
    """The settings, and what to say of them."""

    settings: EvaluationSettings
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person wants asked of a model."""

    launch: Launch
    questions: Sequence[ReferenceQuestion]
    lanes: int
    at_once: int | None
    """At most so many lanes in one batch; None: it is left open."""
    has_seed: bool
    """The seed is the person's own, and not drawn."""


def beginning(asked: Asked, file: ResultsFile) -> Beginning:
    """A plan by the memory at hand for a new file, else the settings that the file was begun with.

    Raises ChatuiError where the memory is too small, StoreError where the file's settings are others.
    """
    return _planned(asked) if file.kept is None else _joined(asked, file.kept, file)


def _planned(asked: Asked) -> Beginning:
    variants = (Variant(asked.launch.model.ref, asked.launch),)
    plan = plan_here(variants, Wish(asked.lanes, asked.at_once))
    if isinstance(plan, Misfit):
        raise plan.error
    (model,) = plan.models
    settings = replace(_settings(asked), lanes_at_once=model.lanes_at_once, n_ctx=model.n_ctx)
    return Beginning(settings, tuple(plan_sentences(plan, specs_of(variants, asked.lanes, settings.seed))))


def _joined(asked: Asked, kept: KeptResults, file: ResultsFile) -> Beginning:
    wanted = _settings(asked)
    left_open = {
        "seed": not asked.has_seed,
        "lanes_at_once": asked.at_once is None,
        "n_ctx": wanted.n_ctx is None,
    }
    joined = wanted.adopting(kept.settings, [name for name, is_open in left_open.items() if is_open])
    if different := joined.differences(kept.settings):
        what = f"{file.path} was begun with other settings: {'; '.join(different)}."
        raise StoreError(what, f"Give the same ones to go on. {ANOTHER_FILE}")
    before = f"{len(kept.results)} of {len(asked.questions)} questions were answered before."
    return Beginning(joined, (before,))


def _settings(asked: Asked) -> EvaluationSettings:
    options = asked.launch.options
    return EvaluationSettings(
        model=identity_of(asked.launch.model),
        questions_sha256=questions_sha256(asked.questions),
        lanes=asked.lanes,
        lanes_at_once=asked.at_once or asked.lanes,
        seed=options.seed,
        sampling=options.sampling,
        system=options.system,
        think=options.think,
        n_ctx=options.load.n_ctx,
        kv_type=options.load.kv_type,
    )
