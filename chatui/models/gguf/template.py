"""Reads a file's chat template and tells whether it is its family's known one; it renders none."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from chatui.errors import ModelError
from chatui.models.gguf.header import GgufHeader, Skipped, read_header
from chatui.models.gguf.magic import check_is_gguf

_KEY = "tokenizer.chat_template"


@dataclass(frozen=True, slots=True)
class _Family:
    """Models that share a template, how a file of theirs is told, and the template's sha256."""

    name: str
    architectures: tuple[str, ...]
    named: re.Pattern[str]
    """Found in `general.name`, `general.basename` or `tokenizer.ggml.pre`."""
    known: tuple[str, ...]
    """Of the text without white space at its ends, since converters differ in that."""


_FAMILIES = (
    _Family(
        "DeepSeek's R1 distills",
        ("qwen2", "llama"),
        re.compile(r"r1[-_ ]?distill|^deepseek-r1-qwen$", re.IGNORECASE),
        (
            # Ends in <｜Assistant｜>: GGUF files of January 2025, and every model trained on from that.
            "b6835114b7303ddd78919a82e4d9f7d8c26ed0d7dfc36beeb12d524f6144eab1",
            # Ends in <｜Assistant｜><think>: since DeepSeek's change of February 2025.
            "56a1447ad31926fdc21fb07e56e5642bd9c850c4f52d8c8af7bbe5f079a84f5f",
        ),
    ),
    _Family(
        "gpt-oss",
        ("gpt-oss",),
        re.compile(""),
        # SillyTavern, public/scripts/chat-templates.js: in the files of ggml-org, and of unsloth.
        (
            "a4c9919cbbd4acdd51ccffe22da049264b1b73e59055fa58811a99efbd7c8146",
            "70da0d2348e40aaf8dad05f04a316835fd10547bd7e3392ce337e4c79ba91c01",
        ),
    ),
)
"""Families without a source for their template's checksum are left out: nothing is said of them."""


def read_template(path: Path) -> str:
    """The chat template of a GGUF file, at most 256 KiB; empty where it has none.

    It is the words of whoever made the file. Raises ModelError for a longer one and for a damaged file, and
    OSError where the file cannot be read.
    """
    return _template(path, _header(path))


def template_notice(path: Path) -> str | None:
    """A sentence for people where the template is not one that its family is known by; else None.

    A template can add words of its own to a prompt, and nothing but reading shows what it does. None also
    where no template of the family is known. Raises as `read_template` does.
    """
    header = _header(path)
    family = _family_of(header)
    template = _template(path, header)
    if family is None or not template:
        return None
    sha256 = hashlib.sha256(template.strip().encode("utf-8", "surrogatepass")).hexdigest()
    if sha256 in family.known:
        return None
    return (
        f"Its chat template (sha256 {sha256[:12]}…) is not one that is known of {family.name}; "
        "read it before you trust this file."
    )


def _header(path: Path) -> GgufHeader:
    check_is_gguf(path)
    return read_header(path)


def _template(path: Path, header: GgufHeader) -> str:
    template = header.metadata.get(_KEY)
    if isinstance(template, Skipped):
        what = f"{path.name} has a chat template of {template.length:,} bytes, which no real model needs."
        raise ModelError(what, "Get the model from somebody else.")
    return template if isinstance(template, str) else ""


def _family_of(header: GgufHeader) -> _Family | None:
    architecture = header.metadata.get("general.architecture")
    keys = ("general.name", "general.basename", "tokenizer.ggml.pre")
    names = [value for key in keys if isinstance(value := header.metadata.get(key), str)]
    fitting = (
        family
        for family in _FAMILIES
        if architecture in family.architectures and any(family.named.search(name) for name in names)
    )
    return next(fitting, None)
