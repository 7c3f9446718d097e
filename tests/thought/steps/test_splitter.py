"""A thought is cut at the places its rules name, however it arrives, and nothing of it is lost."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given

from chatui.thought.steps.segments import HEAD_CHARS
from chatui.thought.steps.splitter import StepSplitter, steps_of
from chatui.thought.steps.step import Role, Step
from tests.thought.trace_files import NAMES, TRACES, chunked, thoughts, tokens, work_of

PLAN, COMPUTE, CHECK = Role.PLAN, Role.COMPUTE, Role.CHECK
BACKTRACK, CONCLUDE = Role.BACKTRACK, Role.CONCLUDE

_EXPECTED = {
    "fractions": [
        (PLAN, "Okay, so I need to find"),
        (COMPUTE, "First, I should get rid"),
        (COMPUTE, "Simplifying each term"),
        (COMPUTE, "Dividing both sides"),
        (CHECK, "Wait, let me make sure"),
        (CHECK, "Let me check by plugging"),
        (BACKTRACK, "Alternatively, I could"),
        (CONCLUDE, "Therefore, the answer"),
    ],
    "letters": [
        (PLAN, "Hmm, the question is"),
        (CONCLUDE, "So the r's are at"),
        (CHECK, "Wait, I should double-check"),
        (BACKTRACK, "Hmm, but some people"),
        (BACKTRACK, "No, each letter counts"),
        (CONCLUDE, "So, the final answer is 3."),
    ],
    "code": [
        (PLAN, "Alright, the user wants"),
        (COMPUTE, "First, a simple version:"),
        (CHECK, "Let me test this"),
        (BACKTRACK, "Hold on, what about"),
        (BACKTRACK, "Another approach"),
        (CONCLUDE, "So I'll present"),
    ],
    "chinese": [
        (PLAN, "好的，用户问的是"),
        (COMPUTE, "首先，设鸡有x只"),
        (COMPUTE, "接下来解这个方程组"),
        (COMPUTE, "然后 x = 35 - 12"),
        (CHECK, "等等，让我验证一下"),
        (BACKTRACK, "或者可以用假设法"),
        (CONCLUDE, "因此，答案是"),
    ],
    "backtracking": [
        (PLAN, "Okay, let me figure out"),
        (BACKTRACK, "Wait, that's not right"),
        (COMPUTE, "So the count is"),
        (CHECK, "Hmm, let me verify"),
        (COMPUTE, "But is the V counted"),
        (CONCLUDE, "Thus the number"),
    ],
    "looping": [
        (PLAN, "Okay, so I need to find"),
        (COMPUTE, "7^1 = 7"),
        *[(BACKTRACK, "Wait, maybe I should use")] * 12,
    ],
}


def split(chunks: list[str]) -> list[Step]:
    splitter = StepSplitter()
    return [step for chunk in chunks for step in splitter.feed(chunk)] + splitter.finish()


@pytest.mark.parametrize("name", NAMES)
def test_steps_and_roles_of_a_thought(name: str) -> None:
    steps = steps_of(TRACES[name])
    found = [
        (step.role, step.text[: len(start)]) for step, (_, start) in zip(steps, _EXPECTED[name], strict=True)
    ]
    assert found == _EXPECTED[name]


@pytest.mark.parametrize(
    ("thought", "starts"),
    [
        ("", []),
        ("\n \n", ["\n \n"]),
        ("\n\nOne.", ["\n\nOne."]),
        ("Okay.\n\nHmm, wait.\n\nThe whole parts are equal here.", ["Okay."]),
        ("So 936. Wait, let me check: 7 + 9 ends in 6.", ["So 936. ", "Wait"]),
        ("It is 5. Wait it is 9.11. Waiting is no cue.", ["It is 5.", "Wait it"]),
        ("It is 5. So it is odd. Next it is prime.", ["It is 5."]),
        ("It is 5. " * 14 + "So it is odd.", ["It is 5.", "So it is odd."]),
        ("The sum of both numbers is even. " * 30, ["The sum"] * 2),
        ("The number is sought.\nSo it is five.\nNow it is six.", ["The number", "So it", "Now it"]),
        ("The first line is here.\nA second sentence stands below.", ["The first", "A second"]),
        ("The first line runs on\nand its end stands down here.", ["The first"]),
        ("The first line is here.\n  An indented line that goes with it.", ["The first"]),
        (
            "We list the steps\n1. Add the digits of the ones column\n2. Add the digits of the tens",
            ["We", "1.", "2."],
        ),
        ("1. First we add the digits of the ones column", ["1."]),
        ("The letters of the word are:\n1. s\n2. t\n3. r", ["The letters"]),
        ("The letters are what we look at.\n\nYes.\n\ns, t, r", ["The letters"]),
        ("We get this:\n\nx = 3\n\nThat is what they asked for.", ["We get", "That is"]),
        ("We can get it like this.\n\nx = 3\n\ny = 4", ["We can", "x = 3", "y = 4"]),
        ("## Setup\nThere is a number.\n## Work\nIt is even.", ["## Setup", "## Work"]),
        ("A bullet list of the candidates.\n- 11 is prime, as nothing divides it", ["A bullet"]),
        ("The table has what we know of it.\n| Wait, a |\n|---|\n| So. Wait, b |\n", ["The table"]),
        ("The code is this one.\n```\nSo it is.\n\nWait, what.\n```\nSo it is.", ["The code", "So it"]),
        ("The code is this one.\n~~~~\n~~~\n\nWait, no.\n~~~~\n\nWait, no.", ["The code", "Wait"]),
        ("```a``` is the code here.\n\nWait, no.", ["```a```", "Wait"]),
        ("We have it. \\[ x = 5. Wait, \\text{no}.\nSo y \\]\nSo it is.", ["We have", "So it"]),
        ("We have it. $$ x. Wait, y $$. Wait, z.", ["We have", "Wait, z"]),
        ("We have it. \\(x. Wait, y\\) and z. Wait, z.", ["We have", "Wait, z"]),
        ("\\begin{align}\nx &= 3 \\\\[2pt]\nSo &= 4\n\\end{align}\nSo it is.", ["\\begin", "So it"]),
        ("An open sign \\[ x = 3\n\nWait, that was never closed.", ["An open", "Wait"]),
        ("It costs \\$\\$ much. Wait, no.", ["It costs", "Wait"]),
        ("设鸡有x只，兔有y只。等等，不对。所以呢？", ["设鸡", "等等"]),
    ],
)
def test_where_steps_begin(thought: str, starts: list[str]) -> None:
    steps = steps_of(thought)
    assert [step.text[: len(start)] for step, start in zip(steps, starts, strict=False)] == starts
    assert len(steps) == len(starts)


def test_a_fence_that_is_never_closed_does_not_swallow_the_rest() -> None:
    forgotten = "We need some code.\n```\n" + "line of the program\n\n" * 390
    steps = steps_of(forgotten + "a = 1\n\n" * 100 + "Wait, that is not it.\n```\nSo it is.\n")
    assert [step.text[:4] for step in steps if step.role is not COMPUTE] == ["Wait", "So i"]
    assert len(steps[0].text) > 7800


@given(chunked())
def test_every_chunking_gives_the_same_steps(chunks: list[str]) -> None:
    text = "".join(chunks)
    assert split(chunks) == split(list(text)) == steps_of(text)


@given(thoughts())
def test_the_steps_are_the_thought_in_order(text: str) -> None:
    steps = steps_of(text)
    assert "".join(step.text for step in steps) == text
    assert [step.index for step in steps] == list(range(len(steps)))
    assert all(text[step.start : step.end] == step.text for step in steps)
    assert all(one.end == other.start for one, other in pairwise(steps))
    assert all(step.text.strip() for step in steps[1:])


@given(chunked())
def test_the_open_step_is_what_has_no_end_yet(chunks: list[str]) -> None:
    splitter = StepSplitter()
    text = "".join(chunks)
    whole = steps_of(text)
    complete = 0
    for read, chunk in zip(accumulate(map(len, chunks)), chunks, strict=True):
        complete += len(splitter.feed(chunk))
        step = splitter.open_step
        if step is None:
            assert read <= HEAD_CHARS
        else:
            assert step.index == complete
            assert text[step.start : step.end] == step.text == whole[complete].text[: len(step.text)]
            assert read - step.end <= HEAD_CHARS


def test_a_token_costs_the_same_at_the_end_of_a_long_thought() -> None:
    text = "".join(TRACES.values())
    pieces = tokens(text + "." * (-len(text) % 4 - 2) + "\n\n")
    splitter = StepSplitter()
    work = [
        work_of(lambda: [splitter.feed(piece) for piece in pieces]) for _ in range(-(-32_000 // len(pieces)))
    ]
    assert work[-1] == work[1]
    calls, characters = work[-1]
    assert calls <= 40 * len(pieces)
    assert characters <= 100 * 4 * len(pieces)


def test_a_token_of_one_endless_line_costs_the_same() -> None:
    splitter = StepSplitter()
    work = [work_of(lambda: [splitter.feed("abcd") for _ in range(1000)]) for _ in range(8)]
    assert len(set(work[1:])) == 1
