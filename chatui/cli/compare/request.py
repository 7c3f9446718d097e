"""What a person asked of `chatui compare`, as one value, and the variants that it means."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import product
from typing import Any

from chatui.cli.compare.vary import Varied, label_of
from chatui.cli.questions import Question
from chatui.comparison.contestants import Variant
from chatui.comparison.early_stop import EarlyStop
from chatui.comparison.planning import Wish
from chatui.launch import Choices, prepare


@dataclass(frozen=True, slots=True)
class Request:
    """A question and who is to answer it how often."""

    question: Question
    choices: Choices
    """What holds for every lane."""
    refs: tuple[str, ...]
    """Models; none: the usual one."""
    varied: tuple[Varied, ...]
    wish: Wish
    early_stop: EarlyStop
    pulls: bool = False
    """Models that are not here are downloaded first."""
    keeps: bool = False
    """It is kept as a comparison."""

    @property
    def choices_of_models(self) -> tuple[Choices, ...]:
        """The choices with each model."""
        refs = dict.fromkeys(self.refs)
        return tuple(replace(self.choices, model=ref) for ref in refs) or (self.choices,)

    def variants(self, seed: int) -> tuple[Variant, ...]:
        """Every model under every setting; `seed` is taken where the person gave none.

        Raises what `prepare` raises.
        """
        return tuple(
            self._variant(choices, values, seed)
            for choices in self.choices_of_models
            for values in product(*(varied.values for varied in self.varied))
        )

    def _variant(self, choices: Choices, values: tuple[object, ...], seed: int) -> Variant:
        settings: dict[str, Any] = {
            varied.field: value
            for varied, value in zip(self.varied, values, strict=True)
            if value is not None
        }
        usual: dict[str, Any] = {varied.field: None for varied in self.varied}
        launch = prepare(replace(choices, **(usual | settings)), seed)
        named = [label_of(varied.name, value) for varied, value in zip(self.varied, values, strict=True)]
        model = [launch.model.ref] if len(self.choices_of_models) > 1 or not named else []
        return Variant(", ".join([*model, *named]), launch)


def request_of(question: Question, wanted: Mapping[str, Any]) -> Request:
    """The request from the options by the names of the fields that they go to."""

    def given(kind: type) -> dict[str, Any]:
        return {field.name: wanted[field.name] for field in fields(kind) if field.name in wanted}

    return Request(
        question=question,
        choices=Choices(**given(Choices)),
        wish=Wish(**given(Wish)),
        early_stop=EarlyStop(**given(EarlyStop)),
        **given(Request),
    )
