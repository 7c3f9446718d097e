"""Reads the table `[keys]` of the settings: other keys for what can be done; it knows no widget."""

import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

from textual.keys import Keys

from chatui.errors import ConfigError
from chatui.toml_records import nearest
from chatui.tui import (
    commands,
    compare_commands,
    copy_commands,
    input_commands,
    kept_commands,
    thought_commands,
)
from chatui.tui.commands import Command
from chatui.tui.compare_view_commands import COMPARE_VIEW_GROUPS

Groups = tuple[tuple[Command, ...], ...]

_EVERYWHERE = (commands.APP_COMMANDS,)

SCREENS: dict[str, Groups] = {
    "chat": (
        *_EVERYWHERE,
        (
            *commands.CHAT_COMMANDS,
            *input_commands.SETTINGS_COMMANDS,
            *copy_commands.COPY_COMMANDS,
            *commands.SCROLL_COMMANDS,
            *kept_commands.KEPT_COMMANDS,
            *compare_commands.COMPARE_START_COMMANDS,
            *thought_commands.PANES_COMMANDS,
        ),
        (*thought_commands.THOUGHT_COMMANDS, *thought_commands.THOUGHT_LOG_COMMANDS),
        thought_commands.OUTLINE_COMMANDS,
        thought_commands.FIND_COMMANDS,
        commands.PROMPT_COMMANDS,
        input_commands.COMPLETION_COMMANDS,
        input_commands.CHIP_COMMANDS,
        (*commands.TRANSCRIPT_COMMANDS, *kept_commands.BRANCH_COMMANDS),
        kept_commands.CHATS_COMMANDS,
        kept_commands.CHATS_FILTER_COMMANDS,
    ),
    "models": (
        *_EVERYWHERE,
        commands.MODELS_COMMANDS,
        commands.LIST_COMMANDS,
        commands.FILTER_COMMANDS,
        commands.STEPPER_COMMANDS,
    ),
    "comparison": (
        *_EVERYWHERE,
        compare_commands.COMPARE_COMMANDS,
        compare_commands.LANES_COMMANDS,
        (*thought_commands.THOUGHT_COMMANDS, *thought_commands.THOUGHT_LOG_COMMANDS),
        thought_commands.OUTLINE_COMMANDS,
        thought_commands.FIND_COMMANDS,
        *COMPARE_VIEW_GROUPS,
    ),
    "comparison form": (
        *_EVERYWHERE,
        compare_commands.COMPARE_FORM_COMMANDS,
        compare_commands.COMPARE_MODEL_COMMANDS,
    ),
    "comparisons": (
        *_EVERYWHERE,
        compare_commands.KEPT_SCREEN_COMMANDS,
        compare_commands.KEPT_LIST_COMMANDS,
    ),
    "settings": (*_EVERYWHERE, input_commands.SETTINGS_SCREEN_COMMANDS),
    "presets": (*_EVERYWHERE, input_commands.PRESET_COMMANDS),
    "messages": (*_EVERYWHERE, input_commands.NOTICES_COMMANDS),
    "question": (*_EVERYWHERE, commands.CONFIRM_COMMANDS),
    "file": (*_EVERYWHERE, commands.OPEN_FILE_COMMANDS),
    "rename": (*_EVERYWHERE, kept_commands.RENAME_COMMANDS),
    "search": (*_EVERYWHERE, kept_commands.SEARCH_CHATS_COMMANDS, kept_commands.SEARCH_CLOSE_COMMANDS),
    "export": (*_EVERYWHERE, kept_commands.EXPORT_COMMANDS),
    "transfer": (*_EVERYWHERE, kept_commands.TRANSFER_COMMANDS),
    "copy": (*_EVERYWHERE, (*copy_commands.COPY_LIST_COMMANDS, *copy_commands.COPY_SCREEN_COMMANDS)),
    "help": (*_EVERYWHERE, commands.HELP_COMMANDS),
}
"""The groups of commands that are together on a screen; of one group, all are active at the same time."""

_MODIFIERS = ("ctrl", "shift", "alt", "super", "hyper", "meta")
_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_NAMES = sorted(
    {key.value.rpartition("+")[2] for key in Keys if not key.value.startswith("<")}
    | {unicodedata.name(sign).lower().replace("-", "_").replace(" ", "_") for sign in _SIGNS}
)


def keymap_of(keys: Mapping[str, str], file: Path) -> dict[str, str]:
    """The table as Textual takes it; ConfigError names the file, the line's key and what would be valid."""
    known = {command.id for command in all_commands() if command.keys}
    keymap = {}
    for id_, given in keys.items():
        if id_ not in known:
            what = f"{file}, keys has a key that chatui does not know: {id_!r}."
            raise ConfigError(what, _nearest_id(id_, known))
        keymap[id_] = ",".join(_checked(key.strip(), f"{file}, keys.{id_}") for key in given.split(","))
    return keymap


def clashes(keymap: Mapping[str, str]) -> list[str]:
    """A sentence for each key that was given to something while something else beside it has it."""
    said: dict[str, None] = {}
    for groups in SCREENS.values():
        active = [(number, command) for number, group in enumerate(groups) for command in group]
        for number, command in active:
            for key in _keys(command, keymap) if command.id in keymap else ():
                for other_number, other in active:
                    is_beside = number == other_number or command.priority or other.priority
                    if other.id != command.id and is_beside and key in _keys(other, keymap):
                        said[_sentence(key, command, other, keymap)] = None
    return list(said)


def all_commands() -> Iterator[Command]:
    """Each command once."""
    yield from {command.id: command for groups in SCREENS.values() for g in groups for command in g}.values()


def _keys(command: Command, keymap: Mapping[str, str]) -> list[str]:
    return [key for key in keymap.get(command.id, command.keys).split(",") if key]


def _sentence(key: str, command: Command, other: Command, keymap: Mapping[str, str]) -> str:
    first, second = (command, other)
    if other.id in keymap and other.id < command.id:
        first, second = (other, command)
    return f"The key {key} is given to {first.id}, and {second.id} has it too. Give one of them another key."


def _nearest_id(id_: str, known: set[str]) -> str:
    close = get_close_matches(id_, sorted(known), n=1, cutoff=0.5)
    return f"Did you mean {close[0]!r}?" if close else "The page on keys lists them all."


def _checked(key: str, place: str) -> str:
    """The key as Textual writes it."""
    *modifiers, name = key.rsplit("+") if key != "+" else ["+"]
    lower = name if len(name) == 1 and not modifiers else name.lower()
    wrong = [part for part in modifiers if part.lower() not in _MODIFIERS]
    if not wrong and (lower in _NAMES or (len(name) == 1 and name.isprintable() and name != " ")):
        return "+".join([*(part.lower() for part in modifiers), lower])
    if wrong:
        raise ConfigError(f"{place} cannot be {key!r}.", nearest(wrong[0].lower(), _MODIFIERS))
    close = get_close_matches(lower, _NAMES, n=1, cutoff=0.6)
    hint = (
        f"Did you mean {'+'.join([*modifiers, close[0]])!r}?" if close else "Such are: ctrl+k, alt+up, f6, x."
    )
    raise ConfigError(f"{place} cannot be {key!r}.", hint)
