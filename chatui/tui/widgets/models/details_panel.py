"""Everything about one model, beside the list; it does not know where that comes from."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import ItemGrid, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chatui.chat.display_text import display_text
from chatui.library.figures import bytes_text
from chatui.library.values import HubRow, ModelDetails, ModelRow, QuantizationRow
from chatui.tui.key_names import KeyNames, key_names
from chatui.tui.models.choice import MemoryChoice
from chatui.tui.models.details_text import facts, fit_lines, hub_facts, row_facts, subtitle
from chatui.tui.models.listing import ListRow, RowState
from chatui.tui.models.pull_text import bar_text, progress_text
from chatui.tui.widgets.models.memory_bar import MemoryBar
from chatui.tui.widgets.models.model_list import ModelList
from chatui.tui.widgets.models.stepper import Stepper

_PART = "A part of it is here: {models.download} goes on with it, {models.remove} discards it."


class DetailsPanel(VerticalScroll):
    """Title, state, memory, quantizations and facts of what is chosen."""

    BORDER_TITLE = "Details"

    DEFAULT_CSS = """
    DetailsPanel {
        padding: 0 1;
        scrollbar-gutter: stable;
        Static, MemoryBar { height: auto; margin: 0 0 1 0; }
        #detail-title { text-style: bold; color: $text-primary; margin: 0; }
        #detail-subtitle { color: $text-muted; }
        #detail-notices { color: $text-warning; }
        #steppers { height: auto; margin: 0 0 1 0; grid-gutter: 0; }
        .label { color: $text-muted; margin: 0; }
        #quantizations { height: auto; max-height: 12; margin: 0 0 1 0; scrollbar-gutter: auto; }
        .-absent { display: none; }
    }
    """

    class ChoiceStepped(Message):
        """The person wants memory reckoned for something else: `context`, `lanes` or `kv`, one step on."""

        def __init__(self, what: str, step: int) -> None:
            super().__init__()
            self.what = what
            self.step = step

    def compose(self) -> ComposeResult:
        """The parts, from top to bottom; those without content are hidden."""
        yield Static("", id="detail-title", markup=False)
        yield Static("", id="detail-subtitle", markup=False)
        yield Static("", id="detail-state", markup=False)
        yield Static("", id="detail-fit", markup=False)
        yield MemoryBar()
        with ItemGrid(id="steppers", min_column_width=21):
            yield Stepper("context", "context")
            yield Stepper("lanes", "lanes")
            yield Stepper("KV cache", "kv")
        yield Static("", id="detail-notices", markup=False)
        yield Static("Quantizations", classes="label", id="quantizations-label", markup=False)
        yield ModelList("quantizations")
        yield Static("", id="detail-facts", markup=False)

    def show_choice(self, choice: MemoryChoice) -> None:
        """Show what memory is reckoned for."""
        self.query_one("#context", Stepper).value = f"{choice.n_ctx:,}" if choice.n_ctx else "auto"
        self.query_one("#lanes", Stepper).value = str(choice.n_lanes)
        self.query_one("#kv", Stepper).value = str(choice.kv_type)

    def show_row(self, row: ModelRow) -> None:
        """Show what the list knows of a model, until more is known."""
        self._show_head(row)
        self._show_static("#detail-facts", _table(row_facts(row)))
        self._show_static("#detail-notices", _notices((row.fault,)))
        self.query_one(MemoryBar).add_class("-absent")
        self._show_quantizations(())
        self.query_one("#steppers").add_class("-absent")

    def show_details(self, details: ModelDetails) -> None:
        """Show everything known of a model."""
        self._show_head(details.row)
        self._show_static("#detail-facts", _table(facts(details)))
        self._show_static("#detail-notices", _notices((details.row.fault, *details.notices)))
        bar = self.query_one(MemoryBar)
        bar.show(details.memory, details.row.fit.available_bytes)
        bar.remove_class("-absent")
        self.query_one("#steppers").remove_class("-absent")
        self._show_quantizations(details.quantizations)

    def show_hub(self, hub: HubRow) -> None:
        """Show a repository of the hub."""
        self._show_static("#detail-title", Content(display_text(hub.repo_id)))
        self._show_static("#detail-subtitle", Content("a repository on the hub"))
        self._show_static("#detail-fit", Content(""))
        self._show_static("#detail-state", Content(""))
        self._show_static("#detail-notices", Content(""))
        self._show_static("#detail-facts", _table(hub_facts(hub)))
        self.query_one(MemoryBar).add_class("-absent")
        self.query_one("#steppers").add_class("-absent")
        self._show_quantizations(hub.quantizations)

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        for part in self.query("#detail-title, #detail-subtitle, #detail-state, #detail-fit, #detail-facts"):
            part.add_class("-absent")
        for part in self.query("#detail-notices, #steppers, MemoryBar, #quantizations, #quantizations-label"):
            part.add_class("-absent")

    def show_note(self, text: str) -> None:
        """Say what there is to know in passing, in place of the notices."""
        self._show_static("#detail-notices", _notices((text,)))

    def focus_part(self) -> None:
        """Give the focus to the quantizations, else to the context, else to the panel itself."""
        names, context = self.query_one("#quantizations"), self.query_one("#context")
        if not names.has_class("-absent"):
            names.focus()
        elif not self.query_one("#steppers").has_class("-absent"):
            context.focus()
        else:
            self.focus()

    def show_state(self, line: ListRow, error: str = "") -> None:
        """Say what is under way with it, or how that ended."""
        width = max(10, self.content_size.width - 2)
        self._show_static("#detail-state", _state(line, error, width, key_names(self)))

    @on(Stepper.Stepped)
    def _step(self, message: Stepper.Stepped) -> None:
        message.stop()
        self.post_message(self.ChoiceStepped(message.stepper.id or "", message.step))

    def _show_head(self, row: ModelRow) -> None:
        self._show_static("#detail-title", Content(display_text(row.title)))
        self._show_static("#detail-subtitle", Content(subtitle(row)))
        lines = [Content.styled(text, style) for text, style in fit_lines(row)]
        self._show_static("#detail-fit", Content("\n").join(lines))

    def _show_quantizations(self, rows: Sequence[QuantizationRow]) -> None:
        names = self.query_one("#quantizations", ModelList)
        names.show([_quantization_line(row) for row in rows])
        for part in (names, self.query_one("#quantizations-label")):
            part.set_class(not rows, "-absent")

    def _show_static(self, selector: str, content: Content | Table) -> None:
        part = self.query_one(selector, Static)
        part.set_class(not content if isinstance(content, Content) else not content.row_count, "-absent")
        part.update(content)


def _quantization_line(row: QuantizationRow) -> ListRow:
    size = bytes_text(row.size_bytes) if row.size_bytes is not None else "–"
    state = RowState.ON_DISK if row.is_downloaded else RowState.ABSENT
    return ListRow(row.ref, row.name, "", "", size, row.fit, state)


def _state(line: ListRow, error: str, width: int, keys: KeyNames) -> Content:
    if error:
        return Content.styled(display_text(error), "$text-error")
    if line.state is RowState.PULLING and line.progress is not None:
        text = Content.styled(progress_text(line.progress), "$text-accent")
        if line.done is None:
            return text
        full, empty = bar_text(line.done, width)
        return Content("\n").join(
            [Content.assemble((full, "$text-accent"), (empty, "$foreground 30%")), text]
        )
    match line.state:
        case RowState.PART:
            return Content.styled(keys.text(_PART), "$text-warning")
        case RowState.IN_USE:
            return Content.styled("The chat uses it.", "$text-success")
        case RowState.VERIFYING:
            return Content.styled("Its bytes are being checked.", "$text-accent")
        case _:
            return Content("")


def _notices(texts: Sequence[str]) -> Content:
    return Content("\n").join([Content(f"! {display_text(text)}") for text in texts if text])


def _table(pairs: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid("label", "value", padding=(0, 2, 0, 0))
    table.columns[0].no_wrap = True
    table.columns[0].style = "dim"
    table.columns[1].overflow = "fold"
    for label, value in pairs:
        table.add_row(Text(label), Text(value))
    return table
