"""The groups of a vote with their lanes, and grouping by hand; what becomes of a group is not known here."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from chatui.comparison.tally import Tally
from chatui.comparison.vote_text import lanes_text
from chatui.tui.commands import bindings
from chatui.tui.compare_view_commands import GROUP_NAME_COMMANDS, GROUPING_COMMANDS, VOTE_COMMANDS
from chatui.tui.comparing.vote_messages import GroupAsked, GroupsResetAsked, GroupTaken, LaneTaken
from chatui.tui.comparing.vote_rows import VoteRow, groupable, lanes_marked_by, vote_rows
from chatui.tui.widgets.compare.vote_bar import VoteBar
from chatui.tui.widgets.models.line_input import LineInput

_EDITING = [item for item in Input.BINDINGS if isinstance(item, Binding)]
_CANNOT = "Only a lane that has answered, and is no repetition of another, can be grouped."


class VoteList(OptionList, inherit_bindings=False):
    """A line for each group, lane and reason for having no group."""

    BINDINGS = bindings(VOTE_COMMANDS)


class GroupName(LineInput, inherit_bindings=False):
    """Takes the name of a group."""

    BINDINGS: ClassVar[list[BindingType]] = [*_EDITING, *bindings(GROUP_NAME_COMMANDS)]

    class Closed(Message):
        """The person wants no group."""

    def action_close(self) -> None:
        """Group nothing."""
        self.post_message(self.Closed())


class VoteTable(Vertical):
    """The bar of the vote over its lines; below them, while lanes are grouped, the group's name."""

    ALLOW_SELECT = False
    BINDINGS = bindings(GROUPING_COMMANDS)

    DEFAULT_CSS = """
    VoteTable {
        VoteList { height: 1fr; border: none; padding: 0 1; background: transparent; }
        VoteList:focus { border: none; background-tint: transparent; }
        VoteList > .option-list--option { padding: 0; text-wrap: nowrap; text-overflow: ellipsis; }
        VoteList > .option-list--option-highlighted { background: $foreground 10%; color: $foreground; }
        VoteList > .option-list--option-highlighted { text-style: none; }
        VoteList:focus > .option-list--option-highlighted { background: $primary 35%; text-style: bold; }
        .naming { height: 1; padding: 0 1; background: $panel; display: none; }
        .naming .about { width: auto; padding: 0 1 0 0; color: $text-accent; text-style: bold; }
        GroupName { width: 1fr; height: 1; border: none; padding: 0; background: transparent; }
        &.-naming .naming { display: block; }
    }
    """

    def __init__(self, *, is_ascii: bool = False) -> None:
        super().__init__()
        self.marked: set[int] = set()
        """The lanes that are marked to be grouped."""
        self._is_ascii = is_ascii
        self._tally: Tally | None = None
        self._rows: list[VoteRow] = []
        self._named: tuple[int, ...] = ()
        """The lanes whose group is being named."""

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield VoteBar(is_ascii=self._is_ascii)
        yield VoteList(markup=False)
        with Horizontal(classes="naming"):
            yield Static("", classes="about", markup=False)
            yield GroupName(placeholder="their answer, in a word", compact=True)

    @property
    def rows(self) -> list[str]:
        """The lines as they are shown."""
        return ["".join(text for text, _ in row.pieces) for row in self._rows]

    def show(self, tally: Tally) -> None:
        """Bring it up to date; the cursor stays on what it is on."""
        self._tally = tally
        self.query_one(VoteBar).show(tally)
        self._draw()

    def focus_list(self) -> None:
        """Give the lines the focus."""
        self.query_one(VoteList).focus()

    def on_resize(self) -> None:
        """Another width has room for other bars."""
        self._draw()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While a name is typed, letters are letters."""
        is_of_list = action in ("mark", "group", "ungroup", "reset")
        return not (is_of_list and self.has_class("-naming"))

    def action_mark(self) -> None:
        """Mark the lanes of the line, or unmark them."""
        row = self._row
        if row is not None:
            self.marked = lanes_marked_by(row, self.marked)
            self._draw()

    def action_group(self) -> None:
        """Ask for the name of a group for the marked lanes."""
        lanes = self._chosen()
        if lanes:
            self._named = lanes
            self.query_one(".about", Static).update(Content(f"Group {lanes_text(lanes)} as:"))
            self.query_one(GroupName).value = self._answer_of(lanes)
            self.add_class("-naming")
            self.query_one(GroupName).focus()
            self.query_one(GroupName).action_select_all()

    def action_ungroup(self) -> None:
        """Take the marked lanes out of the vote."""
        if lanes := self._chosen():
            self._ask(lanes, None)

    def action_reset(self) -> None:
        """Undo what was grouped by hand."""
        self.marked.clear()
        self._draw()
        self.post_message(GroupsResetAsked())

    @on(Input.Submitted)
    def _take_name(self, event: Input.Submitted) -> None:
        event.stop()
        lanes, answer = self._named, event.value.strip()
        self._close()
        if answer:
            self._ask(lanes, answer)

    @on(GroupName.Closed)
    def _close(self) -> None:
        self.remove_class("-naming")
        self.focus_list()

    @on(OptionList.OptionSelected)
    def _take(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        row = self._rows[event.option_index]
        self.post_message(LaneTaken(row.lanes[0]) if row.is_lane else GroupTaken(row.lanes))

    @property
    def _row(self) -> VoteRow | None:
        at = self.query_one(VoteList).highlighted
        return None if at is None or at >= len(self._rows) else self._rows[at]

    def _chosen(self) -> tuple[int, ...]:
        """The marked lanes, else those of the line; none, and a word on why, where they have no vote."""
        row = self._row
        if self._tally is None or row is None:
            return ()
        lanes = groupable(sorted(self.marked) or row.lanes, self._tally)
        if not lanes:
            self.notify(_CANNOT, markup=False, timeout=4)
        return lanes

    def _answer_of(self, lanes: tuple[int, ...]) -> str:
        group = self._tally.group_of(lanes[0]) if self._tally else None
        return " ".join(group.answer.split()) if group else ""

    def _ask(self, lanes: tuple[int, ...], answer: str | None) -> None:
        self.marked.clear()
        self._draw()
        self.post_message(GroupAsked(lanes, answer))

    def _draw(self) -> None:
        lines = self.query_one(VoteList)
        width = lines.scrollable_content_region.width - 2
        if self._tally is None or width <= 0:
            return
        here = self._row
        self._rows = list(vote_rows(self._tally, width, self.marked, is_ascii=self._is_ascii))
        prompts = [Content.assemble(*row.pieces) for row in self._rows]
        lines.set_options(
            [Option(prompt, id=row.name) for prompt, row in zip(prompts, self._rows, strict=True)]
        )
        names = [row.name for row in self._rows]
        if names:
            lines.highlighted = names.index(here.name) if here and here.name in names else 0
