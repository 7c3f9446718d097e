"""Chooses the catalogue's model to begin with on a machine: a pure function of both."""

from collections.abc import Mapping
from dataclasses import dataclass

from chatui.models.catalogue.entry import CatalogueEntry
from chatui.models.fit.fit import fit_of_entry
from chatui.models.fit.memory import ASSUMED_CTX
from chatui.models.fit.network import count_of
from chatui.models.fit.values import Fit, Machine, Verdict

FAST_ENOUGH = 5.0
"""Tokens per second, about as fast as people read; a thought of 2,000 tokens takes under seven minutes."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The model to begin with."""

    alias: str
    quantization: str
    fit: Fit
    why: str
    """A sentence or two for people, with the numbers."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    alias: str
    quantization: str
    parameters: float
    fit: Fit

    @property
    def is_r1(self) -> bool:
        """One of DeepSeek's own distills of R1."""
        return self.alias.startswith("r1-")

    @property
    def is_fast(self) -> bool:
        speed = self.fit.tokens_per_s_estimate
        return speed is None or speed >= FAST_ENOUGH


def recommend(models: Mapping[str, CatalogueEntry], machine: Machine) -> Choice | None:
    """The model to begin with; None where none is known to fit.

    The largest distill of R1 that fits with 8,192 tokens of context and is fast enough; if none is fast
    enough, the fastest; if none fits in its default quantization, one in a smaller quantization; if there is
    no such distill, the largest other model by the same rule.
    """
    fitting = _fitting(models, machine, every_quantization=False)
    r1 = [one for one in fitting if one.is_r1]
    r1 = r1 or [one for one in _fitting(models, machine, every_quantization=True) if one.is_r1]
    preferred = r1 or fitting
    if not preferred:
        return None
    fast = [one for one in preferred if one.is_fast]
    chosen = max(fast, key=_size) if fast else max(preferred, key=_speed)
    return Choice(chosen.alias, chosen.quantization, chosen.fit, _why(chosen))


def _size(one: _Candidate) -> tuple[float, int]:
    return one.parameters, one.fit.needed_bytes or 0


def _speed(one: _Candidate) -> float:
    return one.fit.tokens_per_s_estimate or 0.0


def _fitting(
    models: Mapping[str, CatalogueEntry], machine: Machine, *, every_quantization: bool
) -> list[_Candidate]:
    found = []
    for alias, entry in models.items():
        for quantization in entry.files if every_quantization else (entry.default,):
            fit = fit_of_entry(entry, quantization, machine, ASSUMED_CTX)
            if fit.verdict is Verdict.FITS:
                found.append(_Candidate(alias, quantization, count_of(entry.parameters) or 0.0, fit))
    return found


def _why(chosen: _Candidate) -> str:
    fit, kind = chosen.fit, "R1 distill" if chosen.is_r1 else "model"
    needed, free = (fit.needed_bytes or 0) / 1e9, (fit.available_bytes or 0) / 1e9
    memory = f"it needs {needed:.1f} of {free:.1f} GB free, with {ASSUMED_CTX:,} tokens of context"
    speed = fit.tokens_per_s_estimate
    if speed is None:
        return f"The largest {kind} that fits here: {memory}."
    which = f"The largest {kind} that fits here and is not slow"
    if not chosen.is_fast:
        which = f"The fastest {kind} that fits here"
    return f"{which}: {memory}, and writes an estimated {speed:.0f} tokens a second."
