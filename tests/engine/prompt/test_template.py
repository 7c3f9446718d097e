"""What a chat template may do, and that every way to fail has its own sentence."""

import json
from pathlib import Path

import pytest

from chatui.engine.prompt.template import MAX_SOURCE_BYTES, ChatTemplate
from chatui.errors import PromptError

_MAX_BYTES = 100_000
_DOUBLING = "{%% set ns = namespace(s='ab') %%}{%% for i in range(99) %%}%s{%% endfor %%}{{ ns.s }}"


def rendered(source: str, seconds: float = 30.0, **variables: object) -> str:
    messages = [{"role": "user", "content": "hi"}, {"role": "assistant", "content": "<b>"}]
    return ChatTemplate(source).render({"messages": messages, **variables}, _MAX_BYTES, seconds)


def failure(source: str, seconds: float = 30.0) -> str:
    with pytest.raises(PromptError) as caught:
        rendered(source, seconds)
    assert caught.value.message.startswith("This model's chat template ")
    assert caught.value.hint
    return caught.value.message


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{% for m in messages %}\n{{ m.role ~ ':' ~ m['content'] }};{% endfor %}", "user:hi;assistant:<b>;"),
        (
            "{% for m in messages %}{% if loop.first %}{% continue %}{% endif %}{{ loop.index }}{% endfor %}",
            "2",
        ),
        ("{% generation %}x{{ messages|length }}{% endgeneration %}", "x2"),
        ("{{ messages[1].content | tojson }}", '"<b>"'),
        ("{{ ['é', 1] | tojson(ensure_ascii=True) }}", '["\\u00e9", 1]'),
        ("{{ messages | map(attribute='role') | join(', ') }}", "user, assistant"),
        ("{{ messages | join('/', attribute='role') }}", "user/assistant"),
        ("{{ 'a-' * 2 + 'b' }}{{ 3 * 2 }}{{ 2 ** 3 }}{{ 7 % 4 }}{{ '%s!' % 'x' }}", "a-a-b683x!"),
        ("{{ '{}:{:>3}'.format('x', 7) }}{{ '%d' | format(1700000000) }}", "x:  71700000000"),
        (
            "{{ 'a,b'.split(',')[-1] }}{{ ' x '.strip() }}{{ 'ab'.replace('b', 'cc') }}",
            "bxacc",
        ),
        ("{{ 'x' | indent(2, true) }}{{ 'x' | center(3) }}{{ 'ab' | replace('a', '') }}", "  x x b"),
        ("{% set x %}{{ messages[0].content }}{% endset %}{{ x ~ x }}", "hihi"),
        (
            "{% macro f(a) %}{{ a }}{{ caller() if caller }};{% endmacro %}{{ f(1) }}"
            "{% call f(2) %}!{% endcall %}{{ ''.join(['x', 'y']) }}",
            "1;2!;xy",
        ),
        ("{{ missing }}{{ messages[0].missing }}{{ [1] }}", "[1]"),
    ],
)
def test_what_templates_use(source: str, text: str) -> None:
    assert rendered(source) == text


def test_the_date_is_there() -> None:
    assert rendered("{{ strftime_now('%Y') }}").isdigit()


def test_variables_are_those_that_the_template_reads() -> None:
    source = (
        "{% if not thinking is defined %}{% set thinking = false %}{% endif %}{{ thinking }}{{ bos_token }}"
    )
    assert {"thinking", "bos_token"} <= ChatTemplate(source).variables
    assert rendered(source, thinking=True, bos_token="<s>") == "True<s>"


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}",
        "{% for x in range(99999) if range(99999)|select('odd')|list|length == 1 %}{% endfor %}",
        "{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}",
        "{% for i in [1, 2] recursive %}{{ loop([1, 2]) }}{% endfor %}",
    ],
)
def test_what_does_not_end_is_ended(source: str) -> None:
    message = failure(source, seconds=0.2)
    assert "did not end within 0.2 seconds" in message or "calls itself without end" in message


@pytest.mark.parametrize(
    "source",
    [
        "{{ 'A' * 500000000 }}",
        "{{ [1] * 500000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ 'a' | center(1000000000) }}",
        "{{ 'a' | indent(1000000000, true) }}",
        "{{ [1] | batch(1000000000, 0) | list }}",
        "{{ 'a'.center(1000000000) }}",
        "{{ 'a'.ljust(width=1000000000) }}",
        "{{ '%1000000000d' % 5 }}",
        "{{ '%1000000000d' | format(5) }}",
        "{{ '{:>1000000000}'.format(5) }}",
        "{{ ('a' * 90000).replace('a', 'b' * 90000) }}",
        "{{ ('a' * 90000) | replace('a', 'b' * 90000) }}",
        "{{ ('a' * 90000) | join('b' * 90000) }}",
        "{{ ('a' * 90000).join('b' * 90000) }}",
        "{% for i in range(99999) %}{{ 'x' * 1000 }}{% endfor %}",
        "{{ range(99999) | map('center', 90000) | join | length }}",
        _DOUBLING % "{% set ns.s = ns.s ~ ns.s %}",
        _DOUBLING % "{% set ns.s = ns.s + ns.s %}",
        _DOUBLING % "{% set x %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = x %}",
        _DOUBLING % "{% set ns.s = [ns.s, ns.s] %}",
        _DOUBLING.replace("ns.s }}", "ns.s | tojson }}") % "{% set ns.s = [ns.s, ns.s] %}",
        "{{ 'é' * 60000 }}",
    ],
)
def test_what_grows_too_large_is_never_built(source: str) -> None:
    message = failure(source)
    assert "more than 100,000" in message or "too much text on its way" in message


@pytest.mark.parametrize(
    "source",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ cycler.__init__.__globals__.os.popen('touch CANARY').read() }}",
        "{{ namespace.__init__.__globals__['os'].system('touch CANARY') }}",
        "{{ (''|attr('format'))('{0.__class__.__init__}', messages).x.y }}",
        "{{ messages.append(1) }}",
        "{{ messages[0].update(role='system') }}",
    ],
)
def test_the_sandbox_holds(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    failure(source.replace("CANARY", str(tmp_path / "canary")))
    assert not (tmp_path / "canary").exists()


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("a\n{% if %}", "has an error in line 2: Expected an expression"),
        (
            "{{ raise_exception('roles must\x1b[31m alternate!') }}",
            "refuses these messages: roles must[31m alternate.",
        ),
        ("{{ raise_exception('x' * 900) }}", "refuses these messages: " + "x" * 200 + "…."),
        ("{{ 1 / 0 }}", "failed on these messages: division by zero."),
        ("{% include 'x' %}", "failed on these messages: "),
        ("{{ missing.one.two }}", "failed on these messages: 'missing' is undefined."),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", "calls itself without end and was stopped."),
        ("{{" + "(" * 5000 + "1" + ")" * 5000 + "}}", "is nested too deep."),
        (
            "{% for a in 'x' %}" * 30 + "{% endfor %}" * 30,
            "cannot be compiled: too many statically nested blocks",
        ),
        ("x" * (MAX_SOURCE_BYTES + 1), "is larger than 256 KiB."),
    ],
    ids=lambda text: text[:40],
)
def test_each_failure_has_its_sentence(source: str, what: str) -> None:
    assert what in failure(source)


def test_a_long_template_at_the_limit_is_used() -> None:
    assert len(rendered("{# " + "x" * (MAX_SOURCE_BYTES - 7) + "#}y")) == 1


def test_json_is_what_json_gives() -> None:
    value = {"b": [1, None], "a": "<&>'"}
    assert json.loads(rendered("{{ value | tojson(indent=2, sort_keys=True) }}", value=value)) == value
