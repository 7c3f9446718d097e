"""The words with which steps of a thought begin, in English and Chinese; what follows from them is not known.

The words that turn and check grew from those that reasoning models reflect with, as Wang et al. list them in
"Wait, We Don't Need to 'Wait'!" (arXiv 2506.08343): wait, hmm, alternatively, check, verify and their like.
The others, and the Chinese ones, are chatui's own, from reading thoughts.
"""

import re

_IGNORED = r"[\s*_#>\"“(（\-–—•]*"
"""Marks of Markdown and quotes before the first word."""
_LEAD_IN = (
    r"(?:(?:but|oh|ah|hmm+|okay|ok|alright|well|so|and|now|yes|yeah"
    r"|但是?|哦|啊|嗯|好的?|那么?)[\s,，.!…—-]+){0,3}"
)
_LET_ME = (
    r"(?:let me|let's|let us|i'll|i (?:should|need to|want to|can|could|will)"
    r"|让我|我们?来|我(?:需要|得|想|再))"
)
_JUST = r"(?:\s*(?:just|quickly|now|also|再|重新|先|来))?\s*"


def _starting(*phrases: str) -> re.Pattern[str]:
    """Matches at the start of a step that begins with one of the phrases, behind words that only lead in."""
    # A Chinese phrase may touch the next word, an English one may not.
    return re.compile(rf"{_IGNORED}{_LEAD_IN}(?:{'|'.join(phrases)})(?![A-Za-z])", re.IGNORECASE)


TURN = _starting(
    "wait|hold on|hang on|hmm+|alternatively|actually|on second thought|oops|scratch that|no[,.!]",
    "another (?:way|approach|method|idea|possibility)",
    "等等|等一下|等下|稍等|不对|不，|嗯|或者|另一种|另外一种|换个|换一种|其实|糟糕",
)
"""The thought stops and turns."""

CHECKING = _starting(
    rf"{_LET_ME}{_JUST}(?:(?:double|re)?[- ]?check|verify|confirm|recount|recalculate|recompute|test)",
    rf"{_LET_ME}{_JUST}(?:make sure|检查|验证|核对|确认|检验|验算)",
    "to (?:double[- ]?check|check|verify|confirm|be (?:sure|safe|certain))",
    "(?:double[- ]?)?checking|verifying|verification|check:|sanity check",
    "(?:再|重新)?(?:检查|验证|核对|检验|验算)",
)
"""The thought looks back at what it has."""

CLOSING = _starting(
    "therefore|thus|hence|in conclusion|to conclude|in summary|to summari[sz]e|putting it all together",
    "final answer|(?:so,? )?(?:the|my|our) (?:final )?answer",
    "因此|综上|总之|结论|(?:所以，?)?(?:最终)?答案",
)
"""The thought says what follows from it all."""

SO = _starting("so|which means|that means|this means|所以|也就是说|这样")
"""Something follows, great or small."""

SETTING_UP = _starting(
    r"(?:the |this )?(?:user|question|problem|task)",
    "(?:we are|i am|we're|i'm) (?:given|asked)|i(?:'ve got| have| got) this",
    "i (?:need|have) to (?:find|determine|figure out|solve|show|prove|work out|decide)",
    "用户|(?:这个?|这道)?(?:题目|问题|题)|我们?(?:被问|有一个)",
)
"""The thought says what was asked."""

PLANNING = _starting(
    "first(?:ly)?|second(?:ly)?|third(?:ly)?|next|then|now|finally|okay|ok|alright|to solve",
    _LET_ME,
    "(?:we|i) (?:need|have|want|should|can|could|must)|maybe (?:i|we)|how (?:do|can|about)|what if",
    r"(?:step|case|part|option|method|approach) \w{1,4}",
    "首先|其次|然后|接着|接下来|现在|最后|好的?[，。]|步骤|先(?!生)|第[一二三四五六七八九十]+步?",
    "我们?(?:可以|应该|必须|要)|思路",
)
"""The thought says what it will do."""

INTERJECTION_CHARS = 32
"""The longest step that may be an interjection alone."""
_INTERJECTION = re.compile(
    r"(?:(?:okay|ok|alright|all right|wait(?: a (?:second|minute|moment))?|hold on|hmm+|hm|well|so|now|but"
    r"|and|right|oh|ah|no|yes|good|great|let me see|let me think|let's see"
    r"|好的?|嗯|等等|等一下|哦|啊|那么?|不对|对)[\s,，.。!！?？…—*-]*)+",
    re.IGNORECASE,
)


def is_interjection(text: str) -> bool:
    """Whether a text says nothing yet, like "Okay." or "Hmm, wait."."""
    return len(text) <= INTERJECTION_CHARS and bool(_INTERJECTION.fullmatch(text.strip()))
