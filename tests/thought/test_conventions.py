"""Which convention a model follows, and where a rendered prompt leaves the reply."""

from itertools import permutations

import pytest

from chatui.thought.conventions import (
    CONVENTIONS,
    GEMMA,
    GRANITE,
    HARMONY,
    THINK,
    SplitState,
    TagConvention,
    convention_for,
    state_at_end,
)

_BY_NAME = {convention.name: convention for convention in CONVENTIONS}
_HARMONY_TOKENS = {"<|start|>", "<|channel|>", "<|message|>", "<|end|>", "<|return|>", "<|call|>"}


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda c: c.name)
def test_no_tag_contains_another(convention: TagConvention) -> None:
    assert not [pair for pair in permutations(convention.tags, 2) if pair[0] in pair[1]]


@pytest.mark.parametrize("convention", CONVENTIONS, ids=lambda c: c.name)
def test_what_chatui_feeds_opens_and_closes_a_thought(convention: TagConvention) -> None:
    assert state_at_end(convention, f"<|user|>hello\n{convention.open_text}") is SplitState.THOUGHT
    assert state_at_end(convention, convention.open_text + convention.close_text) is SplitState.ANSWER
    assert state_at_end(convention, "the assistant:\n") is SplitState.START


@pytest.mark.parametrize(
    ("template", "name"),
    [
        ("{{'<|Assistant|><think>\\n'}}", "think"),
        ("{% set content = content.split('</think>')[-1] %}", "think"),
        ("'<seed:think>' '</seed:think>'", "seed"),
        ("<mm:think> <think>", "minimax"),
        ("write <think>…</think> and then <response>…</response>", "granite"),
        ("Here are my reasoning steps: … [BEGIN FINAL RESPONSE] <thinking>", "apriel"),
        ("<|start|>assistant<|channel|>final<|message|>", "harmony"),
        ("'<|channel>thought\\n<channel|>'", "gemma"),
        ("[THINK][/THINK]", "mistral"),
        ("<thought>", "thought"),
        ("◁think▷", "kimi"),
    ],
)
def test_a_template_names_its_convention(template: str, name: str) -> None:
    found = convention_for(template, ())
    assert found is not None
    assert found.name == name


def test_the_template_counts_before_the_vocabulary() -> None:
    assert convention_for("<thought>", {"<think>", "</think>"}) == _BY_NAME["thought"]
    assert convention_for("{{ messages }}", {"<think>", "</think>"}) is THINK


def test_without_any_mark_there_is_no_convention() -> None:
    assert convention_for("{{ bos_token }}{{ messages[0].content }}", {"<s>", "</s>"}) is None
    assert convention_for("", ()) is None


def test_control_tokens_that_the_vocabulary_lacks_are_read_as_text() -> None:
    as_tokens = convention_for("[THINK]", {"[THINK]", "[/THINK]"})
    as_text = convention_for("[THINK]", {"[INST]"})
    assert as_tokens is not None
    assert as_text is not None
    assert (as_tokens.control, as_tokens.start_only) == (True, False)
    assert (as_text.control, as_text.start_only) == (False, True)


def test_harmony_is_found_by_its_tokens_alone() -> None:
    assert convention_for("", _HARMONY_TOKENS) is HARMONY


@pytest.mark.parametrize(
    ("convention", "prompt", "state"),
    [
        (THINK, "<|User|>hi<|Assistant|><think>\n", SplitState.THOUGHT),
        (THINK, "<|im_start|>assistant\n<think>\n\n</think>\n\n", SplitState.ANSWER),
        (THINK, "<|Assistant|></think>", SplitState.ANSWER),
        (THINK, "<|User|>what does <think>\n do?<|Assistant|>", SplitState.START),
        (THINK, "<|User|>end with <think><|Assistant|>", SplitState.START),
        (GEMMA, "<|turn>model\n<|channel>thought\n<channel|>", SplitState.ANSWER),
        (GRANITE, "<think>", SplitState.THOUGHT),
        (HARMONY, "<|start|>assistant", SplitState.START),
        (HARMONY, "<|start|>assistant<|channel|>analysis<|message|>", SplitState.THOUGHT),
        (HARMONY, "<|start|>assistant<|channel|>commentary to=x<|message|>", SplitState.THOUGHT),
        (HARMONY, "<|start|>assistant<|channel|>final<|message|>", SplitState.ANSWER),
        (HARMONY, "<|message|>", SplitState.ANSWER),
        (None, "anything <think>", SplitState.ANSWER),
    ],
)
def test_state_at_the_end_of_a_prompt(
    convention: TagConvention | None, prompt: str, state: SplitState
) -> None:
    assert state_at_end(convention, prompt) is state
