"""The docs name every command, option, key and setting, and their links lead somewhere."""

import dataclasses
import re
from collections.abc import Iterator

import click
import pytest

from chatui.cli.main import chatui as cli
from chatui.config.settings import Settings
from chatui.tui import commands
from chatui.tui.input_commands import SLASH_COMMANDS
from chatui.tui.key_table import key_name
from chatui.tui.keymap import SCREENS
from chatui.tui.settings.fields import FIELDS, Field
from tests.architecture.tree import ROOT, tracked

DOCS = ROOT / "docs"


def _words(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def _parameters(command: click.Command, path: str) -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        for option in (*parameter.opts, *parameter.secondary_opts):
            if isinstance(parameter, click.Option) and not parameter.hidden:
                yield path, option
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from _parameters(child, f"{path} {name}")


def _commands(command: click.Command, path: str) -> Iterator[str]:
    yield path
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from _commands(child, f"{path} {name}")


@pytest.mark.parametrize("command", _commands(cli, "chatui"))
def test_every_command_is_documented(command: str) -> None:
    assert re.search(rf"^    {command}( |$)", _words("headless.md"), re.MULTILINE)


@pytest.mark.parametrize(("command", "option"), _parameters(cli, "chatui"))
def test_every_option_is_documented(command: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", _words("headless.md")), command


def _all_key_commands() -> Iterator[commands.Command]:
    for groups in SCREENS.values():
        for group in groups:
            yield from (command for command in group if command.keys)


@pytest.mark.parametrize("command", _all_key_commands(), ids=lambda command: command.id)
def test_every_id_is_documented_with_its_keys(command: commands.Command) -> None:
    assert f"| `{command.id}` | `{command.keys}` |" in _words("keys.md")


@pytest.mark.parametrize("command", SLASH_COMMANDS, ids=lambda command: command.slash)
def test_every_slash_command_is_documented(command: commands.Command) -> None:
    argument = f" ‹{command.argument}›" if command.argument else ""
    assert f"| `/{command.slash}{argument}` | {command.title}" in _words("prompt.md")


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_every_setting_of_a_conversation_is_documented(field: Field) -> None:
    assert f"| {field.label} |" in _words("prompt.md")


@pytest.mark.parametrize("command", _all_key_commands(), ids=lambda command: command.id)
def test_every_key_is_documented_as_the_help_says_it(command: commands.Command) -> None:
    keys = ", ".join(key_name(key) for key in command.keys.split(","))
    rows = [row for row in _words("keys.md").splitlines() if row.startswith(f"| {keys} | {command.title}")]
    assert rows, f"| {keys} | {command.title} |"


def _setting_names(kind: type, prefix: str = "") -> Iterator[str]:
    for field in dataclasses.fields(kind):
        nested = field.default_factory
        if isinstance(nested, type) and dataclasses.is_dataclass(nested):
            yield from _setting_names(nested, f"{field.name}.")
        else:
            yield prefix + field.name


@pytest.mark.parametrize("name", _setting_names(Settings))
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{name}` |" in _words("configuration.md")


def _links() -> Iterator[tuple[str, str]]:
    for page in tracked(".md"):
        text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if not re.match(r"[a-z]+:", target):
                yield str(page.relative_to(ROOT)), target


@pytest.mark.parametrize(("page", "target"), _links())
def test_every_link_leads_somewhere(page: str, target: str) -> None:
    path, _, anchor = target.partition("#")
    file = (ROOT / page).parent / path if path else ROOT / page
    assert file.exists()
    if anchor:
        headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
        assert anchor in [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
