"""The demo model's vocabulary and prompt format: 256 bytes, R1's roles and think tags; knows no problems."""

from collections.abc import Sequence
from pathlib import Path

BOS, EOS, USER, ASSISTANT, THINK, END_THINK = range(256, 262)
SPECIAL = {
    BOS: "<｜begin▁of▁sentence｜>",
    EOS: "<｜end▁of▁sentence｜>",
    USER: "<｜User｜>",
    ASSISTANT: "<｜Assistant｜>",
    THINK: "<think>",
    END_THINK: "</think>",
}
N_VOCAB = 256 + len(SPECIAL)
CHAT_TEMPLATE = (Path(__file__).parent / "chat_template.jinja").read_text(encoding="utf-8").strip()


def text_ids(text: str) -> list[int]:
    """The tokens of plain text: its UTF-8 bytes."""
    return list(text.encode())


def byte_characters() -> list[str]:
    """GPT-2's printable character for each byte (Radford et al. 2019, `bytes_to_unicode`)."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    shifted = iter(range(0x100, 0x200))
    return [chr(byte) if byte in printable else chr(next(shifted)) for byte in range(256)]


def prompt_ids(question: str, earlier: Sequence[tuple[str, str]] = (), system: str = "") -> list[int]:
    """What the chat template renders, as tokens: everything up to and with `<think>` and its newline."""
    ids = [BOS, *text_ids(system)]
    for asked, answered in earlier:
        ids += [USER, *text_ids(asked), ASSISTANT, *text_ids(answered), EOS]
    return [*ids, USER, *text_ids(question), ASSISTANT, THINK, *text_ids("\n")]
