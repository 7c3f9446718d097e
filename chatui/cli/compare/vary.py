"""The option `--vary NAME=VALUE,…`, read as values; which models are asked with them is not known here."""

from dataclasses import dataclass

import click

from chatui.cli.options import shared_options

USUAL = "none"
"""A value that stands for the option left out."""

VARIABLE = ("temperature", "think", "budget", "top-p", "top-k", "min-p", "repeat-penalty", "max-tokens")
"""Options that may differ between lanes of one model without loading it again."""


@dataclass(frozen=True, slots=True)
class Varied:
    """One option and the values that lanes are to have of it."""

    name: str
    """As the option is called, without its dashes."""
    field: str
    """Of `Choices`."""
    values: tuple[object, ...]
    """None is the option left out."""


class VaryType(click.ParamType[Varied]):
    """Reads `temperature=0.3,0.6` into a `Varied`."""

    name = "NAME=VALUES"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Varied:
        """The option's own rules hold for each value."""
        if isinstance(value, Varied):
            return value
        name, equals, listed = str(value).partition("=")
        name = name.strip().lstrip("-")
        if not equals or name not in VARIABLE:
            self.fail(f"{value!r} is not NAME=VALUE,VALUE with one of {', '.join(VARIABLE)}.", param, ctx)
        option = shared_options()[name]
        texts = [text.strip() for text in listed.split(",")]
        if len(set(texts)) != len(texts) or not all(texts):
            self.fail(f"Give values that differ behind {name}=.", param, ctx)
        values = tuple(None if text == USUAL else option.type.convert(text, option, ctx) for text in texts)
        return Varied(name, str(option.name), values)


def label_of(name: str, value: object) -> str:
    """What tells a lane with this value from the others."""
    if value is None:
        return f"usual {name}"
    if isinstance(value, bool):
        return "thinking" if value else "not thinking"
    return f"{name} {value}"
