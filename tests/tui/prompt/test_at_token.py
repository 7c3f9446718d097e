import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.prompt.at_token import at_text, at_token


def _token(marked: str) -> tuple[str, str] | None:
    """What is found where `|` stands for the cursor: the whole token and the typed part."""
    column = marked.index("|")
    line = marked.replace("|", "", 1)
    token = at_token(line, column)
    return None if token is None else (line[token.start : token.end], token.typed)


@pytest.mark.parametrize(
    ("marked", "found"),
    [
        ("@|", ("@", "")),
        ("see @doc|", ("@doc", "doc")),
        ("see @do|cs/a.md now", ("@docs/a.md", "do")),
        ("(@a|)", ("@a)", "a")),
        ('@"my fi|le.txt" x', ('@"my file.txt"', "my fi")),
        ('@"my fi|', ('@"my fi', "my fi")),
        ("me@example|.org", None),
        ("see @doc |", None),
        ("|@doc", None),
        ("no sign|", None),
        ('@"a" b|', None),
        ("@a @b|", ("@b", "b")),
        ("@a/b@c|", ("@a/b@c", "a/b@c")),
    ],
)
def test_the_token_at_the_cursor(marked: str, found: tuple[str, str] | None) -> None:
    assert _token(marked) == found


@given(st.text(alphabet='@"ab ./\t(é数', max_size=20), st.integers(0, 20))
def test_a_token_holds_the_cursor_and_begins_with_the_sign(line: str, column: int) -> None:
    column = min(column, len(line))
    token = at_token(line, column)
    if token is not None:
        assert line[token.start] == "@"
        assert token.start < column <= token.end
        assert token.typed in line[:column]
        assert "\n" not in token.typed


@given(st.text(alphabet="ab /.é数", min_size=1, max_size=12))
def test_a_path_written_as_a_token_is_found_again(path: str) -> None:
    text = at_text(path)
    column = len(text) - 1 if text.endswith('"') and " " in path else len(text)
    token = at_token(text, column)
    assert token is not None
    assert token.typed == path
