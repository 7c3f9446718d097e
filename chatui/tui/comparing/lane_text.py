"""Says in words, figures and bars where the lanes of a comparison stand; pure."""

from collections.abc import Sequence

from chatui.comparison.summary import saved_tokens
from chatui.thought.steps.widths import cut_to_cells
from chatui.tui.comparing.shown_lane import ShownLane
from chatui.tui.key_names import KeyNames
from chatui.tui.state_text import seconds_text, tokens_text
from chatui.tui.thought.words import role_word
from chatui.tui.turn import Phase

_SIGNS = {
    Phase.WAITING: "○",
    Phase.LOADING: "○",
    Phase.READING: "○",
    Phase.THINKING: "●",
    Phase.ANSWERING: "▶",
    Phase.DONE: "✓",
    Phase.INTERRUPTED: "✗",
}
_CUT_SHORT = "■"
_PARTS = " ▏▎▍▌▋▊▉█"
DIFFERS = "≠ thought"
"""Marks a lane whose thought seems to have reached another answer than its reply."""


def sign(lane: ShownLane) -> str:
    """One character for where a lane stands."""
    return _SIGNS.get(lane.turn.phase, _CUT_SHORT)


def state_word(lane: ShownLane) -> str:
    """Where it stands, in a word or two; of a load and a prompt with how far they are."""
    turn = lane.turn
    match turn.phase:
        case Phase.LOADING | Phase.READING:
            word = "loading" if turn.phase is Phase.LOADING else "prompt"
            return f"{word} {turn.fraction * 100:.0f} %"
        case Phase.INTERRUPTED:
            return "failed"
        case Phase.STOPPED if lane.stopped_because:
            return "stopped early"
        case Phase.CUT_OFF:
            return "cut off"
        case Phase.BUDGET_SPENT:
            return "budget spent"
        case _:
            return str(turn.phase)


def step_word(lane: ShownLane) -> str:
    """`step 4 check`: what is being written, or how many steps there were; empty before the first."""
    return " ".join(_step_words(lane))


def _step_words(lane: ShownLane) -> list[str]:
    reading = lane.turn.reading
    if not reading.n_steps:
        return []
    if lane.is_over or lane.turn.answer.pieces:
        return [f"≈{reading.n_steps} step{'' if reading.n_steps == 1 else 's'}"]
    step = reading.step(reading.n_steps - 1)
    role = role_word(step.role) if step else ""
    return [f"step {reading.n_steps}", *filter(None, [role])]


def figures(lane: ShownLane, now: float, cells: int) -> str:
    """`3.2 s · 118 tok · 37/s · step 4 check`, as much of it as has room; empty before the first token."""
    if not lane.tokens:
        return ""
    rate = lane.tokens_per_s(now)
    text = f"{seconds_text(lane.seconds(now))} · {lane.tokens:,} tok"
    between = " · "
    for part in [*filter(None, [f"{rate:,.0f}/s" if rate else ""]), *_step_words(lane)]:
        longer = f"{text}{between}{part}"
        if len(longer) > cells:
            return text
        text, between = longer, " · " if part.endswith("/s") else " "
    return text


def outcome(lane: ShownLane) -> str:
    """`A = 42`: its group and its answer, with a mark where the thought seems to say something else.

    Empty while there is no answer.
    """
    if not lane.final_answer:
        return f"{lane.group} free answer".lstrip() if lane.turn.phase is Phase.DONE else ""
    mark = f" {DIFFERS}" if lane.differs_from_thought else ""
    return f"{lane.group} = {lane.final_answer}{mark}".lstrip()


def outcome_sentences(lane: ShownLane, keys: KeyNames) -> tuple[str, str]:
    """A sentence on a lane that did not simply end, and what to do next; both empty for one that did."""
    turn = lane.turn
    without = " It was still thinking and gave no answer." if not turn.answer.pieces else ""
    match turn.phase:
        case Phase.CUT_OFF:
            said, hint = f"Cut off: max tokens was reached.{without}", ""
        case Phase.CONTEXT_FULL:
            said = f"The context is full.{without}"
            hint = "{compare.new} compares again: with fewer lanes at once, each has more of it."
        case Phase.BUDGET_SPENT:
            said = f"The thought budget is spent.{without}"
            hint = "{compare.new} compares again, with another budget."
        case Phase.STOPPED if lane.stopped_because:
            said, hint = f"Stopped early: {lane.stopped_because}", ""
        case Phase.INTERRUPTED:
            return turn.error or "The engine could not go on.", turn.hint
        case _:
            said, hint = "", ""
    return said, keys.text(hint)


def name(lane: ShownLane) -> str:
    """`3`, `8 again 2`: by what a person calls it."""
    return f"{lane.number}" if lane.repeats is None else f"{lane.number} again {lane.repeats}"


def bar(part: float, cells: int) -> str:
    """A bar of eighths; `part` is 0 to 1."""
    eighths = round(min(1.0, max(0.0, part)) * cells * 8)
    full, rest = divmod(eighths, 8)
    return ("█" * full + (_PARTS[rest] if rest else "")).ljust(cells)


def summary(lanes: Sequence[ShownLane], now: float) -> str:
    """`3 of 4 over · 1,204 tokens · 212 tok/s together`."""
    over = sum(lane.is_over for lane in lanes)
    parts = [f"{over} of {len(lanes)} over" if over < len(lanes) else _all_over(lanes)]
    if tokens := sum(lane.tokens for lane in lanes):
        parts.append(tokens_text(tokens))
    rates = [lane.tokens_per_s(now) for lane in lanes if lane.tokens and not lane.is_over]
    if any(rates):
        parts.append(f"{sum(rates):,.0f} tok/s together")
    if failed := sum(lane.turn.phase is Phase.INTERRUPTED for lane in lanes):
        parts.append(f"{failed} failed")
    return " · ".join(parts)


def saved_text(lanes: Sequence[ShownLane]) -> str:
    """What stopping early saved, an estimate; empty where no rule stopped a lane."""
    stopped = [lane for lane in lanes if lane.stopped_because]
    if not stopped:
        return ""
    count = f"{len(stopped)} lane{'' if len(stopped) == 1 else 's'}"
    cut = [lane.lane for lane in stopped if lane.turn.phase is Phase.STOPPED]
    saved = saved_tokens([lane.lane for lane in lanes], cut)
    estimate = f" About {tokens_text(saved)} saved." if saved else ""
    return f"{count} stopped early: {stopped[0].stopped_because}{estimate}"


def gauge(lane: ShownLane, longest: int, cells: int, now: float) -> str:
    """One line for one lane; its bar is drawn against `longest`, the tokens of the longest lane."""
    if lane.turn.phase in (Phase.LOADING, Phase.READING):
        part = lane.turn.fraction
    else:
        part = lane.tokens / longest if longest else 0.0
    width = 14 if cells >= 76 else 8
    rate = f"{lane.tokens_per_s(now):>5,.0f}/s" if lane.tokens else " " * 7
    parts = [
        f"{sign(lane)} {name(lane):<2}",
        f"{state_word(lane):<13}",
        bar(part, width),
        f"{lane.tokens:>6,}",
        f"{seconds_text(lane.seconds(now)):>7}",
    ]
    if cells >= 76:
        parts.append(rate)
    if cells >= 96 and lane.label:
        parts.append(lane.label)
    end = outcome(lane) if lane.is_over else step_word(lane)
    return cut_to_cells("  ".join([*parts, end]), max(2, cells))


def _all_over(lanes: Sequence[ShownLane]) -> str:
    return f"all {len(lanes)} over" if len(lanes) > 1 else "over"
