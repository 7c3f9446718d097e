"""Writes a kept comparison to a file, as a job that a screen waits for; it knows no format from inside."""

from pathlib import Path

from chatui.comparison.export.report import report_of
from chatui.comparison.export.to_html import to_html
from chatui.comparison.export.to_json_lines import to_json_lines
from chatui.comparison.export.to_markdown import to_markdown
from chatui.store.comparisons.reading import find
from chatui.store.database import Database
from chatui.store.transfer.files import write_file
from chatui.tui.kept.transfers import FileForm, TransferJob, TransferProgress, TransferReport


class CompareForm(FileForm):
    """What to write of a comparison."""

    HTML = "one HTML page: lanes side by side, aligned steps, vote"
    MARKDOWN = "Markdown"
    JSON_LINES = "JSON Lines: one line for each lane"

    @property
    def suffix(self) -> str:
        """The end of the file's name."""
        return {CompareForm.HTML: ".html", CompareForm.MARKDOWN: ".md"}.get(self, ".jsonl")


def export_comparison(database: Database, form: CompareForm, key: str, path: Path) -> TransferJob:
    """A job that writes a comparison to a file. It raises StoreError."""

    def job(progress: TransferProgress) -> TransferReport:
        report = report_of(find(database, key))
        write = {CompareForm.HTML: to_html, CompareForm.MARKDOWN: to_markdown}.get(form, to_json_lines)
        write_file(path, write(report))
        return TransferReport(f"Wrote {path}.")

    return job
