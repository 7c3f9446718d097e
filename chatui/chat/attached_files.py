"""Puts the text of files before a question in the form that DeepSeek recommends; it reads no file."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A text file that was put before a question."""

    name: str
    text: str


def with_files(question: str, files: Iterable[tuple[str, str]]) -> str:
    """The question behind each file's name and content, in their order.

    The form is the one of DeepSeek-R1's README, "Official Prompts", file upload.
    """
    blocks = (
        f"[file name]: {name}\n[file content begin]\n{content}\n[file content end]\n"
        for name, content in files
    )
    return "".join(blocks) + question
