"""What is said above and below two aligned thoughts; pure."""

from chatui.thought.comparison.divergence import Kind
from chatui.tui.comparing.aligned import Aligned

HEURISTIC = (
    "Steps, roles and what matches are heuristics: rules over words, numbers and equations, and no model was "
    "asked."
)

_KINDS = {
    Kind.EXTRA: "only one has these steps",
    Kind.DIFFERENT: "different ways",
    Kind.CONFLICT: "conflicting numbers",
}


def summary(aligned: Aligned, left: str, right: str) -> str:
    """`lane 0: 12 steps · lane 3: 14 steps · 9 match · 3 divergences · fork at step 4`; ≈: a heuristic."""
    steps = [
        sum(row.left is not None for row in aligned.rows),
        sum(row.right is not None for row in aligned.rows),
    ]
    count = len(aligned.alignment.divergences)
    parts = [
        f"{left}: ≈{_many(steps[0], 'step')}",
        f"{right}: ≈{_many(steps[1], 'step')}",
        f"{aligned.matched:,} match",
        _many(count, "divergence") if count else "no divergence",
    ]
    return " · ".join([*parts, *filter(None, [fork_text(aligned)])])


def fork_text(aligned: Aligned) -> str:
    """Before which steps the thoughts fork; empty where they do not."""
    fork = aligned.alignment.fork
    if fork is None:
        return ""
    rows = aligned.rows[fork.first :]
    left = next((row.left.index + 1 for row in rows if row.left), None)
    right = next((row.right.index + 1 for row in rows if row.right), None)
    known = [str(step) for step in (left, right) if step is not None]
    return f"fork at step {known[0]}" if len(set(known)) == 1 else f"fork at steps {' and '.join(known)}"


def divergence_text(aligned: Aligned, place: int) -> str:
    """`divergence 2 of 5: different ways`."""
    found = aligned.alignment.divergences
    fork = " (the fork)" if place == aligned.fork else ""
    return f"divergence {place + 1} of {len(found)}{fork}: {_KINDS[found[place].kind]}"


def legend(left: str, right: str) -> str:
    """What the signs mean."""
    return (
        f"│ same  ~ other words  ! other numbers  < only {left}  > only {right}  "
        "[-left-] {+right+} differ · a heuristic"
    )


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
