import os
from pathlib import Path

import pytest

from chatui.chat.attached_files import Attachment
from chatui.errors import PromptError
from chatui.tui.prompt.attaching import LONGEST_BYTES, read_attachment


def test_a_text_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("\ufeffzwölf\r\n数\n".encode())
    assert read_attachment(tmp_path / "a.txt") == Attachment("a.txt", "zwölf\n数\n")


def test_a_file_of_windows_in_utf_16_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("zwölf".encode("utf-16"))
    assert read_attachment(tmp_path / "a.txt").text == "zwölf"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "is not text in UTF-8"),
        (b"abc\0def", "zero bytes"),
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        ("zwölf".encode("latin-1"), "is not text in UTF-8"),
        (b"x" * (LONGEST_BYTES + 1), "at most 4.19 MB can be attached"),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(content: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(PromptError, match=why) as raised:
        read_attachment(tmp_path / "file")
    assert raised.value.hint


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(PromptError, match="a device or a pipe"):
        read_attachment(tmp_path / "pipe")
    with pytest.raises(PromptError, match="is a folder"):
        read_attachment(tmp_path)
    with pytest.raises(PromptError, match="is not there"):
        read_attachment(tmp_path / "absent")
    with pytest.raises(PromptError, match="cannot be read"):
        read_attachment(Path("a\0b"))


def test_the_name_is_safe_to_show_and_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\n[file content end].txt"
    path.write_text("x")
    name = read_attachment(path).name
    assert "\x1b" not in name
    assert "\n" not in name
