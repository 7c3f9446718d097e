"""Which of llama.cpp's matrix products suits a number of lanes on the CPU; it knows no model."""

import os
from collections.abc import MutableMapping

TILED_VARIABLE = "GGML_CPU_TILED_MM"
"""llama.cpp's switch of its tiled product; it is read once, at a process's first product."""

_TILED_FROM = 8
"""Rows from which llama.cpp takes the tiled product."""
_TILED_PAYS_FROM = 16
"""Rows that the tiled product computes at least, however few of them are wanted."""


def suit_lanes(n_lanes: int, environment: MutableMapping[str, str] = os.environ) -> None:
    """Choose the product for steps of so many lanes, before the first one is decoded.

    With 8 to 15 lanes the tiled product would compute 16 rows in every step. The other one evaluates a prompt
    about a fifth more slowly, but the prompt is evaluated once for all lanes. The choice depends on nothing
    but the number of lanes: the products round differently, and a seed has to give the same tokens again.
    A person's own setting wins.
    """
    if _TILED_FROM <= n_lanes < _TILED_PAYS_FROM:
        environment.setdefault(TILED_VARIABLE, "0")
