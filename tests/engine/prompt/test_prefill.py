"""A reply that is gone on with is written as its family would have written it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.engine.prompt.escape import SpecialTexts
from chatui.engine.prompt.prefill import ReplyWriter
from chatui.engine.requests import Prefill
from chatui.thought.conventions import CONVENTIONS, GRANITE, HARMONY, THINK, SplitState, TagConvention
from chatui.thought.splitter import PieceKind, ThoughtSplitter
from tests.engine.prompt.test_render import _CHATML, _CHATML_TOKENS, _EDITED, _HYBRID, renderer, user

_COHERE = next(each for each in CONVENTIONS if each.name == "cohere")
_THOUGHT, _ANSWER, _START = SplitState.THOUGHT, SplitState.ANSWER, SplitState.START


def written(convention: TagConvention, prefill: Prefill, state: SplitState) -> tuple[str, str]:
    writer = ReplyWriter(convention, SpecialTexts(convention.tags), convention.tags)
    reply = writer.reply(prefill, state)
    return "".join(reply.thought), "".join(reply.answer)


@pytest.mark.parametrize(
    ("convention", "state", "prefill", "raw"),
    [
        (THINK, _THOUGHT, Prefill("Hm"), ("Hm", "")),
        (THINK, _THOUGHT, Prefill("Hm", "Yes"), ("Hm\n</think>", "\n\nYes")),
        (THINK, _THOUGHT, Prefill("", "Yes"), ("\n</think>", "\n\nYes")),
        (THINK, _START, Prefill("Hm"), ("<think>\nHm", "")),
        (THINK, _START, Prefill("Hm", "Yes"), ("<think>\nHm\n</think>", "\n\nYes")),
        (THINK, _START, Prefill("", "Yes"), ("", "Yes")),
        (THINK, _ANSWER, Prefill("", "Yes"), ("", "Yes")),
        (THINK, _THOUGHT, Prefill("Hm</thi"), ("Hm", "")),
        (GRANITE, _START, Prefill("Hm", "Yes"), ("<think>\nHm\n</think>", "\n<response>Yes")),
        (
            _COHERE,
            _START,
            Prefill("Hm", "Yes"),
            ("<|START_THINKING|>Hm<|END_THINKING|>", "<|START_RESPONSE|>Yes"),
        ),
        (HARMONY, _START, Prefill("Hm"), (f"{HARMONY.open_text}Hm", "")),
        (HARMONY, _START, Prefill("", "Yes"), (f"{HARMONY.open_text}{HARMONY.close_text}", "Yes")),
    ],
)
def test_each_family_writes_its_own_tags(
    convention: TagConvention, state: SplitState, prefill: Prefill, raw: tuple[str, str]
) -> None:
    assert written(convention, prefill, state) == raw


def test_tags_that_stand_in_the_text_are_cut_and_its_own_are_not() -> None:
    writer = ReplyWriter(THINK, SpecialTexts(THINK.tags), THINK.tags)
    reply = writer.reply(Prefill("a `</think>` b", "c <think> d"), _THOUGHT)
    assert reply.thought == ("a `<", "/think>` b\n</think>")
    assert reply.answer == ("\n\nc <", "think> d")


@given(st.text("ab \n", min_size=1), st.text("ab \n"), st.sampled_from(CONVENTIONS))
def test_read_back_the_reply_is_what_it_was(thought: str, answer: str, convention: TagConvention) -> None:
    thought, answer = f"t{thought}t", f"a{answer}a" if answer else ""
    if convention.control:
        return  # its tags are tokens, and no text brings them back
    splitter = ThoughtSplitter(convention, _START)
    pieces = [*splitter.feed("".join(written(convention, Prefill(thought, answer), _START)))]
    pieces += splitter.finish()
    for kind, text in ((PieceKind.THOUGHT, thought), (PieceKind.ANSWER, answer)):
        assert "".join(piece.text for piece in pieces if piece.kind is kind) == text


def test_the_reply_stands_behind_the_prompt() -> None:
    edited = renderer(_EDITED)
    prompt = edited.render([user("hi")], None, Prefill("Hm", "Yes"))
    assert prompt.segments == edited.render([user("hi")], None).segments
    assert prompt.reply is not None
    assert prompt.reply.thought == ("Hm\n</think>",)
    assert edited.render([user("hi")], None, Prefill()).reply is None


def test_a_reply_with_a_thought_goes_on_thinking_whatever_is_set() -> None:
    hybrid = renderer(_HYBRID)
    thinking = hybrid.render([user("hi")], False, Prefill("Hm"))
    assert thinking.segments == hybrid.render([user("hi")], None).segments
    answering = hybrid.render([user("hi")], False, Prefill("", "Yes"))
    assert answering.segments == hybrid.render([user("hi")], False).segments
    assert answering.state is _ANSWER


def test_surrogates_in_a_reply_are_replaced() -> None:
    prompt = renderer(_CHATML, _CHATML_TOKENS).render([user("hi")], None, Prefill("", "a\ud800b"))
    assert prompt.reply is not None
    assert prompt.reply.answer == ("a\ufffdb",)
