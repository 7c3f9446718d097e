"""What the scripted engine says when the app is measured: thoughts and answers as models write them."""

import time
from collections.abc import Sequence

from chatui.engine.script import PieceKind, Script, words
from chatui.engine.scripted import ScriptedEngine

_STEPS = (
    "Let me look at the digits first: 478 has 8 ones, 7 tens and 4 hundreds.\n",
    "Now 367 has 7 ones, 6 tens and 3 hundreds, so I add them column by column.\n",
    "Wait, I should check the carry: 8 + 7 = 15, write 5 and carry 1.\n",
    "So the tens are 7 + 6 + 1 = 14, write 4 and carry 1 again.\n\n",
)

ANSWER = r"""To add **478** and **367**, go digit by digit:

1. ones: \(8 + 7 = 15\), write 5

2. tens: \(7 + 6 + 1 = 14\), write 4

| column | sum | carry |
| --- | --- | --- |
| ones | 15 | 1 |
| tens | 14 | 1 |

```python
def add(a: int, b: int) -> int:
    return a + b
```

```
478 + 367 = 845
```

> With a carry, `1` goes to the next column.

- hundreds: 4 + 3 + 1 = 8
- so the sum is [845](https://example.org)

\[ \frac{845}{1} = \boxed{845} \]
"""
"""Every kind of block that is usual."""


def thought_of(tokens: int, answer: str, tokens_per_s: float) -> Script:
    """A thought of so many tokens and an answer, at an even rate."""
    pause = 1 / tokens_per_s
    pieces = [*words("".join(_STEPS) * (tokens // 50 + 1), PieceKind.THOUGHT, pause)][:tokens]
    return Script((*pieces, *words(answer, PieceKind.ANSWER, pause)))


def paced_engine(scripts: Sequence[Script]) -> ScriptedEngine:
    """An engine that keeps the scripts' rate."""
    return ScriptedEngine(scripts, sleep=_Pace())


class _Pace:
    """A sleep that makes up for what the last one was late."""

    def __init__(self) -> None:
        self._due = 0.0

    def __call__(self, seconds: float) -> None:
        self._due = max(self._due, time.monotonic() - 1.0) + seconds
        time.sleep(max(0.0, self._due - time.monotonic()))
