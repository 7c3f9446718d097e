from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.context_memory import KvType
from chatui.chat.sampling import SamplingParams
from chatui.engine.requests import LoadRequest
from chatui.errors import PromptError
from chatui.session import SessionOptions
from chatui.tui.settings.fields import (
    FIELDS,
    FIELDS_BY_NAME,
    Field,
    carried_over,
    changed,
    differing,
    with_r1_defaults,
)
from chatui.tui.settings.preset_options import preset_of, with_preset

OPTIONS = SessionOptions(LoadRequest("/models/a.gguf"))


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("temperature", "1.2", 1.2),
        ("top_p", " 0.9 ", 0.9),
        ("top_k", "40", 40),
        ("max_tokens", "2,048", 2048),
        ("max_tokens", "", None),
        ("thought_budget", "none", None),
        ("thought_budget", "0", 0),
    ],
)
def test_sampling_is_read(name: str, text: str, value: float | None) -> None:
    assert getattr(changed(OPTIONS, FIELDS_BY_NAME[name], text).sampling, name) == value


def test_all_else_is_read() -> None:
    options = OPTIONS
    values = {"system": "Be brief.", "think": "off", "seed": "42", "n_ctx": "8192", "kv_type": "Q8_0"}
    for name, text in values.items():
        options = changed(options, FIELDS_BY_NAME[name], text)
    assert (options.system, options.think, options.seed) == ("Be brief.", False, 42)
    assert (options.load.n_ctx, options.load.kv_type) == (8192, KvType.Q8_0)
    assert changed(options, FIELDS_BY_NAME["system"], "none").system == ""
    assert changed(options, FIELDS_BY_NAME["think"], "").think is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("temperature", "hot"),
        ("temperature", "2.1"),
        ("temperature", "nan"),
        ("temperature", ""),
        ("top_p", "0"),
        ("top_k", "1.5"),
        ("max_tokens", "0"),
        ("thought_budget", "-1"),
        ("seed", "4294967295"),
        ("n_ctx", "12"),
        ("kv_type", "q4_0"),
        ("think", "maybe"),
        ("repeat_penalty", "inf"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(name: str, text: str) -> None:
    field = FIELDS_BY_NAME[name]
    with pytest.raises(PromptError) as raised:
        changed(OPTIONS, field, text)
    assert field.label in raised.value.message
    assert raised.value.hint == f"Give {field.valid}."


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
@given(text=st.text(max_size=12))
def test_any_text_is_read_or_refused(field: Field, text: str) -> None:
    try:
        options = changed(OPTIONS, field, text)
    except PromptError:
        return
    assert changed(options, field, field.text(options)) == options


def test_what_a_person_changed_goes_along_to_another_model() -> None:
    before = OPTIONS
    now = replace(before, system="Be brief.", sampling=replace(before.sampling, temperature=1.0), seed=7)
    after = SessionOptions(LoadRequest("/models/b.gguf", 4096), SamplingParams(temperature=0.7, top_p=0.8))
    carried = carried_over(now, before, after)
    assert carried == replace(after, system="Be brief.", sampling=replace(after.sampling, temperature=1.0))
    assert [field.name for field in differing(carried, after)] == ["system", "temperature"]


def test_r1_defaults_leave_the_model_and_the_seed() -> None:
    options = replace(OPTIONS, system="x", think=False, seed=7, sampling=SamplingParams(temperature=1.5))
    assert with_r1_defaults(options) == replace(OPTIONS, seed=7)


def test_a_preset_brings_options_back() -> None:
    options = replace(OPTIONS, system="x", think=False, sampling=SamplingParams(1.5, max_tokens=100))
    assert with_preset(OPTIONS, preset_of(options)) == options
