from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.prompt.dropped import dropped_paths


@pytest.mark.parametrize(
    ("pasted", "paths"),
    [
        ("/a/b.txt", ["/a/b.txt"]),
        ("/a/b.txt ", ["/a/b.txt"]),
        ("'/a/my b.txt' ", ["/a/my b.txt"]),
        ('"/a/my b.txt"', ["/a/my b.txt"]),
        (r"/a/my\ b.txt", ["/a/my b.txt"]),
        ("/a/my b.txt", ["/a/my b.txt"]),
        ("/a/b /c/d", ["/a/b", "/c/d"]),
        ("/a/b\n/c/d\n", ["/a/b", "/c/d"]),
        ("file:///a/my%20b.txt", ["/a/my b.txt"]),
        ("file://localhost/a", ["/a"]),
        ("file://elsewhere/a", []),
        ("see /a/b", []),
        ("a.txt", []),
        ("", []),
        ("/", []),
        ("'/a", []),
        ("/a\nand more text", []),
        ("from here on", []),
    ],
)
def test_what_terminals_paste(pasted: str, paths: list[str]) -> None:
    assert dropped_paths(pasted) == [Path(path) for path in paths]


def test_the_home_folder_is_known() -> None:
    assert dropped_paths("~/a.txt") == [Path.home() / "a.txt"]


@given(st.text(alphabet="/~'\"\\ afile:%2\n\0[", max_size=20))
def test_any_text_is_taken_without_an_error(pasted: str) -> None:
    for path in dropped_paths(pasted):
        assert path.is_absolute()
