"""Whether chatui may open a socket, by the environment; who would open one is not known here."""

import os
from collections.abc import MutableMapping

OFFLINE_VARIABLE = "CHATUI_OFFLINE"
_NO = ("", "0", "false", "no", "off")


def is_offline() -> bool:
    """Whether `CHATUI_OFFLINE`, or the hub tools' own `HF_HUB_OFFLINE`, is set to anything but a no."""
    values = (os.environ.get(name, "") for name in (OFFLINE_VARIABLE, "HF_HUB_OFFLINE"))
    return any(value.strip().lower() not in _NO for value in values)


def go_offline(environment: MutableMapping[str, str] = os.environ) -> None:
    """Forbid sockets to this process and to those that it starts."""
    environment[OFFLINE_VARIABLE] = environment["HF_HUB_OFFLINE"] = "1"
