import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatui.tui.input_commands import SLASH_COMMANDS
from chatui.tui.prompt.slash import SlashCall, UnknownSlash, begun_slash, fitting, read_slash

_NAMES = [command.slash for command in SLASH_COMMANDS]


def _read(text: str) -> SlashCall | UnknownSlash | str:
    return read_slash(text, SLASH_COMMANDS)


@pytest.mark.parametrize("name", _NAMES)
def test_every_command_is_read_by_its_name(name: str) -> None:
    call = _read(f"/{name.upper()} ")
    assert isinstance(call, SlashCall)
    assert (call.command.slash, call.argument) == (name, "")


def test_no_two_commands_have_one_name() -> None:
    assert len(set(_NAMES)) == len(_NAMES)


def test_what_stands_behind_a_name_is_its_argument() -> None:
    call = _read("/system  Be brief.\nAnd kind. ")
    assert isinstance(call, SlashCall)
    assert call.argument == "Be brief.\nAnd kind."


@pytest.mark.parametrize(
    "text", ["/etc/hosts is a file", "/home", "/2", "a /new", "", "/", "/new.txt", " /new"]
)
def test_paths_and_questions_are_no_commands(text: str) -> None:
    if text == "/home":
        assert isinstance(_read(text), UnknownSlash)
    else:
        assert _read(text) == text


def test_an_unknown_command_names_the_nearest() -> None:
    assert _read("/tmep 0.9") == UnknownSlash("tmep", "temp")
    assert "Did you mean /temp?" in str(_read("/tmep 0.9"))
    assert "A / alone" in str(_read("/qqqqqqqq"))


@given(st.text(max_size=30))
def test_two_slashes_send_any_text_as_it_is(text: str) -> None:
    assert _read(f"//{text}") == f"/{text}"


@given(st.text(alphabet="/a-newtmp 0.\n\t", max_size=12))
def test_any_text_is_a_question_a_command_or_an_unknown_one(text: str) -> None:
    read = _read(text)
    if isinstance(read, str):
        assert read in (text, text[1:])
    else:
        assert text.startswith("/")


@given(st.sampled_from(_NAMES), st.integers(0, 5))
def test_what_is_begun_is_among_what_fits(name: str, length: int) -> None:
    begun = begun_slash(f"/{name[:length]}")
    assert begun is not None
    found = [command.slash for command in fitting(begun, SLASH_COMMANDS)]
    assert name in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("text", ["/new ", "/a b", "x", "/etc/", "//", "/new\n"])
def test_what_is_more_than_a_name_lists_no_commands(text: str) -> None:
    assert begun_slash(text) is None
