"""The group `chatui models` and its commands; what each one does is in a module of its own."""

import click

from chatui.cli.models.import_command import import_file
from chatui.cli.models.list_command import list_models
from chatui.cli.models.pull_command import pull
from chatui.cli.models.remove_command import remove
from chatui.cli.models.search_command import search
from chatui.cli.models.show_command import show
from chatui.cli.models.verify_command import verify


@click.group()
def models() -> None:
    """Find, get, check and remove models.

    \b
    REF is one of
      r1-qwen-1.5b, r1-qwen-1.5b:Q6_K     a catalogue entry, its usual quantization or another
      org/repo, org/repo:Q4_K_M           a repository of GGUF files on the hub
      org/repo/file.gguf                  one file of it
      ./path/model.gguf                   a file on this disk
    """


for command in (list_models, search, show, pull, verify, import_file, remove):
    models.add_command(command)
