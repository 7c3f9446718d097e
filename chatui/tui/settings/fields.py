"""What can be set for one conversation: what each field means, and its text in a session's options."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from chatui.chat.context_memory import KvType
from chatui.chat.sampling import SEED_LIMIT, SamplingParams
from chatui.errors import PromptError
from chatui.session import SessionOptions
from chatui.tui.typed_values import LEAST_CTX, NOTHING, count, seed, whole


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to set."""

    name: str
    label: str
    explanation: str
    valid: str
    """What can be given, as the end of a sentence that begins with "Give"."""
    text: Callable[[SessionOptions], str]
    """The value as a person would type it."""
    change: Callable[[SessionOptions, str], SessionOptions]
    """The options with another value; raises ValueError or PromptError for one that cannot be."""
    r1: str | None = None
    """What DeepSeek advises for R1, as text; None: nothing."""
    reloads: bool = False
    """Whether another value loads the model again."""


def changed(options: SessionOptions, field: Field, text: str) -> SessionOptions:
    """The options with a field as typed; PromptError says what would be valid."""
    try:
        return field.change(options, text.strip())
    except (ValueError, OverflowError) as error:
        raise PromptError(f"{field.label} cannot be {text.strip()!r}.", f"Give {field.valid}.") from error
    except PromptError as error:
        raise PromptError(f"{field.label} cannot be {text.strip()}.", f"Give {field.valid}.") from error


def differing(options: SessionOptions, other: SessionOptions) -> list[Field]:
    """The fields in which two sets of options differ."""
    return [field for field in FIELDS if field.text(options) != field.text(other)]


def carried_over(options: SessionOptions, before: SessionOptions, after: SessionOptions) -> SessionOptions:
    """`after`, another model's defaults, with what a person changed of `before`, those of the last model.

    What depends on the model's size, and the seed, come from `after`.
    """
    for field in differing(options, before):
        if not field.reloads and field.name != "seed":
            after = field.change(after, field.text(options))
    return after


def with_r1_defaults(options: SessionOptions) -> SessionOptions:
    """What DeepSeek advises for R1: no system prompt, its sampling, and the model's own way to think."""
    return replace(options, sampling=SamplingParams(), system="", think=None)


def _sampled(
    name: str,
    label: str,
    explanation: str,
    valid: str,
    read: Callable[[str], float | int | None],
    r1: str | None = None,
) -> Field:
    def text(options: SessionOptions) -> str:
        value = getattr(options.sampling, name)
        return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)

    def change(options: SessionOptions, typed: str) -> SessionOptions:
        values: dict[str, Any] = {name: read(typed)}
        return replace(options, sampling=replace(options.sampling, **values))

    return Field(name, label, explanation, valid, text, change, r1)


_THINK = {"": None, "on": True, "off": False}


def _think(options: SessionOptions, typed: str) -> SessionOptions:
    word = "" if typed.lower() in NOTHING else typed.lower()
    if word not in _THINK:
        raise ValueError(word)
    return replace(options, think=_THINK[word])


FIELDS = (
    Field(
        "system",
        "System prompt",
        "Told to the model first. DeepSeek advises none for R1: ask it all.",
        "a text, or nothing",
        lambda options: options.system,
        lambda options, typed: replace(options, system="" if typed.lower() == "none" else typed),
        "",
    ),
    _sampled(
        "temperature",
        "Temperature",
        "How freely tokens are drawn; 0: the likeliest, and R1 then loops.",
        "a number from 0 to 2",
        float,
        "0.6",
    ),
    _sampled(
        "top_p",
        "Top p",
        "Only the likeliest tokens that reach this probability; 1: all.",
        "a number over 0, at most 1",
        float,
        "0.95",
    ),
    _sampled("top_k", "Top k", "Only this many of the likeliest tokens; 0: all.", "a whole number", whole),
    _sampled(
        "min_p",
        "Min p",
        "Drops what is less likely than this share of the likeliest; 0: nothing.",
        "a number from 0 to 1",
        float,
    ),
    _sampled(
        "repeat_penalty",
        "Repeat penalty",
        "Above 1 makes the last 64 tokens less likely to come again; 1 is off.",
        "a number over 0, at most 10",
        float,
    ),
    _sampled(
        "max_tokens",
        "Max tokens",
        "Of thought and answer together; empty: until the context is full.",
        "a whole number from 1 on, or nothing",
        count,
    ),
    _sampled(
        "thought_budget",
        "Thought budget",
        "After this many thought tokens the answer must begin; empty: no limit.",
        "a whole number, or nothing",
        count,
    ),
    Field(
        "think",
        "Think",
        "on or off, where the model can switch; empty: as it does by itself.",
        "on, off, or nothing",
        lambda options: {None: "", True: "on", False: "off"}[options.think],
        _think,
        "",
    ),
    Field(
        "seed",
        "Seed",
        "Of the next turn; each turn adds one. The same seed, the same tokens.",
        f"a whole number from 0 to {SEED_LIMIT - 1:,}",
        lambda options: str(options.seed),
        lambda options, typed: replace(options, seed=seed(typed)),
    ),
    Field(
        "n_ctx",
        "Context",
        "Tokens seen at once; empty: what fits here. Loads the model again.",
        f"a whole number from {LEAST_CTX} on, or nothing",
        lambda options: "" if options.load.n_ctx is None else str(options.load.n_ctx),
        lambda options, typed: replace(options, load=replace(options.load, n_ctx=count(typed, LEAST_CTX))),
        reloads=True,
    ),
    Field(
        "kv_type",
        "KV cache",
        "f16, or q8_0 for about half the memory. Loads the model again.",
        "f16 or q8_0",
        lambda options: str(options.load.kv_type),
        lambda options, typed: replace(options, load=replace(options.load, kv_type=KvType(typed.lower()))),
        reloads=True,
    ),
)

FIELDS_BY_NAME = {field.name: field for field in FIELDS}
