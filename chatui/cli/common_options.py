"""Options that mean the same in commands of several groups; what they do is not decided here."""

import click

json_option = click.option("--json", "is_json", is_flag=True, help="Print JSON.")
offline_option = click.option(
    "--offline", is_flag=True, help="Open no socket at all, as CHATUI_OFFLINE=1 does."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print no narration and no progress.")
