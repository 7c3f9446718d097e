"""The fields of the form that asks what to compare: how each is typed; who shows them is not known here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from chatui.chat.context_memory import KvType
from chatui.chat.sampling import SEED_LIMIT, SamplingParams
from chatui.comparison.early_stop import EarlyStop
from chatui.errors import PromptError
from chatui.tui.comparing.choice import MOST_LANES, CompareChoice
from chatui.tui.typed_values import LEAST_CTX, NOTHING, count, seed

_Value = TypeVar("_Value")

_THINK = {"on": True, "off": False, "": None, "as the model": None}


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of the form."""

    name: str
    label: str
    about: str
    valid: str
    """What can be given, as the end of a sentence that begins with "Give"."""
    text: Callable[[CompareChoice], str]
    """The value as a person would type it."""
    change: Callable[[CompareChoice, str], CompareChoice]
    """The choice with another value; raises ValueError for one that cannot be."""


def changed(choice: CompareChoice, field: FormField, text: str) -> CompareChoice:
    """The choice with a field as typed; PromptError says what would be valid."""
    try:
        return field.change(choice, text.strip())
    except (ValueError, PromptError) as error:
        raise PromptError(f"{field.label} cannot be {text.strip()!r}.", f"Give {field.valid}.") from error


def _several(typed: str, read: Callable[[str], _Value]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(read(part.strip().lower()) for part in typed.split(",")))


def _temperatures(choice: CompareChoice, typed: str) -> CompareChoice:
    values = _several(typed, float)
    for value in values:
        SamplingParams(temperature=value)  # refuses what cannot be
    return replace(choice, temperatures=values)


def _think(choice: CompareChoice, typed: str) -> CompareChoice:
    words = _several(typed, str)
    if not set(words) <= set(_THINK):
        raise ValueError(typed)
    return replace(choice, think=tuple(dict.fromkeys(_THINK[word] for word in words)))


def _budget(typed: str) -> int | None:
    value = None if typed in NOTHING else int(typed)
    SamplingParams(thought_budget=value)  # refuses what cannot be
    return value


def _lanes(choice: CompareChoice, typed: str) -> CompareChoice:
    lanes = int(typed)
    if not 1 <= lanes <= MOST_LANES:
        raise ValueError(typed)
    return replace(choice, lanes_each=lanes)


def _early_stop(choice: CompareChoice, typed: str) -> CompareChoice:
    words = [] if typed.lower() in NOTHING else typed.lower().replace(",", " ").split()
    counts = [int(word) for word in words if word != "vote"]
    if len(counts) > 1 or any(number < 1 for number in counts):
        raise ValueError(typed)
    return replace(choice, early_stop=EarlyStop(counts[0] if counts else None, "vote" in words))


def _early_stop_text(choice: CompareChoice) -> str:
    rule = choice.early_stop
    return " ".join(
        filter(None, [str(rule.thoughts) if rule.thoughts else "", "vote" if rule.when_decided else ""])
    )


_ON_OFF = {"on": True, "off": False}


def _is_on(typed: str) -> bool:
    if typed.lower() not in _ON_OFF:
        raise ValueError(typed)
    return _ON_OFF[typed.lower()]


_THINK_WORDS: Mapping[bool | None, str] = {None: "as the model", True: "on", False: "off"}

FORM_FIELDS = (
    FormField(
        "lanes",
        "Lanes",
        "How many of each model and setting; they are decoded together.",
        f"a whole number from 1 to {MOST_LANES}",
        lambda choice: str(choice.lanes_each),
        _lanes,
    ),
    FormField(
        "temperature",
        "Temperature",
        "Several with commas are compared: 0.6, 1.0.",
        "numbers from 0 to 2, with commas between them",
        lambda choice: ", ".join(f"{value:g}" for value in choice.temperatures),
        _temperatures,
    ),
    FormField(
        "think",
        "Think",
        "on, off, or both: on, off. Empty: as the model does by itself.",
        "on, off, or both with a comma between them",
        lambda choice: ", ".join(_THINK_WORDS[value] for value in choice.think if value is not None),
        _think,
    ),
    FormField(
        "budget",
        "Thought budget",
        "Tokens after which the answer must begin; several are compared. Empty: no limit.",
        "whole numbers with commas between them, none for no limit",
        lambda choice: (
            ""
            if choice.budgets == (None,)
            else ", ".join("none" if value is None else str(value) for value in choice.budgets)
        ),
        lambda choice, typed: replace(choice, budgets=_several(typed, _budget)),
    ),
    FormField(
        "seed",
        "Seed",
        "Of lane 0; lane k has this plus k. The same seed, the same tokens.",
        f"a whole number from 0 to {SEED_LIMIT - 1:,}",
        lambda choice: str(choice.seed),
        lambda choice, typed: replace(choice, seed=seed(typed)),
    ),
    FormField(
        "early_stop",
        "Stop early",
        "A number: when so many thoughts are over. vote: when the vote is decided. Or both.",
        "a whole number, vote, both, or nothing",
        _early_stop_text,
        _early_stop,
    ),
    FormField(
        "reference",
        "Right answer",
        "If you know it: each lane is marked right or wrong. Empty: nobody knows.",
        "a text, or nothing",
        lambda choice: choice.reference or "",
        lambda choice, typed: replace(choice, reference=typed or None),
    ),
    FormField(
        "confidence",
        "Confidence",
        "on or off: how sure the model was of each token, for the numbers and the thought.",
        "on or off",
        lambda choice: "on" if choice.logprobs else "off",
        lambda choice, typed: replace(choice, logprobs=_is_on(typed)),
    ),
    FormField(
        "n_ctx",
        "Context",
        "Tokens that the lanes of a batch share; empty: what fits here.",
        f"a whole number from {LEAST_CTX} on, or nothing",
        lambda choice: "" if choice.n_ctx is None else str(choice.n_ctx),
        lambda choice, typed: replace(choice, n_ctx=count(typed, LEAST_CTX)),
    ),
    FormField(
        "at_once",
        "Lanes at once",
        "The others wait; empty: as many as have room.",
        f"a whole number from 1 to {MOST_LANES}, or nothing",
        lambda choice: "" if choice.at_once is None else str(choice.at_once),
        lambda choice, typed: replace(choice, at_once=count(typed, 1, MOST_LANES)),
    ),
    FormField(
        "kv_type",
        "KV cache",
        "f16, or q8_0 for about half the memory.",
        "f16 or q8_0",
        lambda choice: str(choice.kv_type),
        lambda choice, typed: replace(choice, kv_type=KvType(typed.lower())),
    ),
    FormField(
        "is_together",
        "Together",
        "on: several models are in memory at once. off: one after the other.",
        "on or off",
        lambda choice: "on" if choice.is_together else "off",
        lambda choice, typed: replace(choice, is_together=_is_on(typed)),
    ),
)
"""In the order in which they are shown, behind question and models."""
