"""Which family stands in for a missing chat template, and that each of them writes a conversation."""

import pytest

from chatui.chat.messages import Message, Role
from chatui.engine.prompt.families import FAMILIES, PLAIN, Family, family_for
from chatui.engine.prompt.template import ChatTemplate

_TURNS = [Message(Role.USER, "first"), Message(Role.ASSISTANT, "second"), Message(Role.USER, "third")]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_family_is_found_by_its_tokens_and_not_without_them(family: Family) -> None:
    architecture = f"{family.architectures[0]}3" if family.architectures else "llama"
    assert family_for(architecture, family.tokens) is family
    assert family_for(architecture, family.tokens[:1]) is not family


def test_a_base_vocabulary_gets_plain_text_and_never_another_family() -> None:
    assert family_for("llama", {"<s>", "</s>", "<unk>"}) is PLAIN
    assert family_for("qwen2", ()) is PLAIN


def test_roles_of_phi_in_another_architecture_are_not_phi() -> None:
    assert family_for("llama", {"<|user|>", "<|assistant|>", "<|end|>"}) is PLAIN


@pytest.mark.parametrize("family", [*FAMILIES, PLAIN], ids=lambda family: family.name)
def test_a_conversation_is_written_in_order(family: Family) -> None:
    turns = [{"role": turn.role.value, "content": turn.content} for turn in _TURNS]
    text = ChatTemplate(family.template).render(
        {"messages": turns, "bos_token": "<bos>", "eos_token": "<eos>"}, max_bytes=4096
    )
    places = [text.find(turn.content) for turn in _TURNS]
    assert places == sorted(places)
    assert min(places) >= 0
    assert text.count("<bos>") <= 1
    assert "<bos>" not in text[1:]


def test_r1_opens_the_thought_and_plain_text_waits_for_the_assistant() -> None:
    text = ChatTemplate(FAMILIES[0].template).render(
        {"messages": [{"role": "user", "content": "hi"}], "bos_token": "", "eos_token": ""}, max_bytes=4096
    )
    assert text == "<｜User｜>hi<｜Assistant｜><think>\n"
    plain = ChatTemplate(PLAIN.template).render({"messages": [{"role": "user", "content": "hi"}]}, 4096)
    assert plain == "User: hi\n\nAssistant:"
