"""What is typed into the form of a comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.chat.sampling import SamplingParams
from chatui.comparison.early_stop import EarlyStop
from chatui.engine.requests import LoadRequest
from chatui.errors import PromptError
from chatui.session import SessionOptions
from chatui.tui.comparing.choice import MOST_LANES, CompareChoice, first_choice, typed_request
from chatui.tui.comparing.form_fields import FORM_FIELDS, FormField, changed
from chatui.tui.comparing.variants import variants_of
from tests.tui.library import launch_of

FIELDS = {field.name: field for field in FORM_FIELDS}
CHOICES = [
    CompareChoice("?"),
    CompareChoice(
        "?",
        lanes_each=8,
        temperatures=(0.6, 1.0),
        think=(True, False),
        budgets=(None, 100),
        early_stop=EarlyStop(3, True),
        reference="42",
        n_ctx=2048,
        at_once=4,
    ),
]


def typed(name: str, text: str) -> CompareChoice:
    return changed(CompareChoice("?"), FIELDS[name], text)


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("field", FORM_FIELDS, ids=lambda field: field.name)
def test_a_value_is_read_as_it_is_written(field: FormField, choice: CompareChoice) -> None:
    assert changed(choice, field, field.text(choice)) == choice
    assert field.text(changed(CompareChoice("?"), field, field.text(choice))) == field.text(choice)


def test_several_values_are_compared() -> None:
    assert typed("temperature", "0.6, 1.0,0.6").temperatures == (0.6, 1.0)
    assert typed("think", "on, off").think == (True, False)
    assert typed("budget", "none, 200").budgets == (None, 200)
    assert typed("early_stop", "3 vote").early_stop == EarlyStop(3, True)
    assert typed("early_stop", "").early_stop == EarlyStop()


WRONG = [
    ("lanes", "0"),
    ("lanes", str(MOST_LANES + 1)),
    ("lanes", ""),
    ("temperature", "3"),
    ("temperature", "0.6,"),
    ("think", "maybe"),
    ("budget", "-1"),
    ("seed", "-1"),
    ("early_stop", "two"),
    ("early_stop", "0"),
    ("early_stop", "1 2"),
    ("confidence", ""),
    ("n_ctx", "10"),
    ("at_once", "0"),
    ("kv_type", "f32"),
    ("is_together", "yes"),
]


@pytest.mark.parametrize(("name", "text"), WRONG)
def test_what_cannot_be_is_refused_with_what_can(name: str, text: str) -> None:
    with pytest.raises(PromptError) as caught:
        typed(name, text)
    assert caught.value.hint.startswith("Give ")


@given(st.text())
def test_whatever_stands_behind_the_command_is_a_number_and_a_question(text: str) -> None:
    lanes, question = typed_request(text)
    assert lanes is None or 1 <= lanes <= MOST_LANES
    assert question in text


def test_the_command_takes_lanes_and_question() -> None:
    assert typed_request("8 What is 2 + 2?") == (8, "What is 2 + 2?")
    assert typed_request("What is 2 + 2?") == (None, "What is 2 + 2?")
    assert typed_request("8") == (8, "")
    assert typed_request("2024 was a year?") == (None, "2024 was a year?")


def test_the_form_begins_with_the_settings_of_the_conversation() -> None:
    sampling = SamplingParams(temperature=1.0, thought_budget=50)
    options = SessionOptions(LoadRequest("/m.gguf", n_ctx=2048), sampling, think=False, seed=7, model_ref="m")
    choice = first_choice("2 + 2?", options)
    assert (choice.models, choice.temperatures, choice.think, choice.budgets) == (
        ("m",),
        (1.0,),
        (False,),
        (50,),
    )
    assert (choice.seed, choice.n_ctx, choice.lanes_each) == (7, 2048, 4)


def test_every_combination_is_a_variant_with_a_name_of_its_own() -> None:
    launches = [launch_of("tiny"), launch_of("r1-qwen-1.5b")]
    choice = CompareChoice(
        "?", models=("tiny", "r1-qwen-1.5b"), temperatures=(0.6, 1.0), think=(True, False), budgets=(None, 9)
    )
    variants = variants_of(choice, launches)
    assert len({variant.label for variant in variants}) == len(variants) == 16
    assert variants[0].label == "tiny · temperature 0.6 · thinks · no budget"
    last = variants[-1].launch.options
    assert (last.sampling.temperature, last.think, last.sampling.thought_budget) == (1.0, False, 9)


def test_the_settings_of_the_conversation_hold_for_its_model_only() -> None:
    launches = [launch_of("tiny"), launch_of("r1-qwen-1.5b")]
    base = SessionOptions(launches[0].options.load, SamplingParams(top_p=0.5), "Be brief.")
    choice = CompareChoice("?", models=("tiny", "r1-qwen-1.5b"), base=base)
    own, other = (variant.launch.options for variant in variants_of(choice, launches))
    assert (own.system, own.sampling.top_p) == ("Be brief.", 0.5)
    assert (other.system, other.sampling.top_p) == ("", 0.95)
