"""`chatui comparisons export`; what the formats look like is not known here."""

from collections.abc import Sequence
from pathlib import Path

from chatui.cli.chats.access import store
from chatui.comparison.export.report import ComparisonReport, report_of
from chatui.comparison.export.to_html import to_html
from chatui.comparison.export.to_json_lines import to_json_lines
from chatui.comparison.export.to_markdown import to_markdown
from chatui.store.comparisons.reading import find
from chatui.store.transfer.files import write_file


def export_comparisons(beginnings: Sequence[str], form: str, output: Path | None) -> None:
    """Write the comparisons whose ids begin so; to stdout where no file is named."""
    with store() as (database, console):
        text = _text([report_of(find(database, beginning)) for beginning in beginnings], form)
        if output is None:
            console.data(text)
        else:
            write_file(output, text)
            console.narrate(f"Wrote {output}.")


def _text(reports: list[ComparisonReport], form: str) -> str:
    if form == "jsonl":
        return "".join(map(to_json_lines, reports))
    return to_html(reports[0]) if form == "html" else to_markdown(reports[0])
