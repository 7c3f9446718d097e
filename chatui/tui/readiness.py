"""What is needed first when an answer comes or a screen is opened, done before that; it shows nothing."""

import asyncio
import importlib
from pathlib import Path

from textual.app import App

from chatui.chat.maths.formula import unicode_formula
from chatui.tui.widgets.code_block import CodeBlock
from chatui.tui.widgets.streaming_markdown import parser

_SCREENS = Path(__file__).parent / "screens"
_MARKDOWN = "1. **one** https://example.org\n\n```python\n```\n"


async def get_ready(app: App[None]) -> None:
    """Read the style sheets of all screens, and load what draws code and formulas.

    To be called once the first frame is drawn. Textual reads a screen's style sheet when it is first shown,
    and then gives every widget of the screen below its styles anew, which takes a tenth of a second.
    """
    for path in sorted(_SCREENS.glob("*.tcss")):
        if not app.stylesheet.has_source(str(path)):
            app.stylesheet.read(path)
    app.stylesheet.parse()
    await asyncio.to_thread(_load)


def _load() -> None:
    importlib.import_module("chatui.tui.screens.comparing")
    parser().parse(_MARKDOWN)
    CodeBlock.highlight("x = 1", "python")
    unicode_formula(r"\frac{1}{2}")
