"""Runs a program as somebody whom permissions bind: root, too, is then refused what a mode forbids."""

import ctypes
import os
import sys

_PR_CAPBSET_DROP = 24
_DAC_CAPABILITIES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, of Linux's capability.h."""

if __name__ == "__main__":
    if sys.platform == "linux":
        # For an ordinary user it fails, and changes nothing: that user is bound already.
        for capability in _DAC_CAPABILITIES:
            ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    os.execvp(sys.argv[1], sys.argv[1:])
