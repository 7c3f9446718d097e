"""Lays out models, repositories and quantizations as tables; where they come from is not known here."""

from collections.abc import Iterable, Sequence

from chatui.chat.display_text import one_line
from chatui.cli.models.table import Column, table
from chatui.cli.models.words import size_words, speed_words, verdict_words
from chatui.library.values import HubRow, ModelRow, Origin, QuantizationRow

_HERE = {Origin.HUB: "here", Origin.FOLDER: "here"}


def model_table(rows: Sequence[ModelRow], width: int) -> str:
    """One line for each model, under a line of titles."""
    columns = (
        Column[ModelRow]("MODEL", lambda row: row.ref),
        Column[ModelRow]("QUANT", lambda row: row.quantization or ""),
        Column[ModelRow]("SIZE", _size, is_number=True),
        Column[ModelRow]("FIT", lambda row: verdict_words(row.fit)),
        Column[ModelRow]("TOK/S", lambda row: speed_words(row.fit), is_number=True),
        Column[ModelRow]("ON DISK", on_disk),
        Column[ModelRow]("PARAMS", lambda row: row.parameters or "", is_number=True, is_optional=True),
        Column[ModelRow]("LICENCE", lambda row: row.license or "", is_optional=True),
        Column[ModelRow]("CONTEXT", _context, is_number=True, is_optional=True),
        Column[ModelRow]("TITLE", lambda row: row.title, is_optional=True),
    )
    return _joined(table(columns, rows, width))


def quantization_table(rows: Sequence[QuantizationRow], width: int, indent: str = "") -> str:
    """One line for each quantization."""
    columns = (
        Column[QuantizationRow]("QUANT", lambda row: row.name),
        Column[QuantizationRow]("SIZE", lambda row: size_words(row.size_bytes), is_number=True),
        Column[QuantizationRow]("FIT", lambda row: verdict_words(row.fit)),
        Column[QuantizationRow]("TOK/S", lambda row: speed_words(row.fit), is_number=True),
        Column[QuantizationRow]("ON DISK", lambda row: "here" if row.is_downloaded else ""),
        Column[QuantizationRow]("REF", lambda row: row.ref, is_optional=True),
    )
    return _joined(indent + line for line in table(columns, rows, width - len(indent)))


def hub_text(rows: Sequence[HubRow], width: int) -> str:
    """Each repository with its quantizations below it."""
    parts = []
    for row in rows:
        known = (
            row.repo_id,
            "" if row.downloads is None else f"{row.downloads:,} downloads",
            row.license or "",
            "gated: its terms must be accepted first" if row.is_gated else "",
        )
        parts.append(one_line(", ".join(part for part in known if part)) + "\n")
        if row.quantizations:
            parts.append(quantization_table(row.quantizations, width, "  "))
    return "".join(parts)


def on_disk(row: ModelRow) -> str:
    """Whether a model is here, how much of it, or whose it is, in a word or two."""
    if row.fault:
        return "damaged"
    if row.part_bytes is not None and row.path is None:
        share = f" {100 * row.part_bytes // row.size_bytes} %" if row.size_bytes else ""
        return f"part{share}"
    if row.origin is None:
        return ""
    return _HERE.get(row.origin, row.origin.value)


def _size(row: ModelRow) -> str:
    return size_words(row.size_bytes)


def _context(row: ModelRow) -> str:
    return "" if row.context_length is None else f"{row.context_length:,}"


def _joined(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
