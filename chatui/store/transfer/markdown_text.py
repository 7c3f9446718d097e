"""Puts text into Markdown so that nothing of it is markup; it knows no content."""

import re

from chatui.chat.display_text import display_text, one_line


def folded(label: str, text: str) -> str:
    """A text behind a line that opens it."""
    safe = label.replace("&", "&amp;").replace("<", "&lt;")
    return f"<details>\n<summary>{safe}</summary>\n\n{fenced(text)}\n\n</details>"


def fenced(text: str) -> str:
    """A text in a fence longer than any inside it."""
    shown = display_text(text).strip("\n")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{shown}\n{fence}"


def cell(text: str) -> str:
    """A text in a cell of a table, as code, so that nothing of it is markup; empty for an empty one."""
    shown = one_line(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    tick = "`" * (longest + 1)
    return f"{tick} {shown} {tick}" if longest else f"`{shown}`" if shown else ""
