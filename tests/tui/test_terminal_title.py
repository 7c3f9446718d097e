"""The window's title: what is written to the terminal."""

from chatui.tui.terminal_title import TerminalTitle


def test_the_title_is_saved_shown_and_restored() -> None:
    written: list[str] = []
    title = TerminalTitle(written.append)
    title.restore()
    assert written == []
    title.show("Is 9.11 larger?")
    title.show("")
    title.restore()
    assert written == ["\x1b[22;0t", "\x1b]2;Is 9.11 larger? · chatui\x07", "\x1b]2;chatui\x07", "\x1b[23;0t"]


def test_no_title_can_command_the_terminal() -> None:
    written: list[str] = []
    TerminalTitle(written.append).show("a\x07\x1b]52;c;aGk=\x07\nb\x9c")
    assert written[1] == "\x1b]2;a]52;c;aGk= b · chatui\x07"
