"""An app that shows the place for the next question alone."""

from textual.app import ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from chatui.tui.messages import CommandAsked, DraftChanged, QuestionAsked
from chatui.tui.themed_app import ThemedApp
from chatui.tui.widgets.completion_list import CompletionList
from chatui.tui.widgets.prompt_area import PromptArea
from tests.tui.waiting import wait_until


class AreaHost(ThemedApp):
    """The area alone, with what it said."""

    def __init__(self) -> None:
        super().__init__()
        self.area = PromptArea()
        self.heard: list[Message] = []
        self.said: list[str] = []

    def compose(self) -> ComposeResult:
        yield self.area

    def on_mount(self) -> None:
        self.area.prompt.focus()

    def on_question_asked(self, message: QuestionAsked) -> None:
        self.heard.append(message)

    def on_command_asked(self, message: CommandAsked) -> None:
        self.heard.append(message)

    def on_draft_changed(self, message: DraftChanged) -> None:
        self.heard.append(message)

    def notify(self, message: str, **options: object) -> None:
        self.said.append(message)

    @property
    def lines(self) -> list[str]:
        """What the open list offers."""
        options = self.query_one(CompletionList).options
        return [str(option.prompt).split("  ")[0].rstrip() for option in options]

    def all_of(self, kind: type[Message]) -> list[Message]:
        return [each for each in self.heard if isinstance(each, kind)]


async def asked_question(pilot: Pilot[None], app: AreaHost) -> QuestionAsked:
    """The question that was sent last."""
    await wait_until(pilot, lambda: bool(app.all_of(QuestionAsked)))
    asked = app.all_of(QuestionAsked)[-1]
    assert isinstance(asked, QuestionAsked)
    return asked
