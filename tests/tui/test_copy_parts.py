"""Which parts of a turn can be copied, and that choosing one copies it."""

import pytest

from chatui.engine.script import script_of
from chatui.tui.copy_parts import copy_parts
from chatui.tui.screens.copy import CopyScreen
from chatui.tui.turn import Turn
from tests.tui.conftest import app_of
from tests.tui.driving import ask, until
from tests.tui.waiting import wait_until

ANSWER = """First:

```python title="x"
print(1)

print(2)
```

1. Then

   ~~~
   inner
   ~~~

> ```
> quoted
> ```

    indented
"""


def turn_with(question: str = "", thought: str = "", answer: str = "") -> Turn:
    turn = Turn(question)
    turn.thought.grow(thought, 1, 0)
    turn.answer.grow(answer, 1, 0)
    return turn


def test_code_blocks_come_without_what_marks_them() -> None:
    parts = copy_parts(turn_with("How?", "\n\nHmm.\n", ANSWER))
    assert [(part.name, part.text) for part in parts] == [
        ("Code block 1 (python)", "print(1)\n\nprint(2)\n"),
        ("Code block 2", "inner\n"),
        ("Code block 3", "quoted\n"),
        ("Code block 4", "indented\n"),
        ("The answer", ANSWER),
        ("The question", "How?"),
        ("The thought", "Hmm."),
    ]


def test_what_is_not_there_is_not_offered() -> None:
    assert [part.name for part in copy_parts(turn_with("How?", " \n"))] == ["The question"]


@pytest.mark.parametrize("answer", ["```", "```\nopen", "~~~ \x00 [red]\nx\n~~~"])
def test_an_answer_that_still_streams_has_parts(answer: str) -> None:
    assert copy_parts(turn_with("How?", "", answer))


async def test_choosing_a_part_copies_it() -> None:
    app = app_of([script_of("Hmm.", "So:\n\n```sh\nls [red]\n```\n")])
    async with app.run_test() as pilot:
        await pilot.press("f9")
        assert not isinstance(app.screen, CopyScreen)
        await ask(pilot, app, "How?")
        await until(pilot, app, "done")
        await pilot.press("f9")
        await wait_until(pilot, lambda: isinstance(app.screen, CopyScreen))
        await pilot.press("enter")
        await wait_until(pilot, lambda: app.clipboard == "ls [red]\n")
        assert not isinstance(app.screen, CopyScreen)
