"""How a vote stands, in a sentence and one bar of all lanes; it counts nothing itself."""

from textual import events
from textual.content import Content
from textual.widgets import Static

from chatui.comparison.tally import Tally
from chatui.comparison.vote_text import verdict
from chatui.tui.comparing.vote_messages import GroupTaken
from chatui.tui.comparing.vote_rows import Piece, stacked


class VoteBar(Static):
    """The sentence over the bar; a click on a part of the bar asks for its lanes."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    VoteBar { height: auto; max-height: 4; padding: 0 1; }
    """

    def __init__(self, *, is_ascii: bool = False) -> None:
        super().__init__("", markup=False)
        self._is_ascii = is_ascii
        self._tally: Tally | None = None
        self._pieces: list[tuple[Piece, tuple[int, ...]]] = []

    @property
    def text(self) -> str:
        """What it says."""
        return str(self.content)

    def show(self, tally: Tally) -> None:
        """Bring it up to date."""
        self._tally = tally
        self._draw()

    def on_resize(self) -> None:
        """Another width has room for another bar."""
        # Later: Textual lays nothing out anew for what changes while it lays out, and the bar is a row more.
        self.call_later(self._draw)

    def on_click(self, event: events.Click) -> None:
        """Ask for the lanes of the part under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None or not self._pieces or offset.y != self.content_size.height - 1:
            return
        end = 0
        for (text, _), lanes in self._pieces:
            end += len(text)
            if offset.x < end:
                self.post_message(GroupTaken(lanes))
                return

    def _draw(self) -> None:
        if self._tally is None:
            return
        self._pieces = stacked(self._tally, self.content_size.width, is_ascii=self._is_ascii)
        said = [(verdict(self._tally), "bold")]
        drawn = [("\n", ""), *(piece for piece, _ in self._pieces)] if self._pieces else []
        self.update(Content.assemble(*said, *drawn))
