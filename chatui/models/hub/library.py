"""Opens the hub's own library, with what it does unasked switched off; what it is asked is not known here.

The library reads its variables when it is imported, which takes tenths of a second, so the import is
inside the functions here and in the modules beside this one, each time after `prepare`.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING

from chatui import __version__

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_UNASKED_OFF = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # Bytes travel by plain HTTP, which can be resumed; the library would take another way by itself.
    "HF_HUB_DISABLE_XET": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    # Its warnings would be drawn over the app.
    "HF_HUB_VERBOSITY": "critical",
}


def prepare() -> None:
    """Import the library with its variables set; from then on an import of it costs nothing."""
    os.environ.update(_UNASKED_OFF)
    import_module("huggingface_hub.hf_api")


def api(endpoint: str) -> "HfApi":
    """The library's client for a hub's metadata, with the person's token where there is one."""
    prepare()
    from huggingface_hub import HfApi

    return HfApi(endpoint, token=token() or False, library_name="chatui", library_version=__version__)


def token() -> str | None:
    """The person's token, from `HF_TOKEN` or the hub tools' own file; it must never be shown.

    One that cannot be read, or sent, is none: most models need none, and the others say so.
    """
    prepare()
    from huggingface_hub import get_token

    try:
        found = get_token()
    except (OSError, ValueError):
        return None
    return found if found and found.isascii() and found.isprintable() else None


def request_headers() -> dict[str, str]:
    """What every request for bytes says, without a token."""
    prepare()
    from huggingface_hub.utils import build_hf_headers

    return build_hf_headers(token=False, library_name="chatui", library_version=__version__)
