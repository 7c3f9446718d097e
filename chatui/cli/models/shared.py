"""The way into the library and out to the terminal that the commands of `chatui models` share."""

import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chatui.cli.console import Console
    from chatui.library.library import ModelLibrary


def console_of(*, is_quiet: bool = False) -> "Console":
    """Where this process writes."""
    from chatui.cli.console import Console

    return Console(sys.stdout, sys.stderr, is_quiet=is_quiet)


def library_of(*, offline: bool = False) -> "ModelLibrary":
    """The library of models, after the person's word on sockets."""
    from chatui.config.offline import go_offline
    from chatui.library.library import open_library

    if offline:
        go_offline()
    return open_library()


def print_json(console: "Console", value: object) -> None:
    """One JSON text on stdout, in ASCII, so that it comes through any output encoding."""
    console.line(json.dumps(value, indent=2))


def measured_library(console: "Console", *, offline: bool = False) -> "ModelLibrary":
    """The library for what estimates speeds; measures the machine where that was never done."""
    library = library_of(offline=offline)
    console.progress("Measuring this machine's memory …")
    library.measure()
    return library
