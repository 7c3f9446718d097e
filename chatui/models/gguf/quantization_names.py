"""Reads a quantization off a file's name; the file itself is not looked at."""

import re

_QUANTIZATION = re.compile(
    r"(?<![A-Za-z0-9])"
    r"(?P<word>(?:UD-)?(?:I?Q[1-8]_(?:XXS|XS|NL|S|M|[01]|K(?:_(?:XXS|XS|XL|S|M|L))?)"
    r"|TQ[12]_0|MXFP4|NVFP4|BF16|FP?16|FP?32))"
    r"(?![A-Za-z0-9])",
    re.IGNORECASE,
)


def quantization_in(filename: str) -> str | None:
    """The quantization that a file's name gives, such as `Q4_K_M`; the last one, where it gives several."""
    words = [match["word"].upper() for match in _QUANTIZATION.finditer(filename)]
    return words[-1].replace("FP16", "F16").replace("FP32", "F32") if words else None


def has_quantization(filename: str, quantization: str) -> bool:
    """Whether a file's name says that it holds this quantization, such as `Q4_K_M`."""
    word = rf"(?<![A-Za-z0-9_]){re.escape(quantization)}(?![A-Za-z0-9_])"
    return re.search(word, filename, re.IGNORECASE) is not None
