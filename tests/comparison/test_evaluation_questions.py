"""Questions with reference answers: what is accepted, and how a mistake is named."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.comparison.evaluation_questions import ReferenceQuestion, questions_sha256, read_questions
from chatui.errors import PromptError

_WORDS = st.text(min_size=1).map(str.strip).filter(lambda text: text and "\n" not in text)
_KEYS = st.tuples(st.sampled_from(["question", "prompt"]), st.sampled_from(["answer", "reference"]))


def write(folder: Path, *lines: str | bytes) -> Path:
    path = folder / "questions.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return path


def test_both_names_of_each_key_and_the_ids(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        '{"question": " 2 + 3? ", "answer": "5", "more": []}',
        "",
        '{"prompt": "One half?", "reference": 0.50, "id": "half"}',
        '{"prompt": "2 + 4?", "reference": 6, "id": null}',
    )
    assert read_questions(path) == (
        ReferenceQuestion("1", "2 + 3?", "5"),
        ReferenceQuestion("half", "One half?", "0.50"),
        ReferenceQuestion("4", "2 + 4?", "6"),
    )


def test_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = write(
        tmp_path, b'\xef\xbb\xbf{"question": "a", "answer": "b"}\r', b'{"question": "c", "answer": "d"}\r'
    )
    assert [question.text for question in read_questions(path)] == ["a", "c"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ('["a", "b"]', "this is not an object with keys"),
        ('{"answer": "5"}', 'the key "question" or "prompt" is missing'),
        ('{"question": "a"}', 'the key "answer" or "reference" is missing'),
        (
            '{"question": "a", "prompt": "b", "answer": "5"}',
            'only one of "question" or "prompt" may be there',
        ),
        ('{"question": ["a"], "answer": "5"}', '"question" is neither text nor a number'),
        ('{"question": "a", "answer": true}', '"answer" is neither text nor a number'),
        ('{"question": " ", "answer": "5"}', '"question" is empty'),
        ('{"question": "a", "answer": "Add.\\n#### 5"}', "the answer has several lines"),
        ('{"question": "a", "answer": "5", "id": "1"}', "the id '1' is line 1's too"),
    ],
)
def test_a_mistake_names_file_line_and_key(tmp_path: Path, line: str, what: str) -> None:
    path = write(tmp_path, '{"question": "2 + 3?", "answer": 5}', line)
    with pytest.raises(PromptError) as caught:
        read_questions(path)
    assert caught.value.message.startswith(f"{path}, line 2: ")
    assert what in caught.value.message


def test_a_file_that_is_empty_absent_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(PromptError, match="has no questions"):
        read_questions(write(tmp_path, "", " "))
    with pytest.raises(PromptError, match="is not text in UTF-8"):
        read_questions(write(tmp_path, b"\xff\xfe"))
    with pytest.raises(PromptError, match="absent cannot be read: No such file"):
        read_questions(tmp_path / "absent")


@given(st.lists(st.tuples(_KEYS, _WORDS, _WORDS), min_size=1, max_size=5))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[tuple[str, str], str, str]]
) -> None:
    lines = [json.dumps({keys[0]: text, keys[1]: answer}) for keys, text, answer in rows]
    raw = [json.dumps({keys[0]: text, keys[1]: answer}, ensure_ascii=False) for keys, text, answer in rows]
    folder = tmp_path_factory.mktemp("questions")
    questions = read_questions(write(folder, *lines))
    assert [(question.text, question.reference) for question in questions] == [row[1:] for row in rows]
    again = read_questions(write(folder, *raw))
    assert questions_sha256(again) == questions_sha256(questions)


def test_other_questions_have_another_sum() -> None:
    one, other = ReferenceQuestion("1", "a", "b"), ReferenceQuestion("1", "ab", "")
    sums = {questions_sha256(questions) for questions in ([one], [other], [one, other], [other, one], [])}
    assert len(sums) == 5
