"""The lines of the list of models: their states, groups and what a filter leaves of them; pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from chatui.library.base import Pull
from chatui.library.figures import bytes_text
from chatui.library.values import HubRow, ModelRow, QuantizationRow
from chatui.models.download.progress import PullProgress
from chatui.models.fit.values import Fit, Verdict
from chatui.models.references import USUAL_QUANTIZATION
from chatui.tui.models.pull_text import share
from chatui.tui.models.verdicts import MARKS


class RowState(StrEnum):
    """Where a model stands; the value is the word that a person reads."""

    IN_USE = "in use"
    ON_DISK = "on disk"
    BROKEN = "broken"
    VERIFYING = "verifying"
    PULLING = "downloading"
    FAILED = "failed"
    PART = "part here"
    ABSENT = ""

    @property
    def is_here(self) -> bool:
        """Its file is on this disk, whole or not usable."""
        return self in (RowState.IN_USE, RowState.ON_DISK, RowState.BROKEN, RowState.VERIFYING)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One line of the list."""

    ref: str
    title: str
    parameters: str
    quantization: str
    size: str
    fit: Fit
    state: RowState
    done: float | None = None
    """How far a download or a check is, 0 to 1."""
    progress: PullProgress | None = None
    remark: str = ""
    """Shown in place of a state: downloads of a repository, or that it is gated."""
    searched: str = ""
    """What the filter looks at, in lower case."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between groups."""

    text: str


@dataclass(frozen=True, slots=True)
class Doing:
    """What is under way at the moment, beside the models themselves."""

    pulls: Sequence[Pull] = ()
    verified: Mapping[str, float] | None = None
    """Shares of the checks that run, by model."""
    in_use: Path | None = None
    """The file that the chat has loaded."""

    def pull_of(self, ref: str) -> Pull | None:
        """The newest download of a model."""
        return next((pull for pull in reversed(self.pulls) if pull.ref == ref), None)


def with_pulls(rows: Sequence[ModelRow], pulls: Sequence[Pull]) -> list[ModelRow]:
    """The rows, and one for each download of something that is not among them."""
    refs, paths = {row.ref for row in rows}, {row.path for row in rows if row.path is not None}
    # `org/model:Q4_1`, once it is here, is in the list under its file's name.
    others = [pull for pull in pulls if pull.ref not in refs and pull.path not in paths]
    wanted = {pull.ref: pull for pull in others if not pull.is_cancelled}
    return [*rows, *(ModelRow(ref, ref, "", path=pull.path) for ref, pull in wanted.items())]


def list_row(row: ModelRow, doing: Doing) -> ListRow:
    """One line for a model."""
    state, done, progress = _state(row, doing)
    size = bytes_text(row.size_bytes) if row.size_bytes is not None else "–"
    mark = MARKS[row.fit.verdict]
    words = [row.ref, row.title, row.parameters, row.quantization, row.license, row.repo_id, mark.word]
    words += [row.origin or "", str(state), "on disk" if state.is_here else ""]
    return ListRow(
        row.ref,
        row.title,
        row.parameters or "",
        row.quantization or "",
        f"~{size}" if row.is_size_rounded else size,
        row.fit,
        state,
        done,
        progress,
        # A line feed keeps a word from matching across two fields: it holds no white space.
        searched="\n".join(word for word in words if word).casefold(),
    )


def hub_list_row(hub: HubRow, remark: str) -> ListRow:
    """One line for a repository, with the quantization that is pointed at first."""
    first = usual_quantization(hub)
    size = bytes_text(first.size_bytes) if first and first.size_bytes is not None else "–"
    fit = first.fit if first else Fit.unknown()
    here = any(quantization.is_downloaded for quantization in hub.quantizations)
    state = RowState.ON_DISK if here else RowState.ABSENT
    name = first.name if first else ""
    return ListRow(hub.repo_id, hub.repo_id, "", name, size, fit, state, remark=remark)


def usual_quantization(hub: HubRow) -> QuantizationRow | None:
    """Q4_K_M where it is offered, else the largest that fits, else the first."""
    by_name = {quantization.name: quantization for quantization in hub.quantizations}
    if USUAL_QUANTIZATION in by_name:
        return by_name[USUAL_QUANTIZATION]
    fitting = [one for one in hub.quantizations if one.fit.verdict is Verdict.FITS]
    largest = max(fitting, key=lambda one: one.size_bytes or 0, default=None)
    return largest or next(iter(hub.quantizations), None)


def matching(rows: Iterable[ListRow], typed: str) -> list[ListRow]:
    """The rows in which every typed word occurs: in a name, a quantization, a licence, a verdict, a state."""
    words = typed.casefold().split()
    return [row for row in rows if all(word in row.searched for word in words)]


def grouped(rows: Collection[ListRow]) -> list[Heading | ListRow]:
    """What is on this disk first, then the rest; a group without rows has no heading."""
    here = [row for row in rows if row.state.is_here]
    others = [row for row in rows if not row.state.is_here]
    lines: list[Heading | ListRow] = []
    for name, group in (("On this disk", here), ("To download", others)):
        lines += [Heading(f"{name} · {len(group)}"), *group] if group else []
    return lines


def _state(row: ModelRow, doing: Doing) -> tuple[RowState, float | None, PullProgress | None]:
    pull = doing.pull_of(row.ref)
    if pull is not None and not pull.is_over:
        return RowState.PULLING, share(pull.progress), pull.progress
    checked = (doing.verified or {}).get(row.ref)
    if checked is not None:
        return RowState.VERIFYING, checked, None
    if row.fault:
        return RowState.BROKEN, None, None
    if row.path is not None:
        in_use = doing.in_use is not None and row.path.absolute() == doing.in_use
        return RowState.IN_USE if in_use else RowState.ON_DISK, None, None
    if pull is not None and pull.error is not None:
        return RowState.FAILED, None, None
    if row.part_bytes is not None:
        return RowState.PART, row.part_bytes / row.size_bytes if row.size_bytes else None, None
    return RowState.ABSENT, None, None
