"""The environment variables of the engine's process; it knows no process."""

import os
from collections.abc import Mapping

SECRETS = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
"""The engine never needs them, so a fault in native code cannot give them away."""


def omp_environment() -> dict[str, str]:
    """How OpenMP's threads wait: asleep, because the screen is drawn on the same cores."""
    return {"OMP_WAIT_POLICY": "passive"}


def child_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This process's variables without secrets; a person's own OpenMP settings win, `extra` wins over all."""
    inherited = {name: value for name, value in os.environ.items() if name not in SECRETS}
    return {**omp_environment(), **inherited, **extra}
