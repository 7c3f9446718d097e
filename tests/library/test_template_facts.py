import pytest

from chatui.library.template_facts import ThoughtFacts, thought_facts

_TURNS = "{% for m in messages %}{{ m.role }}: {{ m.content }}\n{% endfor %}"


@pytest.mark.parametrize(
    ("template", "facts"),
    [
        (_TURNS + "<think>\n", ThoughtFacts("think", "prompt")),
        (_TURNS + "{# <think> #}assistant:", ThoughtFacts("think", "model")),
        (_TURNS + "assistant:", ThoughtFacts()),
        (
            _TURNS + "{% if enable_thinking is false %}<think>\n\n</think>\n\n{% endif %}",
            ThoughtFacts("think", "model", ("enable_thinking",)),
        ),
        (_TURNS + "{{ raise_exception('no') }}<think>", ThoughtFacts()),
        ("{% if %}<think>", ThoughtFacts()),
        ("{% for n in range(10 ** 12) %}<think>{% endfor %}", ThoughtFacts()),
        ("", ThoughtFacts()),
    ],
)
def test_what_a_template_tells(template: str, facts: ThoughtFacts) -> None:
    assert thought_facts(template, "qwen2") == facts
