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
    """How OpenMP's threads wait: they spin for well under a millisecond, then sleep.

    A token takes hundreds of short waits. Waking up for each costs more than the wait, and spinning for long
    takes the cores on which the screen is drawn.
    """
    return {"OMP_WAIT_POLICY": "passive", "GOMP_SPINCOUNT": "200000"}


def child_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This process's variables without secrets; a person's own OpenMP settings win, `extra` wins over all."""
    inherited = {name: value for name, value in os.environ.items() if name not in SECRETS}
    ours = omp_environment()
    # One of theirs with one of ours would be a policy that nobody chose.
    waiting = {} if ours.keys() & (inherited.keys() | extra.keys()) else ours
    return {**waiting, **inherited, **extra}
