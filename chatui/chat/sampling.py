"""How tokens are drawn; this module does not know who draws them."""

from dataclasses import dataclass

from chatui.errors import PromptError

SEED_LIMIT = 2**32 - 1
"""Seeds are below this; the engine reads 2**32 - 1 itself as "pick one"."""


@dataclass(frozen=True, slots=True)
class SamplingParams:
    """Sampling parameters; the defaults are DeepSeek's for R1 (its README, "Usage Recommendations")."""

    temperature: float = 0.6
    """0 (always the likeliest token) to 2."""
    top_p: float = 0.95
    """Keep the likeliest tokens that together reach this probability, over 0 to 1; 1 keeps all."""
    top_k: int = 0
    """Keep only this many of the likeliest tokens; 0 keeps all."""
    min_p: float = 0.0
    """Drop tokens less likely than this share of the likeliest, 0 to 1."""
    repeat_penalty: float = 1.0
    """Over 0; above 1 makes tokens of the last 64 less likely; 1 is off."""
    max_tokens: int | None = None
    """At most this many tokens, thought and answer together; None: until the context is full."""
    thought_budget: int | None = None
    """At most this many thought tokens, then the answer must begin; None: no budget."""

    def __post_init__(self) -> None:
        """Refuse what the sampler cannot mean; PromptError names the parameter and its range."""
        _check("temperature", self.temperature, 0 <= self.temperature <= 2, "0 to 2")
        _check("top_p", self.top_p, 0 < self.top_p <= 1, "over 0 and at most 1")
        _check("top_k", self.top_k, self.top_k >= 0, "0 (off) or more")
        _check("min_p", self.min_p, 0 <= self.min_p <= 1, "0 to 1")
        _check("repeat_penalty", self.repeat_penalty, 0 < self.repeat_penalty <= 10, "over 0 and at most 10")
        _check("max_tokens", self.max_tokens, self.max_tokens is None or self.max_tokens > 0, "1 or more")
        budget = self.thought_budget
        _check("thought_budget", budget, budget is None or budget >= 0, "0 or more")


def _check(name: str, value: float | None, holds: bool, valid: str) -> None:
    if not holds:
        raise PromptError(f"{name} {value} is out of range.", f"Give {valid}.")
