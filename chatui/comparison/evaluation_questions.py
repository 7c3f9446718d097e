"""Reads questions with reference answers from a file of JSON lines; who answers them is not known here."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from chatui.errors import PromptError

_TEXT_KEYS, _REFERENCE_KEYS = ("question", "prompt"), ("answer", "reference")
_FORM = 'A line is like {"question": "What is 2 + 3?", "answer": "5"}.'


@dataclass(frozen=True, slots=True)
class ReferenceQuestion:
    """A question whose right answer is known."""

    id: str
    """As the file names it, else the number of its line, from 1."""
    text: str
    reference: str
    """The short answer alone, as it may stand in `\\boxed{}`."""


def read_questions(path: Path) -> tuple[ReferenceQuestion, ...]:
    """At least one question, ids distinct; PromptError names the file, the line and the key at fault."""
    questions = tuple(_questions(path, _lines(path)))
    if not questions:
        raise PromptError(f"{path} has no questions.", _FORM)
    return questions


def questions_sha256(questions: Sequence[ReferenceQuestion]) -> str:
    """The same for the same questions in the same order, however the file writes them."""
    listed = [[question.id, question.text, question.reference] for question in questions]
    return hashlib.sha256(json.dumps(listed).encode()).hexdigest()


def _lines(path: Path) -> list[str]:
    try:
        # Only the line feed ends a line: JSON may hold the other separators that Python knows.
        return path.read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise PromptError(f"{path} cannot be read: {error.strerror}.", "Check the name.") from error
    except UnicodeDecodeError as error:
        raise PromptError(f"{path} is not text in UTF-8.", "Convert it first.") from error


def _questions(path: Path, lines: Sequence[str]) -> Iterator[ReferenceQuestion]:
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        question = _question(_Place(path, number), line)
        if question.id in seen:
            raise _Place(path, number).error(f"the id {question.id!r} is line {seen[question.id]}'s too")
        seen[question.id] = number
        yield question


@dataclass(frozen=True, slots=True)
class _Place:
    path: Path
    line: int

    def error(self, what: str) -> PromptError:
        return PromptError(f"{self.path}, line {self.line}: {what}.", _FORM)


def _question(place: _Place, line: str) -> ReferenceQuestion:
    try:
        # Numbers stay as they are written: 0.50 is an answer, and so is one of a thousand digits.
        fields = json.loads(line, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as error:
        raise place.error("this is not JSON") from error
    if not isinstance(fields, dict):
        raise place.error("this is not an object with keys")
    reference = _field(place, fields, _REFERENCE_KEYS)
    if "\n" in reference:
        raise place.error("the answer has several lines; give the short answer alone")
    name = str(place.line) if fields.get("id") is None else _text(place, "id", fields["id"])
    return ReferenceQuestion(name, _field(place, fields, _TEXT_KEYS), reference)


def _field(place: _Place, fields: dict[str, object], names: tuple[str, str]) -> str:
    found = [name for name in names if name in fields]
    either = f'"{names[0]}" or "{names[1]}"'
    if not found:
        raise place.error(f"the key {either} is missing")
    if len(found) > 1:
        raise place.error(f"only one of {either} may be there")
    return _text(place, found[0], fields[found[0]])


def _text(place: _Place, name: str, value: object) -> str:
    if not isinstance(value, str):
        raise place.error(f'"{name}" is neither text nor a number')
    if not value.strip():
        raise place.error(f'"{name}" is empty')
    return value.strip()
