"""Figures as tables for people, and their place in the docs; knows not how they were measured."""

import re
from collections.abc import Sequence

from bench.figures import Figure, Section

BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"
_SECTION = re.compile(r"<!-- part: (?P<part>\S+) -->(?P<text>.*?)(?=<!-- part: |\Z)", re.DOTALL)


def section_text(section: Section) -> str:
    """A section in Markdown."""
    columns = ["figure", section.ours, *([section.other, "ratio"] if section.other else []), "goal", "spread"]
    rows = [columns, ["---"] * len(columns), *(_row(figure, section) for figure in section.figures)]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return f"### {section.title}\n\n{section.note}\n\n{table}\n\n{section.measured}\n"


def _row(figure: Figure, section: Section) -> list[str]:
    compared = []
    if section.other:
        compared = [
            number(sorted(figure.other)[len(figure.other) // 2], figure.unit) if figure.other else "",
            "" if figure.ratio is None else f"{figure.ratio:.3f}",
        ]
    return [figure.what, number(figure.value, figure.unit), *compared, _goal(figure), _spread(figure)]


def number(value: float, unit: str) -> str:
    """A value with its unit, in three digits that count."""
    digits = max(0, 2 - len(str(int(abs(value))).lstrip("0")) + 1)
    return f"{value:,.{min(digits, 3)}f} {unit}"


def _goal(figure: Figure) -> str:
    bounds = [("at least", figure.least), ("at most", figure.most)]
    goals = [f"{word} {bound:g}" for word, bound in bounds if bound is not None]
    if not goals:
        return ""
    return f"{' and '.join(goals)}: {'holds' if figure.holds else 'MISSED'}"


def _spread(figure: Figure) -> str:
    count = len(figure.ours)
    shown = figure.ours
    if figure.other:
        shown = tuple(mine / theirs for mine, theirs in zip(figure.ours, figure.other, strict=True))
    if count == 1:
        return "one run"
    return f"{min(shown):.3g} to {max(shown):.3g} in {count} runs"


def with_section(page: str, part: str, section: Section, order: Sequence[str]) -> str:
    """`page` with the section of one part in place of its older one; other parts of `order` keep theirs.

    ValueError where the page has no markers.
    """
    head, begin, rest = page.partition(BEGIN)
    figures, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the page has no {BEGIN} and {END}")
    texts = {found["part"]: found["text"].strip() for found in _SECTION.finditer(figures)}
    texts[part] = section_text(section).strip()
    blocks = [f"<!-- part: {name} -->\n\n{texts[name]}\n\n" for name in order if name in texts]
    return f"{head}{BEGIN}\n\n{''.join(blocks)}{END}{tail}"
