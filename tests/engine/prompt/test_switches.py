"""Which variable switches a template's thought, found by what it writes."""

import pytest

from chatui.engine.prompt.switches import ThoughtSwitch, find_switch
from chatui.engine.prompt.template import ChatTemplate
from chatui.engine.prompt.writer import TurnWriter

_ASK = "{{ messages[0].content }}"


def switch_of(source: str) -> ThoughtSwitch:
    template = ChatTemplate(source)
    writer = TurnWriter(template, "", "", n_ctx=1000)
    return find_switch(template, writer, lambda text: text.endswith("<think>"))


def test_a_variable_that_changes_the_prompt() -> None:
    switch = switch_of(
        _ASK + "{% if enable_thinking is defined and not enable_thinking %}</think>{% endif %}"
    )
    assert switch.default == switch.on == {"enable_thinking": True}
    assert switch.off == {"enable_thinking": False}
    assert switch.variables(None) == switch.variables(True) == switch.on
    assert switch.variables(False) == switch.off


@pytest.mark.parametrize(
    "source",
    [
        _ASK + "<think>",
        _ASK + "{% if enable_thinking %}{% endif %}",
        _ASK + "{{ '' if enable_thinking else '\n' }}<think>",
        "{% if enable_thinking %}x{% endif %}",
    ],
)
def test_no_switch(source: str) -> None:
    switch = switch_of(source)
    assert switch.off is None
    assert switch.variables(False) == switch.default


def test_a_variable_without_effect_is_passed_all_the_same() -> None:
    assert switch_of(_ASK + "{% if enable_thinking %}{% endif %}").default == {"enable_thinking": True}


def test_of_two_variables_the_one_that_works() -> None:
    source = (
        "{% if not thinking is defined %}{% set thinking = enable_thinking %}{% endif %}"
        + _ASK
        + "{{ '<think>' if thinking else '</think>' }}"
    )
    assert switch_of(source).off == {"enable_thinking": True, "thinking": False}


def test_words_are_passed_only_to_a_template_that_knows_them() -> None:
    knows = (
        _ASK
        + "{% if thinking_mode == 'disabled' %}</think>"
        + "{% elif thinking_mode == 'enabled' %}<think>{% endif %}"
    )
    assert switch_of(knows).off == {"thinking_mode": "disabled"}
    assert switch_of(knows).default == {}
    effort = _ASK + "{{ 'Reasoning: ' + (reasoning_effort or 'medium') }}"
    assert switch_of(effort).off is None
