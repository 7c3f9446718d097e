"""`chatui config`: where the settings are, what they come to, whether they are valid; it changes nothing."""

import json
import sys
from dataclasses import fields, is_dataclass

import click


@click.group()
def config() -> None:
    """Show and check the settings."""


@config.command()
def path() -> None:
    """Print where the settings file is; your own models go into models.toml beside it."""
    from chatui.config.paths import config_path

    _print(str(config_path()))


@config.command()
def show() -> None:
    """Print every setting as TOML; one that is not set is a comment."""
    from chatui.config.paths import config_path
    from chatui.config.settings import load_settings

    _print("\n".join(_toml(load_settings(config_path()))))


@config.command()
def check() -> None:
    """Check config.toml and models.toml; exit code 1 and one sentence where one is wrong."""
    from chatui.config.paths import config_path, own_catalogue_path
    from chatui.config.settings import load_settings
    from chatui.models.catalogue.catalogue import load_catalogue

    load_settings(config_path())
    load_catalogue(own_catalogue_path())
    for file in (config_path(), own_catalogue_path()):
        _print(f"{file}: {'valid' if file.exists() else 'not there, so the defaults hold'}")


def _toml(record: object, table: str = "") -> list[str]:
    """The lines of one table, then those of the tables inside it."""
    assert is_dataclass(record)
    own: list[str] = [f"[{table}]"] if table else []
    inner: list[str] = []
    for field in fields(record):
        value = getattr(record, field.name)
        if is_dataclass(value):
            inner += ["", *_toml(value, field.name)]
        else:
            # A JSON text, number or truth value is a TOML one too.
            own.append(f"# {field.name} =" if value is None else f"{field.name} = {json.dumps(value)}")
    return own + inner


def _print(text: str) -> None:
    from chatui.cli.console import Console

    Console(sys.stdout, sys.stderr).data(f"{text}\n")
