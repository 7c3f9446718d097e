"""Messages of a conversation as values; where they are kept or shown is not known here."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Who speaks."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `thought` is what an assistant thought before `content`; it is never sent back."""

    role: Role
    content: str
    thought: str = ""
