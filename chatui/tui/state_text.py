"""Says in words and figures where a turn stands; pure, so that every screen and test says the same."""

from chatui.chat.events import ThoughtEnd
from chatui.tui.key_names import KeyNames
from chatui.tui.turn import Phase, Stretch, Turn

_RATE_AFTER_S = 0.3
"""Below this a rate is mostly the noise of the flush interval."""


def seconds_text(seconds: float) -> str:
    """`3.2 s` below a minute, then `1 min 05 s`."""
    if seconds < 59.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s"


def tokens_text(tokens: int) -> str:
    """`1 token`, `1,234 tokens`."""
    return f"{tokens:,} token{'' if tokens == 1 else 's'}"


def stretch_text(stretch: Stretch, now: float) -> str:
    """`3.2 s · 118 tokens · 37 tok/s`; without a rate while that would be noise.

    Empty for a stretch of which nobody kept any figure.
    """
    seconds = stretch.elapsed(now)
    if not seconds and not stretch.tokens and stretch.seconds is not None:
        return ""
    parts = [seconds_text(seconds), tokens_text(stretch.tokens)]
    if seconds >= _RATE_AFTER_S or (stretch.seconds is not None and seconds > 0):
        parts.append(f"{stretch.tokens / seconds:,.0f} tok/s")
    return " · ".join(parts)


def turn_text(turn: Turn, now: float) -> str:
    """The state line of a turn."""
    match turn.phase:
        case Phase.LOADING | Phase.READING:
            return f"{turn.phase} {turn.fraction:.0%}".replace("%", " %")
        case Phase.THINKING:
            return f"thinking {stretch_text(turn.thought, now)}"
        case Phase.ANSWERING:
            return f"answering {stretch_text(turn.answer, now)}"
        case Phase.WAITING:
            return "waiting"
        case _:
            return " · ".join([turn.phase, *_figures(turn)])


def _figures(turn: Turn) -> list[str]:
    """What is known of a turn that is over."""
    parts = []
    if turn.total_s:
        parts.append(seconds_text(turn.total_s))
    if tokens := turn.thought.tokens + turn.answer.tokens:
        parts.append(tokens_text(tokens))
    if turn.tokens_per_s:
        parts.append(f"{turn.tokens_per_s:,.0f} tok/s")
    return parts


def outcome_figures(turn: Turn, now: float) -> str:
    """The line below an answer: what its thought and its text took."""
    parts = [] if turn.phase is Phase.DONE else [str(turn.phase)]
    if turn.thought.pieces and turn.thought.tokens:
        seconds = seconds_text(turn.thought.elapsed(now))
        parts.append(f"thought {seconds}, {tokens_text(turn.thought.tokens)}")
    if turn.answer.pieces and turn.answer.tokens:
        parts.append(f"answer {tokens_text(turn.answer.tokens)}")
    if turn.tokens_per_s:
        parts.append(f"{turn.tokens_per_s:,.0f} tok/s")
    return " · ".join(parts)


def thought_text(turn: Turn, now: float) -> str:
    """The header of the thought panel."""
    if not turn.thought.pieces:
        return "no thought" if turn.phase.is_over or turn.answer.pieces else str(turn.phase)
    figures = stretch_text(turn.thought, now)
    match turn.thought_end:
        case None:
            return f"{'thinking' if turn.phase is Phase.THINKING else 'thought'} {figures}"
        case ThoughtEnd.BUDGET:
            return " · ".join(filter(None, ["closed at the budget", figures]))
        case ThoughtEnd.CUT:
            return " · ".join(filter(None, [f"{turn.phase} in the thought", figures]))
        case _:
            return f"thought {figures}".rstrip()


def outcome_text(turn: Turn, keys: KeyNames) -> tuple[str, str]:
    """A sentence on a turn that did not simply end, and what to do next; both empty for one that did."""
    without = " The model was still thinking and gave no answer." if not turn.answer.pieces else ""
    go_on = "{chat.continue} goes on from here" if turn.can_go_on else ""
    match turn.phase:
        case Phase.STOPPED:
            said, hint = _sentence(go_on), ""
        case Phase.CUT_OFF:
            said = f"Cut off: max tokens was reached.{without}"
            hint = _sentence(go_on, "{chat.settings} sets a larger limit")
        case Phase.CONTEXT_FULL:
            said = f"The context is full.{without}"
            hint = "{chat.new} begins anew, {chat.settings} gives more room."
        case Phase.BUDGET_SPENT:
            said = f"The thought budget is spent.{without}"
            hint = _sentence("{chat.settings} sets a larger budget", go_on)
        case Phase.INTERRUPTED:
            again = "" if turn.hint else "{chat.again} answers again"
            rest = keys.text(_sentence(go_on, again))
            return turn.error or "The engine could not go on.", " ".join(filter(None, (turn.hint, rest)))
        case _:
            said, hint = "", ""
    return keys.text(said), keys.text(hint)


def _sentence(*parts: str) -> str:
    """What can be done, in one sentence."""
    said = ", ".join(filter(None, parts))
    return f"{said}." if said else ""
