"""The options that every command shares that asks a model; what they do is not decided here."""

from collections.abc import Callable
from typing import TypeVar

import click

from chatui.chat.sampling import SEED_LIMIT
from chatui.engine.requests import KvType

Command = TypeVar("Command", bound=Callable[..., object])

_POSITIVE = click.IntRange(min=1)


def _gpu_layers(context: click.Context, option: click.Parameter, value: str | None) -> int | str | None:
    if value is None or value == "auto":
        return value
    if not value.isdecimal():
        raise click.BadParameter(
            f"{value!r} is neither 'auto' nor a whole number of layers.", context, option
        )
    return int(value)


def _kv_type(context: click.Context, option: click.Parameter, value: str | None) -> KvType | None:
    return KvType(value) if value else None


kv_type_option = click.option(
    "--kv-type",
    type=click.Choice([kind.value for kind in KvType]),
    callback=_kv_type,
    help="Number format of the KV cache; q8_0 takes half the memory.",
)

_MODEL_HELP = "Model: tiny, a catalogue name, org/repo[:QUANT], or a GGUF file"

_OPTIONS = (
    click.option("--system", metavar="TEXT", help="System prompt; DeepSeek recommends none for R1."),
    click.option(
        "--think/--no-think", default=None, help="Switch the thought on or off, where the model can."
    ),
    click.option(
        "--budget",
        "thought_budget",
        type=click.IntRange(min=0),
        metavar="N",
        help="At most N thought tokens; then the model must answer.",
    ),
    click.option("--max-tokens", type=_POSITIVE, metavar="N", help="At most N tokens, thought and answer."),
    click.option(
        "--temperature",
        type=click.FloatRange(0, 2),
        metavar="T",
        help="0 (always the likeliest token) to 2; R1's is 0.6.",
    ),
    click.option("--top-p", type=click.FloatRange(0, 1, min_open=True), metavar="P", help="R1's is 0.95."),
    click.option("--top-k", type=click.IntRange(min=0), metavar="K", help="0 is off."),
    click.option("--min-p", type=click.FloatRange(0, 1), metavar="P", help="0 is off."),
    click.option(
        "--repeat-penalty", type=click.FloatRange(0, 10, min_open=True), metavar="X", help="1 is off."
    ),
    click.option(
        "--seed",
        type=click.IntRange(0, SEED_LIMIT - 1),
        metavar="N",
        help="The same seed gives the same tokens; without one, one is drawn and shown.",
    ),
    click.option("--ctx", "n_ctx", type=_POSITIVE, metavar="N", help="Context length in tokens."),
    click.option("--threads", "n_threads", type=_POSITIVE, metavar="N", help="Threads of the engine."),
    click.option(
        "--gpu-layers",
        metavar="auto|N",
        callback=_gpu_layers,
        help="Layers on the GPU; auto: as many as fit.",
    ),
    kv_type_option,
)


def model_options(command: Command) -> Command:
    """Give a command the shared options; it gets them as the keyword arguments of `Choices`."""
    return click.option("-m", "--model", metavar="REF", help=f"{_MODEL_HELP}.")(_with_shared(command))


def models_options(command: Command) -> Command:
    """The same for a command that asks several models: it gets their references as `refs`."""
    option = click.option(
        "-m", "--model", "refs", metavar="REF", multiple=True, help=f"{_MODEL_HELP}; repeatable."
    )
    return option(_with_shared(command))


def shared_options() -> dict[str, click.Option]:
    """The shared options by their longest names, without the dashes."""

    @click.command()
    @_with_shared
    def nothing() -> None:
        pass

    options = (parameter for parameter in nothing.params if isinstance(parameter, click.Option))
    return {max(option.opts, key=len).lstrip("-"): option for option in options}


def _with_shared(command: Command) -> Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
