"""The top line of the compare screen: which views there are and which one is shown, and the question."""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from chatui.tui.comparing.views import TABS, View


class CompareTitle(Widget):
    """A click on a view shows it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    CompareTitle { height: 1; padding: 0 1; background: $panel; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    class Clicked(Message):
        """The person wants another view."""

        def __init__(self, view: View) -> None:
            super().__init__()
            self.view = view

    def __init__(self) -> None:
        super().__init__()
        self.view = View.LANES
        self._question = ""
        self._mark = ""

    def show(self, view: View, question: str, mark: str = "") -> None:
        """Show which view is shown; `mark` says what is special about this comparison, in a word or two."""
        shown = (view, " ".join(question.split()), mark)
        if shown != (self.view, self._question, self._mark):
            self.view, self._question, self._mark = shown
            self.refresh()

    def render(self) -> RenderResult:
        """Views, mark, question."""
        views = Content(" ").join(
            Content.styled(f" {view} ", "bold reverse" if view is self.view.tab else "$text-muted")
            for view in TABS
        )
        mark = Content.styled(f" {self._mark} ", "$text-warning") if self._mark else Content("")
        return Content.assemble(views, " ", mark, " ", (self._question, "bold"))

    def on_click(self, event: events.Click) -> None:
        """Show the view under the mouse."""
        right = self.gutter.left
        for view in TABS:
            left, right = right, right + len(view) + 2
            if left <= event.x < right:
                self.post_message(self.Clicked(view))
            right += 1
