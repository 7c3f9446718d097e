"""The environment variables of the engine's process; it knows no process."""

import os
from collections.abc import Mapping

PROFILES_VARIABLE = "CHATUI_ENGINE_PROFILES"
"""Tells the engine's process which file remembers the profiles that work here."""
PROBE_MODEL_VARIABLE = "CHATUI_ENGINE_PROBE_MODEL"
"""Tells it a small GGUF to probe a profile with."""
SECRETS = ("HF_TOKEN", "HUGGING_FACE_HUB_TOKEN")
"""The engine never needs them, so a fault in native code cannot give them away."""


def omp_environment() -> dict[str, str]:
    """How OpenMP's threads wait: asleep, because the screen is drawn on the same cores."""
    return {"OMP_WAIT_POLICY": "passive"}


def child_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This process's variables without secrets; a person's own OpenMP settings win, `extra` wins over all."""
    inherited = {name: value for name, value in os.environ.items() if name not in SECRETS}
    return {**omp_environment(), **inherited, **extra}
