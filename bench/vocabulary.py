"""A made-up vocabulary for models whose text is noise; it knows nothing of weights."""

from dataclasses import dataclass

from gguf import TokenType

SPECIAL = {
    "bos": "<｜begin▁of▁sentence｜>",
    "eos": "<｜end▁of▁sentence｜>",
    "user": "<｜User｜>",
    "assistant": "<｜Assistant｜>",
}
THINK = ("<think>", "</think>")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Tokens in the order of their ids; `silent` ids must never be drawn, or a run would end early."""

    tokens: list[str]
    types: list[int]
    merges: list[str]
    bos: int
    eos: int
    silent: tuple[int, ...]


def generated_vocabulary(size: int) -> Vocabulary:
    """One token for each byte, one for each of R1's roles and tags, then made-up words up to `size`."""
    special = [*SPECIAL.values(), *THINK]
    fixed = [*byte_characters(), *special]
    words = [f"Ġw{number}" for number in range(size - len(fixed))]
    first = len(fixed) - len(special)
    types = [TokenType.NORMAL] * first + [TokenType.CONTROL] * len(SPECIAL)
    types += [TokenType.USER_DEFINED] * len(THINK) + [TokenType.NORMAL] * len(words)
    silent = tuple(range(first, len(fixed)))
    # llama.cpp refuses a byte-pair vocabulary without merges; two NUL bytes do not occur in a prompt.
    return Vocabulary([*fixed, *words], [int(kind) for kind in types], ["Ā Ā"], first, first + 1, silent)


def byte_characters() -> list[str]:
    """The character that stands for each byte in GPT-2's byte-level vocabularies."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    shown = {byte: chr(byte) for byte in printable} | {byte: chr(256 + i) for i, byte in enumerate(others)}
    return [shown[byte] for byte in range(256)]
