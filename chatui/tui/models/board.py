"""What the models screen shows at the moment: the models, or what the hub found, as a filter leaves them."""

from collections.abc import Sequence
from dataclasses import dataclass

from chatui.library.figures import count_text
from chatui.library.values import HubRow, ModelRow
from chatui.tui.key_names import KeyNames
from chatui.tui.models.listing import (
    Doing,
    Heading,
    ListRow,
    grouped,
    hub_list_row,
    list_row,
    matching,
    with_pulls,
)


@dataclass(slots=True)
class Board:
    """Rows and the words that were typed over them; it asks nobody and draws nothing."""

    rows: Sequence[ModelRow] | None = None
    """None: the library has not answered yet."""
    hub: Sequence[HubRow] | None = None
    """What the hub found; None while the models are shown, or while it has not answered."""
    is_hub: bool = False
    """The hub is searched."""
    is_searching: bool = False
    """The hub has not answered yet."""
    filter: str = ""
    searched: str = ""
    """The words that the hub was asked for."""
    is_offline: bool = False

    def lines(self, doing: Doing) -> list[Heading | ListRow]:
        """The lines of the list."""
        if self.is_hub:
            found = [hub_list_row(row, _remark(row)) for row in self.hub or ()]
            return [Heading(f"On the hub · {len(found)}"), *found] if found else []
        if self.rows is None:
            return []
        rows = [list_row(row, doing) for row in with_pulls(self.rows, doing.pulls)]
        return grouped(matching(rows, self.filter))

    def row(self, ref: str, doing: Doing) -> ModelRow | None:
        """The model of that name, if the list has it."""
        return next((row for row in with_pulls(self.rows or (), doing.pulls) if row.ref == ref), None)

    def hub_row(self, repo_id: str) -> HubRow | None:
        """The repository of that name, if the hub found it."""
        return next((row for row in self.hub or () if row.repo_id == repo_id), None)

    @property
    def title(self) -> str:
        """What the list is of."""
        if self.is_hub:
            return "Hub: searching…" if self.is_searching else "Hub"
        return "Models"

    def empty_text(self, keys: KeyNames) -> str:
        """Why there is no line, and what to do."""
        back = keys.text("{models.back} goes back")
        if self.is_hub and self.is_offline:
            return f"chatui is offline, so the hub is not asked. {back} to the models on this disk."
        if self.is_hub and self.is_searching:
            return "Asking the hub…"
        if self.is_hub and self.hub is None:
            return f"Type words, such as deepseek r1 distill, and press Enter. {back}."
        if self.is_hub:
            again = keys.text("{models.filter} searches again")
            return f"The hub has no GGUF repository for “{self.searched}”. {again}, {back}."
        if self.rows is None:
            return "Looking for models…"
        if self.filter:
            hint = keys.text("{models.back} clears the filter, {models.hub} searches the hub.")
            return f"No model matches “{self.filter}”. {hint}"
        return keys.text("There is no model. {models.hub} searches the hub, {models.open} opens a file.")


def _remark(row: HubRow) -> str:
    if row.is_gated:
        return "gated"
    return f"↓ {count_text(row.downloads)}" if row.downloads is not None else ""
