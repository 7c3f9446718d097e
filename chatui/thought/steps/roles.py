"""Guesses what a step of a thought does from its words and form; a heuristic, and no model is asked.

The rules, the first that fits counts. "Early" is within EARLY_CHARS of the step's start.

1. plan: it begins by saying what was asked.
2. backtrack: early it calls something wrong, or takes another way.
3. check: it begins by looking back, or early it speaks of checking.
4. backtrack: it begins with a word that turns ("Wait", "Hmm", "Alternatively").
5. conclude: it boxes something or names the answer, or begins with a word that closes and works nothing out.
6. compute: it works something out, that is an operation and an equals sign, or code.
7. conclude: it begins with "So" or the like.
8. plan: it begins with a word that plans ("First", "Let me", "Next").
9. compute: it has an equation, display LaTeX, a table or at least three numbers.
10. Anything else is other.
"""

import re

from chatui.thought.steps.blocks import opens_block
from chatui.thought.steps.cues import CHECKING, CLOSING, PLANNING, SETTING_UP, SO, TURN
from chatui.thought.steps.step import Role

EARLY_CHARS = 160
HEAD_CHARS, TAIL_CHARS = 600, 200
"""What is looked at of a step, so that the cost has a bound."""

_WRONG = re.compile(
    r"(?:that|this|it)(?:'s| is| was| can't be) (?:not (?:right|correct|true|possible)|wrong|incorrect)\b"
    r"|(?<!n't )(?<!not )\bmade (?:a|an) (?:\w+ )?(?:mistake|error)|\bi was wrong\b|\bmy (?:mistake|bad)\b"
    r"|\b(?:doesn't|does not|didn't|won't) (?:work|match|add up|seem right|make sense|fit)\b"
    r"|\bscratch that\b|\bstart over\b"
    r"|\btry (?:a |an )?(?:different|another|other)\b|\bcontradict"
    r"|不对|错了|有误|算错|弄错|行不通|矛盾|重新(?:开始|来|考虑)|换个(?:思路|方法|角度)|换一种",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:double|re|cross)[- ]?check|\blet me (?:\w+ )?check\b|\bverif(?:y|ies|ied|ying|ication)\b"
    r"|\bsanity\b|\bmake sure\b"
    r"|\bto be (?:sure|safe|certain)\b|\bcount(?:ing)? again\b|\b(?:plug|put|substitut)\w*\b.{0,40}\bback\b"
    r"|\b(?:is|are|does) (?:that|this|it|these) (?:right|correct|true|make sense|hold)\b|\bchecks out\b"
    r"|验证|检查|核对|检验|验算|确认一下|对吗|是否正确|对不对",
    re.IGNORECASE,
)
_NAMES_ANSWER = re.compile(
    r"\\boxed\b|\b(?:final|correct) answer\b|\banswer (?:is|should be|must be|would be)\b"
    r"|答案(?:是|为|就是|应该)|综上所述",
    re.IGNORECASE,
)
_OPERAND_LEFT = r"(?:\d|(?<![A-Za-z])[A-Za-z]|[)}\]])"
_OPERATION = re.compile(
    rf"{_OPERAND_LEFT}\s*(?:[-+*/×÷·^−]|\*\*|\\(?:times|cdot|div|pm)\b)\s*(?:\d|[A-Za-z](?![A-Za-z])|[({{\[\\])"
    r"|\\(?:d|t)?frac\b|\\sqrt\b|\d\s?[a-z]\b|[加减乘除]以?"
)
_EQUALS = re.compile(r"(?<![<>!=])=(?!=)|≈|\\approx\b|\bequals?\b|等于|得到?\s*\d")
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)
_DISPLAY = re.compile(r"^\s*(?:\\\[|\|.*\|)", re.MULTILINE)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_MANY_NUMBERS = 3


def role_of(text: str) -> Role:
    """The role of a step; of a step that is still being written, its role so far."""
    text = text.lstrip()
    seen = text if len(text) <= HEAD_CHARS + TAIL_CHARS else text[:HEAD_CHARS] + " " + text[-TAIL_CHARS:]
    early = text[:EARLY_CHARS]
    if SETTING_UP.match(early):
        return Role.PLAN
    if _WRONG.search(early):
        return Role.BACKTRACK
    if CHECKING.match(early) or _LOOKS_BACK.search(early):
        return Role.CHECK
    if TURN.match(early):
        return Role.BACKTRACK
    return _role_by_form(early, seen)


def _role_by_form(early: str, seen: str) -> Role:
    works = bool(_FENCE.search(seen) or (_EQUALS.search(seen) and _OPERATION.search(seen)))
    if _NAMES_ANSWER.search(seen) or (CLOSING.match(early) and not works):
        return Role.CONCLUDE
    if works:
        return Role.COMPUTE
    if SO.match(early):
        return Role.CONCLUDE
    if PLANNING.match(early):
        return Role.PLAN
    has_form = opens_block(early) or _DISPLAY.search(seen) or _EQUALS.search(seen)
    return Role.COMPUTE if has_form or len(_NUMBER.findall(seen)) >= _MANY_NUMBERS else Role.OTHER
