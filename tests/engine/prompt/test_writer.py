"""What a writer finds out about its template."""

import pytest

from chatui.chat.messages import Message, Role
from chatui.engine.prompt.template import ChatTemplate
from chatui.engine.prompt.writer import TurnWriter
from chatui.errors import PromptError

_IN_PARTS = "{% for m in messages %}{% for part in m.content %}{{ part.text }};{% endfor %}{% endfor %}"
_NO_SYSTEM = "{% for m in messages if m.role != 'system' %}{{ m.content }};{% endfor %}"


def writer(source: str) -> TurnWriter:
    return TurnWriter(ChatTemplate(source), "<s>", "</s>", n_ctx=1000)


def test_contents_are_lists_of_parts_where_the_template_wants_them() -> None:
    assert writer(_IN_PARTS).works
    assert writer(_IN_PARTS).text([Message(Role.USER, "hi")], {}) == "hi;"


def test_a_template_that_drops_or_refuses_the_question_does_not_work() -> None:
    assert not writer("nothing").works
    assert not writer("{{ raise_exception('no') }}").works
    assert writer("{{ raise_exception('no') }}").probe([Role.USER], {}) is None


def test_a_dropped_system_message_is_noticed() -> None:
    assert not writer(_NO_SYSTEM).keeps([Role.SYSTEM, Role.USER], {})
    assert writer(_NO_SYSTEM).keeps([Role.USER, Role.ASSISTANT], {})


def test_what_a_template_always_gets() -> None:
    always = "{{ bos_token ~ eos_token }}{{ tools is none }}{{ add_generation_prompt }}"
    source = always + "{{ messages[0].content ~ x }}"
    assert writer(source).text([Message(Role.USER, "hi", "thought")], {"x": 1}) == "<s></s>TrueTruehi1"


def test_a_longer_prompt_may_be_longer() -> None:
    assert len(writer("{{ messages[0].content }}").text([Message(Role.USER, "x" * 200_000)], {})) == 200_000
    with pytest.raises(PromptError):
        writer("{{ messages[0].content }}{{ 'y' * 300000 }}").text([Message(Role.USER, "x" * 50_000)], {})
