"""What would fit in the place of a comparison that does not, in words and as a choice; pure."""

from dataclasses import replace

from chatui.comparison.planning import Offer
from chatui.tui.comparing.choice import CompareChoice


def offer_text(offer: Offer) -> str:
    """What taking it would change, as a sentence."""
    lanes = "1 lane" if offer.at_once == 1 else f"{offer.at_once} lanes"
    parts = [
        f"{lanes} at once" if offer.at_once else "",
        f"a context of {offer.n_ctx:,} tokens" if offer.n_ctx else "",
        f"a KV cache of {offer.kv_type}" if offer.kv_type else "",
        "one model after the other" if offer.is_together is False else "",
    ]
    return f"What would fit: {', '.join(filter(None, parts))}."


def with_offer(choice: CompareChoice, offer: Offer) -> CompareChoice:
    """The choice with what an offer changes of it."""
    return replace(
        choice,
        at_once=offer.at_once or choice.at_once,
        n_ctx=offer.n_ctx or choice.n_ctx,
        kv_type=offer.kv_type or choice.kv_type,
        is_together=choice.is_together if offer.is_together is None else offer.is_together,
    )
