"""What the thought panel says of steps, loops and confidence, in words; pure."""

from chatui.thought.loops import Loop
from chatui.thought.reading import ThoughtReading
from chatui.thought.steps.step import Role, Step
from chatui.tui.key_names import KeyNames
from chatui.tui.thought.confidence import DOUBT_BELOW, Confidence

HEURISTIC = "Steps and roles are a heuristic: rules over the words, and no model was asked."

ROLE_SIGNS = {
    Role.PLAN: "→",
    Role.COMPUTE: "=",
    Role.CHECK: "✓",
    Role.BACKTRACK: "↺",
    Role.CONCLUDE: "■",
    Role.OTHER: "·",
}
"""For terminals without colours, and panels too narrow for the word."""


def role_word(role: Role) -> str:
    """The role, empty where the rules found none."""
    return "" if role is Role.OTHER else str(role)


def counts_text(reading: ThoughtReading) -> str:
    """`≈12 steps · 3 checks · 2 backtracks`; the sign says that it is a heuristic. Empty before the first."""
    if not reading.n_steps:
        return ""
    parts = [f"≈{_many(reading.n_steps, 'step')}"]
    for role in (Role.CHECK, Role.BACKTRACK):
        if number := reading.count(role):
            parts.append(_many(number, role))
    return " · ".join(parts)


def loop_text(loop: Loop, span: str, is_running: bool, keys: KeyNames, stop: str = "chat.stop") -> str:
    """The warning of a thought that goes round; it repeats `span`, and the command `stop` ends it."""
    words, characters = len(span.split()), len(span.strip())
    what = f"the same {words} words" if words > 1 else f"the same {characters:,} characters"
    if is_running:
        stops = f"{keys.name(stop)} stops"
        return f"repeats {what} for the {_ordinal(loop.count)} time · {stops} (heuristic)"
    return f"ended repeating {what}, {loop.count} times (heuristic)"


def legend_text(confidence: Confidence, number: int, step: Step | None) -> str:
    """The mean of one step, for those who see no shades, and what to write before the scale of shades."""
    if not len(confidence):
        return "No confidence was recorded here; the next question's thought will have it."
    mean = confidence.mean(step.start, step.end) if step else None
    said = "" if mean is None else f"step {number}: {sure_text(mean)} sure on average · "
    return f"{said}probability of a token: "


def scale() -> list[str]:
    """What the shades stand for, the lightest first."""
    return [f"below {limit * 100:.0f} %" for limit in sorted(DOUBT_BELOW.values(), reverse=True)]


def sure_text(probability: float) -> str:
    """`81 %`; never 100 % for what is less."""
    return f"{min(99, round(probability * 100)) if probability < 1 else 100} %"


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
