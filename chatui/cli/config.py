"""`chatui config`: where the settings are, what they come to, whether they are valid; it changes nothing."""

import sys

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
    from chatui.toml_text import toml_lines

    _print("\n".join(toml_lines(load_settings(config_path()))))


@config.command()
def check() -> None:
    """Check config.toml and models.toml; exit code 1 and one sentence where one is wrong."""
    from chatui.config.paths import config_path, own_catalogue_path
    from chatui.config.settings import load_settings
    from chatui.models.catalogue.catalogue import load_catalogue
    from chatui.tui.keymap import keymap_of
    from chatui.tui.themes import check_theme

    settings = load_settings(config_path())
    keymap_of(settings.keys, config_path())
    check_theme(settings.theme, config_path())
    load_catalogue(own_catalogue_path())
    for file in (config_path(), own_catalogue_path()):
        _print(f"{file}: {'valid' if file.exists() else 'not there, so the defaults hold'}")


def _print(text: str) -> None:
    from chatui.cli.console import Console

    Console(sys.stdout, sys.stderr).data(f"{text}\n")
