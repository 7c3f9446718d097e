"""The list of models: one line each, with a cursor; it does not know what choosing one does."""

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from chatui.tui.commands import LIST_COMMANDS, bindings
from chatui.tui.models.listing import Heading, ListRow
from chatui.tui.widgets.frameless_list import FramelessList
from chatui.tui.widgets.models.model_line import ModelLine


class ModelList(FramelessList, inherit_bindings=False):
    """Lines of models in groups. A click chooses one, a second click on it takes it, as Enter does."""

    BINDINGS = bindings(LIST_COMMANDS)

    class LineMessage(Message):
        """Says something of one model of the list."""

        def __init__(self, control: "ModelList", ref: str) -> None:
            super().__init__()
            # Sent while a parent handles something, it would be taken for the parent's own, and stop there.
            self.set_sender(control)
            self._control = control
            self.ref = ref

        @property
        def control(self) -> "ModelList":
            """The list; lets handlers select by its id."""
            return self._control

    class Chosen(LineMessage):
        """The cursor is on another model, or with an empty `ref` on none."""

    class Taken(LineMessage):
        """Enter or a double click: do with it what is next."""

    def __init__(self, id_: str) -> None:
        super().__init__(markup=False, id=id_)
        self._lines_shown: list[ListRow | Heading] = []
        self._told = ""

    @property
    def chosen(self) -> ListRow | None:
        """The model under the cursor."""
        at = self.highlighted
        line = self._lines_shown[at] if at is not None and at < len(self._lines_shown) else None
        return line if isinstance(line, ListRow) else None

    def show(self, lines: Sequence[ListRow | Heading], choose: str | None = None) -> None:
        """Show these lines; the cursor stays on its model, or goes to `choose`, or to the first."""
        wanted = choose or (self.chosen.ref if self.chosen else None)
        if [_key(line) for line in lines] == [_key(line) for line in self._lines_shown]:
            self._bring_up_to_date(lines)
        else:
            self._lines_shown = list(lines)
            with self.prevent(OptionList.OptionHighlighted):
                self.set_options(map(_option, lines))
        self._move_to(wanted)

    def action_select(self) -> None:
        """Take the model under the cursor."""
        if self.chosen is not None:
            self.post_message(self.Taken(self, self.chosen.ref))

    async def _on_click(self, event: events.Click) -> None:
        # The base class takes an option at the first click; here that would begin a download.
        event.prevent_default()
        at: int | None = event.style.meta.get("option")
        if at is None or isinstance(self._lines_shown[at], Heading):
            return
        self.highlighted = at
        if event.chain == 2:
            self.action_select()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Tell which model it is."""
        event.stop()
        self._tell()

    def _bring_up_to_date(self, lines: Sequence[ListRow | Heading]) -> None:
        for index, (line, shown) in enumerate(zip(lines, self._lines_shown, strict=True)):
            if line != shown:
                self._lines_shown[index] = line
                self.replace_option_prompt_at_index(index, ModelLine(line))

    def _move_to(self, ref: str | None) -> None:
        models = {line.ref: at for at, line in enumerate(self._lines_shown) if isinstance(line, ListRow)}
        at = models.get(ref or "", next(iter(models.values()), None))
        if at != self.highlighted:
            self.highlighted = at
        self._tell()

    def _tell(self) -> None:
        """Say which model is chosen, if that is another one than before."""
        ref = self.chosen.ref if self.chosen else ""
        if ref != self._told:
            self._told = ref
            self.post_message(self.Chosen(self, ref))


def _option(line: ListRow | Heading) -> Option:
    return Option(ModelLine(line), disabled=isinstance(line, Heading))


def _key(line: ListRow | Heading) -> str:
    return line.ref if isinstance(line, ListRow) else f"\n{line.text}"
