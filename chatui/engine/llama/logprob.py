"""The log-probability of a drawn token, read from the logits without copying them; it knows no sampler."""

import ctypes

import numpy as np


def token_logprob(logits: "ctypes.Array[ctypes.c_float]", n_vocab: int, token: int) -> float:
    """Natural log of the token's probability under the model, before temperature and truncation."""
    row = np.ctypeslib.as_array(logits, shape=(n_vocab,))
    top = float(row.max())
    return float(row[token]) - top - float(np.log(np.exp(row - top).sum()))
