import pytest
from textual.widgets import OptionList, Static

from chatui.tui.messages import QuestionAsked
from chatui.tui.turn import Phase
from chatui.tui.widgets.note import Note
from chatui.tui.widgets.status_line import StateKind, StatusLine
from chatui.tui.widgets.title_bar import TitleBar
from chatui.tui.widgets.user_message import UserMessage
from chatui.tui.widgets.welcome import EXAMPLES, Welcome
from tests.tui.library import library_of
from tests.tui.waiting import wait_until
from tests.tui.widgets.host import Host

HOSTILE = "[/] [red]x[/blue] [@click=app.exit]y[/] [link=http://e]z[/link] list[int]"


def texts(app: Host) -> str:
    return "\n".join(str(widget.render()) for widget in app.query(Static))


@pytest.mark.parametrize("widget", [UserMessage, Note])
async def test_markup_is_shown_as_it_is(widget: type[UserMessage] | type[Note]) -> None:
    app = Host(widget(HOSTILE + " \x1b[31m"))
    async with app.run_test():
        assert HOSTILE + " [31m" in texts(app)


async def test_a_note_has_a_hint() -> None:
    app = Host(Note("It broke.", "Mend it.", "error"))
    async with app.run_test():
        assert "It broke.\nMend it." in texts(app)


async def test_the_title_names_the_model_and_says_that_it_is_a_demo() -> None:
    app = Host(TitleBar("tiny " + HOSTILE, is_demo=True))
    async with app.run_test(size=(160, 24)):
        app.query_one(TitleBar).show_context(312, 4096)
        assert "tiny " + HOSTILE in texts(app)
        assert "demo model" in texts(app)
        assert "context 312 of 4,096" in texts(app)


async def test_another_model_is_no_demo() -> None:
    app = Host(TitleBar("r1-qwen-1.5b", is_demo=False))
    async with app.run_test():
        assert "demo" not in texts(app)


@pytest.mark.parametrize("is_demo", [True, False])
async def test_an_example_can_be_chosen(is_demo: bool) -> None:
    app = Host(Welcome(is_demo, library_of()))
    async with app.run_test() as pilot:
        app.query_one(OptionList).focus()
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: bool(app.heard))
        assert isinstance(app.heard[0], QuestionAsked)
        assert app.heard[0].text == EXAMPLES[1]
        assert ("demo model" in texts(app)) is is_demo


async def test_the_state_has_a_sign_and_a_kind() -> None:
    app = Host(StatusLine())
    async with app.run_test():
        line = app.query_one(StatusLine)
        line.show("thinking 3.2 s", StateKind.BUSY)
        line.show("done", StateKind.DONE)
        assert "✓ done" in texts(app)
        assert line.has_class("-done")
        assert not line.has_class("-busy")


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_has_a_kind(phase: Phase) -> None:
    assert (StateKind.of(phase) is StateKind.BUSY) is not phase.is_over
