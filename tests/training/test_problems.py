"""The problems that the demo model learns are right in every step, whatever the seed."""

import re
from dataclasses import replace
from decimal import Decimal
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from training.course import COURSE, Phase
from training.problems.addition import Addition
from training.problems.base import Span, Split, Task, split_of
from training.problems.conversation import Conversation, draw_conversation, draw_task, single
from training.problems.decimals import Comparison
from training.problems.letters import LetterCount
from training.problems.multiplication import Multiplication
from training.scores import boxed

seeds = st.integers(0, 2**32)
solvable = st.sampled_from(["add", "subtract", "multiply", "letters", "decimals"])
phases = st.sampled_from(COURSE)

_SIDE = re.compile(r"(?<![\d.])(-?\d+(?: [+×-] -?\d+)+) = (-?\d+)(?![\d.])")
_ORDER = re.compile(r"(\d+) vs (\d+), (less|more|same)")


def _of_kind(kind: str, seed: int) -> Conversation:
    rng = Random(seed)
    return single(rng, draw_task(rng, Split.TRAIN, {kind: 1.0}))


def _drawn(phase: Phase, seed: int) -> Conversation:
    return draw_conversation(Random(seed), phase.mixture, phase.several)


def _learned(spans: tuple[Span, ...]) -> str:
    return "".join(span.text if span.learned else "?" for span in spans)


def _value(expression: str) -> int:
    first, *rest = re.split(r" ([+×-]) ", expression)
    value = int(first)
    for sign, number in zip(rest[::2], rest[1::2], strict=True):
        match sign:
            case "+":
                value += int(number)
            case "-":
                value -= int(number)
            case _:
                value *= int(number)
    return value


def _true_result(task: Task) -> str:
    match task.kind:
        case "add" | "subtract" | "multiply":
            left, sign, right = re.split(r"([+*-])", task.key)
            return str(
                {"+": int(left) + int(right), "-": int(left) - int(right), "*": int(left) * int(right)}[sign]
            )
        case "letters":
            assert isinstance(task, LetterCount)
            return str(sum(letter == task.letter for letter in task.word))
        case _:
            assert isinstance(task, Comparison)
            return _compared(task)


def _compared(task: Comparison) -> str:
    left, right = (round(float(number) * 1000) for number in (task.left, task.right))
    if task.yes_no:
        return "yes" if (left > right if task.larger else left < right) else "no"
    if left == right:
        return "equal"
    return task.left if (left > right) == task.larger else task.right


@given(solvable, seeds)
def test_boxed_answer_is_the_true_result(kind: str, seed: int) -> None:
    drawn = _of_kind(kind, seed)

    assert boxed(drawn.answer) == drawn.task.result == _true_result(drawn.task)


@given(st.sampled_from(["add", "subtract", "multiply"]), seeds)
def test_every_step_of_a_sum_is_true(kind: str, seed: int) -> None:
    drawn = _of_kind(kind, seed)
    thought = _learned(drawn.thought)

    for expression, result in _SIDE.findall(thought):
        assert _value(expression) == int(result), thought
    assert str(drawn.task.result) in thought


@given(st.sampled_from(["subtract", "decimals"]), seeds)
def test_every_comparison_in_a_thought_is_true(kind: str, seed: int) -> None:
    thought = _learned(_of_kind(kind, seed).thought)

    for left, right, verdict in _ORDER.findall(thought):
        assert verdict == ("less" if int(left) < int(right) else "more" if int(left) > int(right) else "same")


@given(seeds)
def test_the_names_of_two_decimals_lead_to_the_result(seed: int) -> None:
    drawn = _of_kind("decimals", seed)
    assert isinstance(drawn.task, Comparison)
    thought = _learned(drawn.thought)
    named = re.search(r"Let a = (\S+) and b = (\S+)\.", thought)
    verdict = re.search(r"So a is (larger|smaller) and b is (larger|smaller)", thought)

    assert named is not None
    assert named.groups() == (drawn.task.left, drawn.task.right)
    assert (verdict is None) == (drawn.task.order == 0)
    if verdict is not None:
        assert (verdict[1] == "larger") == (Decimal(named[1]) > Decimal(named[2]))
        assert verdict[1] != verdict[2]


@given(seeds)
def test_a_word_is_spelled_out_whole_and_in_order(seed: int) -> None:
    drawn = _of_kind("letters", seed)
    assert isinstance(drawn.task, LetterCount)
    compared = re.findall(r"([a-z]) vs ([a-z]) ", _learned(drawn.thought))

    assert "".join(letter for letter, _ in compared) == drawn.task.word
    assert {asked for _, asked in compared} == {drawn.task.letter}
    assert 3 <= len(drawn.task.word) <= 12


@given(phases, seeds)
def test_a_slip_is_never_learned_and_always_caught(phase: Phase, seed: int) -> None:
    drawn = _drawn(phase, seed)

    for slip, after in zip(drawn.thought, drawn.thought[1:], strict=False):
        if not slip.learned:
            caught = re.fullmatch(
                r"(?:, wait, no: |\? Wait, that is wrong\. It is |, no wait, )(\d+)", after.text
            )
            assert caught is not None
            assert caught[1] != slip.text
    assert drawn.thought[-1].learned


@given(phases, seeds)
def test_training_never_sees_a_held_out_problem(phase: Phase, seed: int) -> None:
    drawn = _drawn(phase, seed)

    for task in (drawn.task, *(turn.task for turn in drawn.earlier)):
        assert split_of(task) is Split.TRAIN


@given(solvable, seeds)
def test_held_out_problems_are_drawn_from_the_other_side(kind: str, seed: int) -> None:
    assert split_of(draw_task(Random(seed), Split.HELD_OUT, {kind: 1.0})) is Split.HELD_OUT


def _turned_around(task: Task) -> Task:
    match task:
        case Addition(left=left, right=right):
            return Addition(right, left)
        case Multiplication(left=left, right=right):
            return Multiplication(right, left)
        case Comparison(left=left, right=right):
            return replace(task, left=right, right=left)
        case _:
            raise AssertionError(task)


@given(st.sampled_from(["add", "multiply", "decimals"]), seeds)
def test_a_turned_around_problem_lies_on_the_same_side(kind: str, seed: int) -> None:
    assert split_of(_turned_around(draw_task(Random(seed), Split.HELD_OUT, {kind: 1.0}))) is Split.HELD_OUT


@given(phases, seeds)
def test_the_same_seed_gives_the_same_conversation(phase: Phase, seed: int) -> None:
    assert _drawn(phase, seed) == _drawn(phase, seed)


@given(seeds)
def test_other_requests_are_answered_without_a_result(seed: int) -> None:
    drawn = _of_kind("other", seed)

    assert boxed(drawn.answer) is None
    assert drawn.question.strip()


@given(seeds)
def test_a_multiplication_stays_within_two_digits_by_one(seed: int) -> None:
    left, right = sorted(int(number) for number in _of_kind("multiply", seed).task.key.split("*"))

    assert left < 10
    assert right < 100
